//! Paginated operations after types of the user have replaced schemas.
//!
//! In: paging planned with the types of the document. Out: the same, without operations whose own types prevent it, which is
//! reported. Guaranteed: a token or URL with an own type is represented in JSON like the parameter or string it becomes.

use super::super::lookup::{page, property, query_parameter};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, NextPage, Operation, Ref, RequestPart, Scalar, Shape};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    if context.config.own_types.is_empty() {
        return;
    }
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let Some(fault) = fault(api, operation) else {
            continue;
        };
        let message = format!(
            "`{}` can't be paginated with types of your own",
            operation.id
        );
        let found = Diagnostic::new(codes::UNUSABLE_PAGING, message).at_key(&operation.at);
        let found = found.label(format!(
            "{fault}; `.items()` and `.pages()` are not generated"
        ));
        let help = "remove the entry of `[crate.types]` for it, or use a pointer instead of a format there";
        diags.push(found.help(help));
        api.operations[index].paging = None;
    }
}

/// Why an operation can't be paginated any longer.
fn fault(api: &Api, operation: &Operation) -> Option<String> {
    let paging = operation.paging.as_ref()?;
    let page = page(operation)?;
    if !matches!(
        property(api, page, &paging.items).map(|edge| api.behind(edge)),
        Some(Shape::List(_))
    ) {
        return Some("the list of items has a type of your own".to_owned());
    }
    let mut numbers: Vec<(&str, Option<&Ref>)> = Vec::new();
    for (name, path) in [
        ("more", &paging.more),
        ("done", &paging.done),
        ("total", &paging.total),
    ] {
        if let Some(path) = path {
            numbers.push((name, property(api, page, path)));
        }
    }
    match &paging.next {
        NextPage::Token { param, next } => {
            return missing(api, operation, param, property(api, page, next))
                .or_else(|| foreign(api, &numbers));
        }
        NextPage::After { param, key } => {
            return missing(api, operation, param, property(api, &paging.item, key))
                .or_else(|| foreign(api, &numbers));
        }
        NextPage::Header { param, .. } => {
            let param = request_part(api, operation, param);
            numbers.push(("the parameter of the page token", param));
        }
        NextPage::Offset { param } | NextPage::Page { param, .. } => {
            numbers.push((
                "the number of the page",
                request_part(api, operation, param),
            ));
        }
        NextPage::Link { .. } => {}
        NextPage::Url { next } => {
            if property(api, page, next).is_none() {
                return Some("the URL is in an object with a type of your own".to_owned());
            }
        }
    }
    foreign(api, &numbers)
}

/// A token, whose type can be converted, but which must not be inside of an own type.
fn missing(
    api: &Api,
    operation: &Operation,
    param: &RequestPart,
    next: Option<&Ref>,
) -> Option<String> {
    let is_missing = request_part(api, operation, param).is_none() || next.is_none();
    is_missing.then(|| "the page token is in an object with a type of your own".to_owned())
}

/// A number or boolean that the client reads or counts up itself.
fn foreign(api: &Api, values: &[(&str, Option<&Ref>)]) -> Option<String> {
    let mut values = values.iter();
    let (name, _) = values.find(|(_, edge)| edge.is_none_or(|edge| is_own_type(api, edge)))?;
    Some(format!("{name} has a type of your own"))
}

/// Whether an edge leads to a type of the user.
fn is_own_type(api: &Api, edge: &Ref) -> bool {
    match api.behind(edge) {
        Shape::Scalar(Scalar::Foreign(_)) => true,
        Shape::Named(id) => matches!(api.ty(*id).kind, Kind::Foreign(_)),
        _ => false,
    }
}

/// The type of a part of a request. Returns `None` if it is inside of an own type.
fn request_part<'a>(api: &'a Api, operation: &'a Operation, part: &RequestPart) -> Option<&'a Ref> {
    match part {
        RequestPart::Query(name) => query_parameter(operation, name).map(|it| &it.ty),
        RequestPart::Body(path) => property(api, &operation.payload()?.ty, path),
    }
}
