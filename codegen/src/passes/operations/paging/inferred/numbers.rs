//! Pages with numbers.

use super::super::super::lookup::{is_number, query_parameter};
use super::{Inferred, Input};
use crate::ir::{Bound, NextPage, Parameter, Presence, RequestPart, Rule};

/// Properties with the number of pages.
const TOTALS: &[&str] = &["totalpages", "pagecount", "pagestotal", "lastpage", "pages"];

/// How descriptions say which number the first page has.
const FIRST: &[(&str, i64)] = &[
    ("starts at 1", 1),
    ("starting at 1", 1),
    ("starts from 1", 1),
    ("starting from 1", 1),
    ("starts with 1", 1),
    ("1-based", 1),
    ("1-indexed", 1),
    ("one-based", 1),
    ("starts at 0", 0),
    ("starting at 0", 0),
    ("starts from 0", 0),
    ("0-based", 0),
    ("0-indexed", 0),
    ("zero-based", 0),
];

/// The query parameter `page`, beside the number of pages in the response. The document must say which number the first page
/// has.
pub(super) fn page(input: &Input<'_>) -> Option<Inferred> {
    let param = query_parameter(input.operation, "page")?;
    let mut properties = input.properties.iter();
    let total = properties
        .find(|it| TOTALS.contains(&it.letters.as_str()) && is_number(input.api, &it.field.ty))?;
    let first = first(param)?;
    let fits = param.presence == Presence::Optional && is_number(input.api, &param.ty);
    let description = format!(
        "`page` is the number of the page, from {first}; `{}` is the number of pages",
        total.path.join(".")
    );
    let next = NextPage::Page {
        param: RequestPart::Query(param.wire.clone()),
        first,
    };
    let inferred = fits.then(|| Inferred::new(next, description))??;
    Some(Inferred {
        total: Some(total.path.clone()),
        ..inferred
    })
}

/// The number of the first page: the default, a minimum of 1, or what the description says.
fn first(param: &Parameter) -> Option<i64> {
    let default = param.default.as_ref().and_then(|text| text.parse().ok());
    let is_first = |number: &i64| (0..=1).contains(number);
    let text = param.docs.text().to_lowercase();
    let described = FIRST.iter().find(|(words, _)| text.contains(words));
    // Frameworks write a minimum of 0 for all unsigned integers.
    let has_minimum = param.ty.rules.contains(&Rule::Minimum(Bound::Int(1)));
    default
        .filter(is_first)
        .or(described.map(|(_, first)| *first))
        .or(has_minimum.then_some(1))
}
