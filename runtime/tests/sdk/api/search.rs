//! A paged search whose page number is in the request body.

use crate::models::Backup;
use crate::runtime::{
    self, DecodeError, Meta, Method, NextPage, Operation, Paged, Received, RequestBuilder,
    Response, wire,
};

/// The criteria of a search.
#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
pub struct Search {
    pub words: Option<String>,
    pub page: Option<SearchPage>,
}

wire::object! { Search {
    words: "words" => Optional<Plain>,
    page: "page" => Optional<Plain>,
} }

/// The requested page of the results.
#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
pub struct SearchPage {
    pub cursor: Option<Option<String>>,
    pub size: Option<i64>,
}

wire::object! { SearchPage {
    cursor: "cursor" => Tristate<Plain>,
    size: "size" => Optional<Int>,
} }

/// A page of results.
#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
pub struct Found {
    pub found: Option<Vec<Backup>>,
    pub cursor: Option<Option<String>>,
}

wire::object! { Found {
    found: "found" => Optional<List<Plain>>,
    cursor: "cursor" => Tristate<Plain>,
} }

/// Searches backups.
#[derive(Clone)]
#[non_exhaustive]
pub struct BackupSearch {
    pub body: Option<Search>,
}

impl BackupSearch {
    #[inline]
    pub fn new() -> Self {
        Self { body: None }
    }
}

impl Default for BackupSearch {
    fn default() -> Self {
        Self::new()
    }
}

impl Operation for BackupSearch {
    type Output = Found;
    type Failure = runtime::Undeclared;
    const META: Meta = Meta::new("BackupSearch", Method::Post, "/v1/backups/search");
    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        request.json_optional(&self.body);
    }
    #[inline]
    fn decode(response: &Received) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl Paged for BackupSearch {
    type Item = Backup;
    fn next_page(&mut self, page: &Response<Self::Output>) -> NextPage {
        NextPage::token(
            &mut self
                .body
                .get_or_insert_default()
                .page
                .get_or_insert_default()
                .cursor,
            page.cursor.as_ref().and_then(Option::as_ref),
        )
    }
    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.found.unwrap_or_default()
    }
}
