//! `x-fern-pagination`: names with the prefix `$request.` or `$response.`.

use super::{Declared, Names, name};
use crate::ir::DeclaredNextPage;
use crate::read::Node;

/// With the value `true`, the extension of the document holds for the operation.
pub(super) fn paging(value: &Node, root: &Node) -> Declared {
    let shared = root.get("x-fern-pagination");
    let value = match value.as_bool() {
        Some(false) => return Ok(None),
        Some(true) => shared.ok_or("the document has no `x-fern-pagination`")?,
        None => value,
    };
    let response = |key| path(value, key, "$response");
    let next = match path(value, "cursor", "$request")? {
        Some(param) => {
            let next = response("next_cursor")?.ok_or("`next_cursor` is missing")?;
            DeclaredNextPage::Token { param, next }
        }
        None => offset_or_url(value)?,
    };
    let mut names = Names::new(next);
    names.items = response("results")?;
    names.more = response("has-next-page")?;
    Ok(Some(names))
}

/// An offset counts items if it has a `step`, else pages.
fn offset_or_url(value: &Node) -> Result<DeclaredNextPage, &'static str> {
    if let Some(param) = path(value, "offset", "$request")? {
        return Ok(match value.get("step") {
            Some(_) => DeclaredNextPage::Offset { param },
            None => DeclaredNextPage::Page { param, first: None },
        });
    }
    for key in ["next_uri", "next_path"] {
        if let Some(next) = path(value, key, "$response")? {
            return Ok(DeclaredNextPage::Url { next });
        }
    }
    Err("it has none of `cursor`, `offset`, `next_uri` and `next_path`")
}

/// The path after a prefix; `.` if there is none.
fn path(value: &Node, key: &str, prefix: &str) -> Result<Option<String>, &'static str> {
    let Some(text) = name(value, key) else {
        return Ok(None);
    };
    match text.strip_prefix(prefix) {
        Some("") => Ok(Some(".".to_owned())),
        Some(rest) => match rest.strip_prefix('.') {
            Some(path) => Ok(Some(path.to_owned())),
            None => Err("a name begins with neither `$request.` nor `$response.`"),
        },
        None => Err("a name begins with neither `$request.` nor `$response.`"),
    }
}
