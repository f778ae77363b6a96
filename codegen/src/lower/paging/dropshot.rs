//! `x-dropshot-pagination`: all servers of Dropshot use the same names.

use super::{Declared, Names};
use crate::ir::DeclaredNextPage;
use crate::read::Node;

/// The value is `true` in early versions, then an object with the parameters that the first page requires.
pub(super) fn paging(value: &Node, _: &Node) -> Declared {
    if !matches!(value, Node::Object(_)) && value.as_bool() != Some(true) {
        return Err("it is neither `true` nor an object");
    }
    let mut names = Names::new(DeclaredNextPage::Token {
        param: "page_token".to_owned(),
        next: "next_page".to_owned(),
    });
    names.items = Some("items".to_owned());
    Ok(Some(names))
}
