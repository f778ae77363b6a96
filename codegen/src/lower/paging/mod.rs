//! Paging that an extension of an operation declares.
//!
//! Input: the operation. Output: the names of the parameters and properties that select the next page. The pass `paging`
//! looks them up. An extension with a form that is not known is reported.

mod azure;
mod datadog;
mod dropshot;
mod fern;
mod speakeasy;

use super::{Lower, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{DeclaredNextPage, DeclaredPaging};
use crate::read::Node;
use crate::source::Pointer;

/// The part of [`DeclaredPaging`] that an extension states.
struct Names {
    next: DeclaredNextPage,
    items: Option<String>,
    more: Option<String>,
    total: Option<String>,
}

impl Names {
    fn new(next: DeclaredNextPage) -> Self {
        Names {
            next,
            items: None,
            more: None,
            total: None,
        }
    }
}

/// The names, nothing if the extension says that there is one page, or the reason why it can't be used.
type Declared = Result<Option<Names>, &'static str>;

/// Reads the value of an extension. The second node is the root of the document.
type Reader = fn(&Node, &Node) -> Declared;

const READERS: &[(&str, Reader)] = &[
    ("x-speakeasy-pagination", speakeasy::paging),
    ("x-fern-pagination", fern::paging),
    ("x-pagination", datadog::paging),
    ("x-ms-pageable", azure::paging),
    ("x-dropshot-pagination", dropshot::paging),
];

impl<'d> Lower<'d, '_> {
    /// The first extension of the operation that declares paging.
    pub(super) fn declared_paging(
        &mut self,
        node: &'d Node,
        at: &Pointer,
    ) -> Option<DeclaredPaging> {
        for (extension, read) in READERS {
            let Some(value) = node.get(extension) else {
                continue;
            };
            let at = at.child(extension);
            match read(value, &self.doc.root) {
                Ok(Some(names)) => {
                    return Some(DeclaredPaging {
                        extension,
                        next: names.next,
                        items: names.items,
                        more: names.more,
                        total: names.total,
                        at,
                    });
                }
                Ok(None) => {}
                Err(reason) => {
                    let message = format!("`{extension}` can't be used: {reason}");
                    let found = Diagnostic::new(codes::UNUSABLE_PAGING, message).at_key(&at);
                    self.diags.push(found);
                }
            }
        }
        None
    }
}

/// A string that is not empty.
fn name(node: &Node, key: &str) -> Option<String> {
    Some(text(node, key).to_owned()).filter(|text| !text.is_empty())
}
