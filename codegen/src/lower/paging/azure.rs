//! `x-ms-pageable` of AutoRest: a property of the page has the URL of the next page.

use super::{Declared, Names, name};
use crate::ir::DeclaredNextPage;
use crate::read::Node;

/// Without `nextLinkName`, the list has one page.
pub(super) fn paging(value: &Node, _: &Node) -> Declared {
    if !matches!(value, Node::Object(_)) {
        return Err("it is not an object");
    }
    let Some(next) = name(value, "nextLinkName") else {
        return Ok(None);
    };
    let mut names = Names::new(DeclaredNextPage::Url { next });
    let items = name(value, "itemName");
    names.items = Some(items.unwrap_or_else(|| "value".to_owned()));
    Ok(Some(names))
}
