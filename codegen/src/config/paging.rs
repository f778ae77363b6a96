//! `[crate.paging]`: how the pages of a list follow each other.
//!
//! In: the keys of an entry. Out: [`Paging`]. Guaranteed: an entry describes exactly one kind of paging.

use serde::Deserialize;

/// How the pages of a list operation follow each other.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
#[serde(try_from = "PagingKeys")]
pub struct Paging {
    /// How the next page is requested.
    pub next_page: NextPage,
    /// The path to the list of items: properties with dots between them, or `.` for the body itself. Default: the
    /// only list of the response.
    pub items: Option<String>,
    /// The boolean property that is `true` if there are more items.
    pub more: Option<String>,
    /// The boolean property that is `true` on the last page.
    pub done: Option<String>,
    /// The property with the number of all items or, for [`NextPage::Page`], of all pages.
    pub total: Option<String>,
}

/// How the next page is requested.
///
/// A `param` is a query parameter or, if it contains dots, the path of a property of the request body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextPage {
    /// The parameter `param` is set to the token in the property `next`.
    #[allow(missing_docs)]
    Token { param: String, next: String },
    /// The parameter `param` is set to the property `key` of the last item.
    #[allow(missing_docs)]
    After { param: String, key: String },
    /// The parameter `param` is the number of items to skip.
    #[allow(missing_docs)]
    Offset { param: String },
    /// The parameter `param` is the number of the page; the first page has the number `first`.
    #[allow(missing_docs)]
    Page { param: String, first: i64 },
    /// The parameter `param` is set to the value of the response header `header`.
    #[allow(missing_docs)]
    Header { param: String, header: String },
    /// The response header `Link` has the URL, with the relation type `rel`.
    #[allow(missing_docs)]
    Link { rel: String },
    /// The property `next` has the URL.
    #[allow(missing_docs)]
    Url { next: String },
}

impl Paging {
    /// Requests pages like this, with the items in the only list of the response.
    pub fn new(next_page: NextPage) -> Self {
        Paging {
            next_page,
            items: None,
            more: None,
            done: None,
            total: None,
        }
    }

    /// Requests pages with a token: the parameter `param` is set to the token in the property `next`.
    pub fn token(param: impl Into<String>, next: impl Into<String>) -> Self {
        let (param, next) = (param.into(), next.into());
        Paging::new(NextPage::Token { param, next })
    }

    /// Sets the path to the list of items: properties with dots between them, or `.` for the body itself.
    #[must_use]
    pub fn items(mut self, path: impl Into<String>) -> Self {
        self.items = Some(path.into());
        self
    }

    /// Sets the boolean property that is `true` if there are more items.
    #[must_use]
    pub fn more(mut self, property: impl Into<String>) -> Self {
        self.more = Some(property.into());
        self
    }

    /// Sets the boolean property that is `true` on the last page.
    #[must_use]
    pub fn done(mut self, property: impl Into<String>) -> Self {
        self.done = Some(property.into());
        self
    }

    /// Sets the property with the number of all items or, for [`NextPage::Page`], of all pages.
    #[must_use]
    pub fn total(mut self, property: impl Into<String>) -> Self {
        self.total = Some(property.into());
        self
    }
}

/// The keys of an entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PagingKeys {
    param: Option<String>,
    next: Option<String>,
    header: Option<String>,
    after: Option<String>,
    key: Option<String>,
    offset: Option<String>,
    page: Option<String>,
    first: Option<i64>,
    link: Option<String>,
    url: Option<String>,
    items: Option<String>,
    more: Option<String>,
    done: Option<String>,
    total: Option<String>,
}

impl TryFrom<PagingKeys> for Paging {
    type Error = &'static str;

    fn try_from(keys: PagingKeys) -> Result<Self, &'static str> {
        let PagingKeys {
            param,
            next,
            header,
            after,
            key,
            offset,
            page,
            first,
            link,
            url,
            items,
            more,
            done,
            total,
        } = keys;
        let counts = offset.is_some() || page.is_some();
        let kinds = [
            param.is_some() || next.is_some() || header.is_some(),
            after.is_some() || key.is_some(),
            offset.is_some(),
            page.is_some() || first.is_some(),
            link.is_some(),
            url.is_some(),
        ];
        if kinds.into_iter().filter(|is_set| *is_set).count() != 1 {
            return Err(ONE_KIND);
        }
        let next_page = if let Some(rel) = link {
            NextPage::Link { rel }
        } else if let Some(next) = url {
            NextPage::Url { next }
        } else if let Some(param) = offset {
            NextPage::Offset { param }
        } else if let Some(param) = page {
            let first = first.unwrap_or(1);
            NextPage::Page { param, first }
        } else {
            match (param, next, header, after, key) {
                (Some(param), Some(next), None, ..) => NextPage::Token { param, next },
                (Some(param), None, Some(header), ..) => NextPage::Header { param, header },
                (None, None, None, Some(param), Some(key)) => NextPage::After { param, key },
                _ => return Err(ONE_KIND),
            }
        };
        if total.is_some() && !counts {
            return Err("`total` needs `offset` or `page`");
        }
        Ok(Paging {
            next_page,
            items,
            more,
            done,
            total,
        })
    }
}

const ONE_KIND: &str = "set exactly one of: `param` and `next` or `header`, `after` and `key`, `offset`, `page` (and `first`), \
                        `link`, `url`";
