//! Completes a draft: what OpenAPI requires and the input does not state is inferred.

use std::collections::{HashMap, HashSet};

use oascribe_codegen::diag::codes;

use super::names::{camel_case, pascal_case};
use super::schema::{Fact, Kind, Primitive, Schema};
use super::{Draft, Operation, Parameter, Place, Response};
use crate::reporter::Reporter;
use crate::span::Span;

/// A summary of more words is a sentence and no name.
const MAX_WORDS: usize = 6;

/// Completes all operations.
pub fn complete(draft: &mut Draft, reporter: &mut Reporter<'_>) {
    drop_second(&mut draft.operations, reporter);
    let mut paths: HashMap<String, super::Path> = HashMap::new();
    let known = stated_variables(draft);
    for operation in &mut draft.operations {
        let first = paths
            .entry(operation.path.shape())
            .or_insert_with(|| operation.path.clone());
        rename_variables(operation, first);
        path_parameters(operation, reporter);
        for parameter in &mut operation.parameters {
            if let Some(schema) = known.get(&parameter.name)
                && parameter.place == Place::Path
                && matches!(parameter.schema.kind, Kind::Any)
            {
                parameter.schema.kind = schema.kind.clone();
                parameter.schema.format.clone_from(&schema.format);
                parameter.schema.infer("type", "as in another operation");
            }
            assume_string(parameter);
        }
        if operation.responses.is_empty() {
            let mut response = Response::new("200", operation.at);
            let why = "no response is described";
            response
                .inferred
                .push(Fact::new("status", why, operation.at));
            operation.responses.push(response);
        }
    }
    name_operations(&mut draft.operations);
}

/// A request that is described twice is one operation: the first.
fn drop_second(operations: &mut Vec<Operation>, reporter: &mut Reporter<'_>) {
    let mut first: HashMap<(&'static str, String), Span> = HashMap::new();
    operations.retain(|operation| {
        let key = (operation.method.as_str(), operation.path.shape());
        let Some(known) = first.get(&key) else {
            first.insert(key, operation.at);
            return true;
        };
        let method = operation.method.as_str().to_ascii_uppercase();
        let message = format!("`{method} {}` is described twice", operation.path.text);
        let others = [(*known, "the first description")];
        let label = "the first description is used";
        reporter.report_with(
            codes::PAGE_CONTRADICTION,
            message,
            operation.at,
            label,
            &others,
        );
        false
    });
}

/// The types that pages state for variables of paths. The same name has the same type.
fn stated_variables(draft: &Draft) -> HashMap<String, Schema> {
    let mut known = HashMap::new();
    let parameters = draft.operations.iter().flat_map(|it| &it.parameters);
    for parameter in parameters.filter(|it| it.place == Place::Path) {
        if let Kind::Primitive(_) = parameter.schema.kind {
            known
                .entry(parameter.name.clone())
                .or_insert_with(|| parameter.schema.clone());
        }
    }
    known
}

/// Variables of paths that are the same request have the names of the first path.
fn rename_variables(operation: &mut Operation, first: &super::Path) {
    let own = std::mem::replace(&mut operation.path, first.clone());
    for ((old, ty), (new, known)) in own.variables.iter().zip(&mut operation.path.variables) {
        if let Some(parameter) = operation
            .parameters
            .iter_mut()
            .find(|it| it.place == Place::Path && it.name == *old && old != new)
        {
            let why = format!("another operation calls `{old}` so");
            parameter
                .inferred
                .push(Fact::new("name", why, parameter.at));
            parameter.name.clone_from(new);
        }
        *known = known.or(*ty);
    }
}

/// Each variable of the path has a parameter, and each parameter of the path a variable.
fn path_parameters(operation: &mut Operation, reporter: &mut Reporter<'_>) {
    let names: Vec<String> = operation
        .path
        .variables
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    let text = operation.path.text.clone();
    operation.parameters.retain(|it| {
        let fits = it.place != Place::Path || names.contains(&it.name);
        if !fits {
            let message = format!("`{}` is not a variable of the path `{text}`", it.name);
            reporter.report(
                codes::PAGE_CONTRADICTION,
                message,
                it.at,
                "the parameter is left out",
            );
        }
        fits
    });
    for (name, ty) in operation.path.variables.clone() {
        let at = operation.at;
        if operation.parameter(&name, Place::Path).is_none() {
            let mut parameter = Parameter::new(name.clone(), Place::Path, at);
            parameter
                .inferred
                .push(Fact::new("parameter", "only the path names it", at));
            operation.parameters.push(parameter);
        }
        let parameter = operation.parameter(&name, Place::Path);
        if let (Some(parameter), Some(ty)) = (parameter, ty) {
            parameter.required = true;
            if matches!(parameter.schema.kind, Kind::Any) {
                parameter.schema.kind = Kind::Primitive(ty);
            }
        }
    }
    for parameter in operation
        .parameters
        .iter_mut()
        .filter(|it| it.place == Place::Path)
    {
        parameter.required = true;
    }
    operation.parameters.sort_by_key(|it| it.place);
}

/// A parameter is sent as text, whatever its type.
fn assume_string(parameter: &mut Parameter) {
    if let Kind::Any = parameter.schema.kind {
        let mut schema = Schema::primitive(Primitive::String, parameter.at);
        std::mem::swap(&mut schema, &mut parameter.schema);
        parameter.schema.text = schema.text;
        parameter.schema.default = schema.default;
        parameter.schema.values = schema.values;
        parameter.schema.example = schema.example;
        parameter.schema.deprecated = schema.deprecated;
        let why = match parameter.schema.values.is_empty() {
            true => "assumed: the type is not stated",
            false => "from the listed values",
        };
        parameter.schema.infer("type", why);
    }
}

/// Names from the input, from summaries, or from method and path. No two are equal.
fn name_operations(operations: &mut [Operation]) {
    let mut used: HashSet<String> = HashSet::new();
    for operation in operations {
        let at = operation.at;
        let summary = operation
            .summary
            .as_deref()
            .map(|text| text.replace('\'', ""));
        let summary = summary.filter(|text| text.split_whitespace().count() <= MAX_WORDS);
        let by_summary = summary.map(|text| camel_case(&text));
        let by_summary =
            by_summary.filter(|name| name.starts_with(|it: char| it.is_ascii_lowercase()));
        let (name, why) = match (operation.id.take(), by_summary) {
            (Some(id), _) => (id, None),
            (None, Some(name)) => (name, Some("from the title")),
            (None, None) => (by_path(operation), Some("from the method and the path")),
        };
        let mut unused = name.clone();
        let mut number = 1;
        while !used.insert(unused.clone()) {
            number += 1;
            unused = format!("{name}{number}");
        }
        let why = why.or((number > 1).then_some("another operation has the name"));
        operation.id = Some(unused);
        operation
            .inferred
            .extend(why.map(|why| Fact::new("operationId", why, at)));
    }
}

/// `GET /boats/{id}/berth` → `getBoatsBerthById`.
fn by_path(operation: &Operation) -> String {
    let text = &operation.path.text;
    let fixed = text.split('/').filter(|part| !part.contains('{'));
    let name: String = fixed.map(pascal_case).collect();
    let by: Vec<String> = operation
        .path
        .variables
        .iter()
        .map(|(name, _)| pascal_case(name))
        .collect();
    let by = match by.is_empty() {
        true => String::new(),
        false => format!("By{}", by.join("And")),
    };
    format!("{}{name}{by}", operation.method.as_str())
}
