//! `x-speakeasy-pagination`: inputs with a role each, and outputs as JSONPath queries.

use super::{Declared, Names, name};
use crate::ir::DeclaredNextPage;
use crate::read::{Node, Step, singular_query};

/// The last item in the JSONPath that was in use before RFC 9535.
const LAST_BY_SCRIPT: &str = "[(@.length-1)]";

pub(super) fn paging(value: &Node, _: &Node) -> Declared {
    let output = |key: &str| match value.get("outputs").and_then(|outputs| name(outputs, key)) {
        Some(query) => match singular_query(&query.replace(LAST_BY_SCRIPT, "[-1]")) {
            Some(steps) => Ok(Some(steps)),
            None => Err("an output is not a path of properties"),
        },
        None => Ok(None),
    };
    let results = output("results")?;
    let items = results.as_deref().map(path).transpose()?;
    let next = match value.get("type").and_then(Node::as_str) {
        Some("cursor") => {
            let param = input(value, "cursor").ok_or("it has no input of the type `cursor`")?;
            let next = output("nextCursor")?.ok_or("the output `nextCursor` is missing")?;
            cursor(param, &next, results.as_deref())?
        }
        Some("offsetLimit") => match (input(value, "page"), input(value, "offset")) {
            (Some(param), None) => DeclaredNextPage::Page { param, first: None },
            (None, Some(param)) => DeclaredNextPage::Offset { param },
            _ => return Err("it needs one input of the type `page` or `offset`"),
        },
        Some("url") => {
            let next = output("nextUrl")?.ok_or("the output `nextUrl` is missing")?;
            let next = path(&next)?;
            DeclaredNextPage::Url { next }
        }
        _ => return Err("its type is not `cursor`, `offsetLimit` or `url`"),
    };
    let mut names = Names::new(next);
    names.items = items;
    if let DeclaredNextPage::Page { .. } = names.next {
        names.total = output("numPages")?.as_deref().map(path).transpose()?;
    }
    Ok(Some(names))
}

/// The name of the input with a role.
fn input(value: &Node, role: &str) -> Option<String> {
    let inputs = value.get("inputs").and_then(Node::as_array)?;
    let input = inputs
        .iter()
        .find(|input| super::text(*input, "type") == role)?;
    name(input, "name")
}

/// The cursor is a property of the page, or of the last of its items: `$.results[-1].id`.
fn cursor(
    param: String,
    next: &[Step],
    results: Option<&[Step]>,
) -> Result<DeclaredNextPage, &'static str> {
    let Some(index) = next.iter().position(|step| *step == Step::Index(-1)) else {
        let next = path(next)?;
        return Ok(DeclaredNextPage::Token { param, next });
    };
    let (list, key) = (&next[..index], &next[index + 1..]);
    if results.is_some_and(|results| results != list) {
        return Err("`nextCursor` is a property of items that are not the results");
    }
    let key = path(key)?;
    Ok(DeclaredNextPage::After { param, key })
}

/// A path as in oascribe.toml: names with dots between them, or `.`.
fn path(steps: &[Step]) -> Result<String, &'static str> {
    let names = steps.iter().map(|step| match step {
        Step::Name(name) => Ok(name.as_str()),
        Step::Index(_) => Err("an output is not a path of properties"),
    });
    let names = names.collect::<Result<Vec<_>, _>>()?;
    Ok(match names.as_slice() {
        [] => ".".to_owned(),
        names => names.join("."),
    })
}
