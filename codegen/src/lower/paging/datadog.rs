//! `x-pagination` of Datadog: a cursor, the number of a page or the number of items to skip.

use super::{Declared, Names, name};
use crate::ir::DeclaredNextPage;
use crate::read::Node;

/// Names in the body of the request begin with `body.`. The page size is left to the caller.
pub(super) fn paging(value: &Node, _: &Node) -> Declared {
    let param = |key: &str| {
        let name = name(value, key)?;
        let path = name.strip_prefix("body.").map(str::to_owned);
        Some(path.unwrap_or(name))
    };
    let parameters = (
        param("cursorParam"),
        param("pageParam"),
        param("pageOffsetParam"),
    );
    let next = match parameters {
        (Some(param), None, None) => {
            let next = name(value, "cursorPath").ok_or("`cursorPath` is missing")?;
            DeclaredNextPage::Token { param, next }
        }
        (None, Some(param), None) => {
            let first = value.get("pageStart").and_then(Node::as_i64);
            let first = Some(first.unwrap_or(0));
            DeclaredNextPage::Page { param, first }
        }
        (None, None, Some(param)) => DeclaredNextPage::Offset { param },
        _ => return Err("it needs one of `cursorParam`, `pageParam` and `pageOffsetParam`"),
    };
    let mut names = Names::new(next);
    names.items = name(value, "resultsPath");
    Ok(Some(names))
}
