//! Pagination of list operations.

use super::Ref;
use crate::source::Pointer;

/// Paging as an extension of an operation declares it: names of parameters, and properties with dots between their names.
/// Whether the operation has them is checked by the pass `paging`.
#[derive(Clone, Debug)]
pub struct DeclaredPaging {
    /// The name of the extension.
    pub extension: &'static str,
    pub next: DeclaredNextPage,
    pub items: Option<String>,
    pub more: Option<String>,
    pub total: Option<String>,
    pub at: Pointer,
}

/// How an extension selects the next page, as in [`NextPage`].
#[derive(Clone, Debug)]
pub enum DeclaredNextPage {
    Token {
        param: String,
        next: String,
    },
    After {
        param: String,
        key: String,
    },
    Offset {
        param: String,
    },
    /// Without `first`, the default of the parameter is the number of the first page.
    Page {
        param: String,
        first: Option<i64>,
    },
    Url {
        next: String,
    },
}

/// How to get from one page of a list operation to the next.
#[derive(Clone, Debug)]
pub struct Paging {
    pub next: NextPage,
    /// The path of properties to the items. Empty: the body is the list.
    pub items: Vec<String>,
    /// The type of an item.
    pub item: Ref,
    /// The path to the boolean property that is true if more pages follow.
    pub more: Option<Vec<String>>,
    /// The path to the boolean property that is true on the last page.
    pub done: Option<Vec<String>>,
    /// The path to the total number of items, or of pages with [`NextPage::Page`].
    pub total: Option<Vec<String>>,
}

/// A part of the request that the client sets itself: it selects the page, or requests a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestPart {
    /// A query parameter.
    Query(String),
    /// The path to a property of the body.
    Body(Vec<String>),
}

/// Where the request for the next page comes from.
#[derive(Clone, Debug)]
pub enum NextPage {
    /// The parameter is set to the property of the page at this path.
    Token {
        param: RequestPart,
        next: Vec<String>,
    },
    /// The parameter is set to the property of the last item at this path.
    After {
        param: RequestPart,
        key: Vec<String>,
    },
    /// The parameter is set to the number of items to skip.
    Offset { param: RequestPart },
    /// The parameter is set to the number of the page.
    Page { param: RequestPart, first: i64 },
    /// The parameter is set to the value of this response header.
    Header { param: RequestPart, header: String },
    /// The URL is in the header `Link`, with this relation.
    Link { rel: String },
    /// The URL is in the property of the page at this path.
    Url { next: Vec<String> },
}
