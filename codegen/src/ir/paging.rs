//! How the pages of a list follow each other.

use super::Ref;

/// How the pages of a list operation follow each other.
#[derive(Clone, Debug)]
pub struct Paging {
    pub turn: Turn,
    /// The members that lead to the items; none: the body is the list.
    pub items: Vec<String>,
    /// What the items are.
    pub item: Ref,
    /// The members that lead to the one that says whether there is more.
    pub more: Option<Vec<String>>,
    /// The same for the number of all items, or of all pages where pages are counted.
    pub total: Option<Vec<String>>,
}

/// What of a request says which page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taker {
    /// The parameter of the query.
    Query(String),
    /// What these members of the body lead to.
    Body(Vec<String>),
}

/// What leads from a page to the next one.
#[derive(Clone, Debug)]
pub enum Turn {
    /// It takes what these members of the page lead to.
    Token { param: Taker, next: Vec<String> },
    /// It takes what these members of the last item lead to.
    After { param: Taker, key: Vec<String> },
    /// It takes the number of items to pass over.
    Offset { param: Taker },
    /// It takes the number of the page.
    Page { param: Taker, first: i64 },
    /// The header `Link` has a URL for this relation.
    Link { rel: String },
    /// These members of the page lead to a URL.
    Url { next: Vec<String> },
}
