//! The example in the documentation of the crate: an operation that is simple enough to show, and one that sends a model.

use std::collections::HashMap;

use super::model::{Model, ModelFile, Struct};
use super::{Argument, Call, Group, Mode, Operation, Service, Ty};
use crate::ir::Method;

/// The calls of the example, all of groups that one feature enables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The feature of the operations' group.
    pub feature: Option<String>,
    pub calls: Vec<ExampleCall>,
    /// Whether the client needs a bearer token.
    pub bearer: bool,
}

/// A call of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleCall {
    pub accessor: String,
    pub method: String,
    /// The arguments as expressions.
    pub arguments: Vec<String>,
    /// A setter with its value.
    pub setter: Option<String>,
    /// The model that it sends: its name, and the calls that create it, after the path of `models`.
    pub body: Option<ExampleBody>,
}

/// A model that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleBody {
    /// The variable.
    pub name: String,
    /// `Order::new("name").note("note")`
    pub value: String,
}

/// The example of a crate. Returns `None` if no operation is simple enough.
pub(super) fn plan(
    mode: Mode,
    groups: &[Group],
    models: &[ModelFile],
    service: &Service,
) -> Option<Example> {
    if mode != Mode::Crate {
        return None;
    }
    let (group, operation) = groups.iter().find_map(|group| {
        let mut operations = group.operations.iter();
        Some((group, operations.find(|operation| is_simple(operation))?))
    })?;
    let structs = structs(models);
    let mut calls = vec![call(group, operation, None)];
    calls.extend(sending(group, &structs));
    let mut schemes = service.schemes.iter();
    Some(Example {
        feature: group.feature.clone(),
        calls,
        bearer: schemes.any(|scheme| scheme.kind.is_bearer()),
    })
}

fn is_simple(operation: &Operation) -> bool {
    let mut required = operation.required();
    operation.method == Method::Get
        && !operation.deprecated.is()
        && operation.holder.is_none()
        && required.all(|argument| argument.ty == Ty::String)
}

fn structs(models: &[ModelFile]) -> HashMap<&str, &Struct> {
    let items = models.iter().flat_map(|file| &file.items);
    let structs = items.filter_map(|item| match item {
        Model::Struct(item) => Some((item.name.as_str(), item)),
        _ => None,
    });
    structs.collect()
}

/// The first call of a group that sends a model of simple values.
fn sending(group: &Group, structs: &HashMap<&str, &Struct>) -> Option<ExampleCall> {
    let mut operations = group.operations.iter();
    operations.find_map(|operation| {
        if operation.deprecated.is() || operation.holder.is_some() {
            return None;
        }
        let mut bodies = operation.required().filter(|argument| is_json(argument));
        let body = match (bodies.next(), bodies.next()) {
            (Some(body), None) => body,
            _ => return None,
        };
        let mut others = operation.required().filter(|argument| !is_json(argument));
        let is_plain = body.name != "client" && others.all(|argument| argument.ty == Ty::String);
        let Ty::Model(name) = &body.ty else {
            return None;
        };
        let value = created(structs.get(name.as_str())?).filter(|_| is_plain)?;
        let body = ExampleBody {
            name: body.name.clone(),
            value,
        };
        Some(call(group, operation, Some(body)))
    })
}

fn is_json(argument: &Argument) -> bool {
    matches!(&argument.call, Call::Json(_))
}

/// The expression that creates a model: at least one value is set, and all of them are simple.
fn created(item: &Struct) -> Option<String> {
    if item.deprecated.is() {
        return None;
    }
    let arguments = match item.constructor() {
        None => return Some(format!("{}::default(){}", item.name, set(item)?)),
        Some(constructor) if constructor.holder.is_some() => return None,
        Some(constructor) => constructor.required,
    };
    let arguments = arguments.iter().map(|field| sample(&field.wire, &field.ty));
    let arguments = arguments.collect::<Option<Vec<String>>>()?;
    let setter = set(item).unwrap_or_default();
    let is_empty = arguments.is_empty() && setter.is_empty();
    let new = format!("{}::new({}){setter}", item.name, arguments.join(", "));
    (!is_empty).then_some(new)
}

/// The first setter of a simple value.
fn set(item: &Struct) -> Option<String> {
    item.setters().into_iter().find_map(|setter| {
        let mut fields = item.fields.iter();
        let field = fields.find(|field| field.name == setter.field)?;
        let mut ty = &field.ty;
        while let Ty::Option(inner) = ty {
            ty = inner;
        }
        let value = sample(&field.wire, ty).filter(|_| !setter.deprecated.is())?;
        Some(format!(".{}({value})", setter.name))
    })
}

fn call(group: &Group, operation: &Operation, body: Option<ExampleBody>) -> ExampleCall {
    let arguments = operation.required().map(|argument| match &body {
        Some(body) if is_json(argument) => body.name.clone(),
        _ => format!("{:?}", argument.wire),
    });
    let arguments = arguments.collect();
    let mut optional = operation.optional();
    let setter = optional.find_map(|argument| {
        // A number of items, not where a page begins.
        let is_start = ["page", "offset", "skip"].contains(&argument.setter.as_str());
        let is_number = matches!(argument.ty, Ty::Int(_)) && !is_start;
        let is_shown = is_number && body.is_none() && !argument.deprecated.is();
        is_shown.then(|| format!(".{}(10)", argument.setter))
    });
    ExampleCall {
        accessor: group.accessor.clone(),
        method: operation.method_name.clone(),
        arguments,
        setter,
        body,
    }
}

/// A value of a simple type: a text is the name of its property.
fn sample(wire: &str, ty: &Ty) -> Option<String> {
    match ty {
        Ty::String => Some(format!("{wire:?}")),
        Ty::Int(_) => Some("1".to_owned()),
        Ty::F64 => Some("1.5".to_owned()),
        Ty::Bool => Some("true".to_owned()),
        _ => None,
    }
}
