//! List operations that come in pages: stated in the configuration, or recognised by their shape.

use super::Choices;
use crate::config;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Content, Field, Operation, Paging, Place, Presence, Ref, Scalar, Shape};

/// Pairs of parameter and member that are used for tokens far and wide, compared without case and separators.
const TOKENS: &[(&str, &str)] = &[
    ("pagetoken", "nextpagetoken"),
    ("pagetoken", "nexttoken"),
    ("nextpagetoken", "nextpagetoken"),
    ("nexttoken", "nexttoken"),
    ("cursor", "nextcursor"),
    ("continuationtoken", "continuationtoken"),
    ("continuationtoken", "nextcontinuationtoken"),
];

pub(super) fn run(api: &mut Api, choices: &Choices<'_>, diags: &mut Diagnostics) {
    let stated = &choices.config.paging;
    for name in stated.keys() {
        let known = name == "*" || api.operations.iter().any(|operation| operation.id == *name);
        if !known {
            let message = format!("no operation `{name}` for this paging");
            diags.push(choices.config.unmatched("paging", name, message));
        }
    }
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let paging = match stated.get(&operation.id) {
            Some(shape) => match by_name(api, operation, shape) {
                Some(paging) => Some(paging),
                None => {
                    let id = operation.id.clone();
                    let message = format!("`{id}` has no such parameter or members");
                    diags.push(choices.config.unmatched("paging", &id, message));
                    None
                }
            },
            None => stated
                .get("*")
                .and_then(|shape| by_name(api, operation, shape))
                .or_else(|| inferred(api, operation, diags)),
        };
        api.operations[index].paging = paging;
    }
}

/// The members of the answer of a successful call.
fn page<'a>(api: &'a Api, operation: &'a Operation) -> Option<&'a [Field]> {
    let mut successes = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success());
    let response = successes.next()?;
    if successes.next().is_some() {
        return None;
    }
    match &response.content {
        Content::Json(edge) => Some(&super::object(api, edge)?.fields),
        Content::Empty | Content::Text | Content::Bytes => None,
    }
}

fn by_name(api: &Api, operation: &Operation, shape: &config::Paging) -> Option<Paging> {
    let page = page(api, operation)?;
    let items = match &shape.items {
        Some(items) => page.iter().find(|field| field.wire == *items)?,
        None => only_list(api, page)?,
    };
    let next = page.iter().find(|field| field.wire == shape.next)?;
    let takes = |name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|parameter| parameter.wire == name && parameter.place == Place::Query)
    };
    (takes(&shape.param) && is_text(api, &next.ty)).then(|| Paging {
        param: shape.param.clone(),
        next: next.wire.clone(),
        items: items.wire.clone(),
        item: item(api, items),
    })
}

fn inferred(api: &Api, operation: &Operation, diags: &mut Diagnostics) -> Option<Paging> {
    let page = page(api, operation)?;
    let items = only_list(api, page)?;
    let (param, next) = TOKENS.iter().find_map(|(param, next)| {
        let param = operation.parameters.iter().find(|parameter| {
            parameter.place == Place::Query
                && parameter.presence == Presence::Optional
                && plain(&parameter.wire) == *param
                && is_text(api, &parameter.ty)
        })?;
        let next = page.iter().find(|field| plain(&field.wire) == *next)?;
        is_text(api, &next.ty).then_some((param, next))
    })?;
    let message = format!("`{}` comes in pages", operation.id);
    let label = format!(
        "`{}` takes the `{}` of the page before; the items are `{}`",
        param.wire, next.wire, items.wire
    );
    let found = Diagnostic::new(codes::INFERRED_PAGING, message).at_key(&operation.at);
    diags.push(found.label(label));
    Some(Paging {
        param: param.wire.clone(),
        next: next.wire.clone(),
        items: items.wire.clone(),
        item: item(api, items),
    })
}

fn only_list<'f>(api: &Api, page: &'f [Field]) -> Option<&'f Field> {
    let is_list = |field: &&Field| matches!(api.behind(&field.ty), Shape::List(_));
    let mut lists = page.iter().filter(is_list);
    let list = lists.next()?;
    lists.next().is_none().then_some(list)
}

fn item(api: &Api, items: &Field) -> Ref {
    match api.behind(&items.ty) {
        Shape::List(item) => (**item).clone(),
        _ => items.ty.clone(),
    }
}

fn is_text(api: &Api, edge: &Ref) -> bool {
    matches!(api.behind(edge), Shape::Scalar(Scalar::Text))
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
