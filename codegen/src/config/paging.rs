//! `[crate.paging]`: how the pages of a list follow each other.
//!
//! In: the keys of an entry. Out: [`Paging`]. Guaranteed: an entry says one way to turn pages, and no more.

use serde::Deserialize;

/// The shape of a list operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    pub turn: PageTurn,
    /// Where the items are: members, with dots between them; `.` for the body itself. Absent: the only list.
    pub items: Option<String>,
    /// The member that says whether there is more.
    pub more: Option<String>,
    /// The member with the number of all items, or of all pages where pages are counted.
    pub total: Option<String>,
}

/// What leads from a page to the next one. What is called a parameter is one of the query, or, with dots in the path to
/// it, a member of the body that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageTurn {
    /// A parameter takes the token that a member holds.
    Token { param: String, next: String },
    /// A parameter takes what identifies the last item.
    After { param: String, key: String },
    /// A parameter takes the number of items to pass over.
    Offset { param: String },
    /// A parameter takes the number of the page.
    Page { param: String, first: i64 },
    /// The header `Link` has a URL.
    Link { rel: String },
    /// A member has a URL.
    Url { next: String },
}

/// The entry as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PagingKeys {
    param: Option<String>,
    next: Option<String>,
    after: Option<String>,
    key: Option<String>,
    offset: Option<String>,
    page: Option<String>,
    first: Option<i64>,
    link: Option<String>,
    url: Option<String>,
    items: Option<String>,
    more: Option<String>,
    total: Option<String>,
}

impl TryFrom<PagingKeys> for Paging {
    type Error = &'static str;

    fn try_from(keys: PagingKeys) -> Result<Self, &'static str> {
        let PagingKeys {
            param,
            next,
            after,
            key,
            offset,
            page,
            first,
            link,
            url,
            items,
            more,
            total,
        } = keys;
        let counts = offset.is_some() || page.is_some();
        let turn = match (param, next, after, key, offset, (page, first), link, url) {
            (Some(param), Some(next), None, None, None, (None, None), None, None) => {
                PageTurn::Token { param, next }
            }
            (None, None, Some(param), Some(key), None, (None, None), None, None) => {
                PageTurn::After { param, key }
            }
            (None, None, None, None, Some(param), (None, None), None, None) => {
                PageTurn::Offset { param }
            }
            (None, None, None, None, None, (Some(param), first), None, None) => {
                let first = first.unwrap_or(1);
                PageTurn::Page { param, first }
            }
            (None, None, None, None, None, (None, None), Some(rel), None) => PageTurn::Link { rel },
            (None, None, None, None, None, (None, None), None, Some(next)) => {
                PageTurn::Url { next }
            }
            _ => return Err(WAYS),
        };
        if total.is_some() && !counts {
            return Err("`total` goes with `offset` or `page`");
        }
        Ok(Paging {
            turn,
            items,
            more,
            total,
        })
    }
}

const WAYS: &str = "say one way to turn pages: `param` and `next`, `after` and `key`, `offset`, `page` (and `first`), \
                    `link`, or `url`";
