//! A page has the URL of the next one.

use super::super::super::lookup::{is_array, is_number, is_string};
use super::properties::Property;
use super::{Inferred, Input};
use crate::ir::{Method, NextPage};
use crate::passes::letters::letters;

/// Properties beside a URL `next` of which a page of links has at least one.
const OTHER_LINKS: &[&str] = &["self", "prev", "previous", "first", "last"];

/// Parameters of lists.
const PARAMETERS: &[&str] = &[
    "after",
    "before",
    "cursor",
    "first",
    "last",
    "limit",
    "offset",
    "page",
    "pagesize",
    "pagetoken",
    "perpage",
    "since",
];

/// A response with the header `Link` (RFC 8288). A page without the relation `next` is the last one.
pub(super) fn link_header(input: &Input<'_>) -> Option<Inferred> {
    let mut headers = input.operation.headers.iter();
    headers.find(|header| header.wire.eq_ignore_ascii_case("link"))?;
    // Links with other relations are common beside single objects.
    let mut parameters = input.operation.parameters.iter();
    let is_list = input.properties.iter().next().is_none()
        || parameters.any(|it| PARAMETERS.contains(&letters(&it.wire).as_str()));
    if !is_list {
        return None;
    }
    let next = NextPage::Link {
        rel: "next".to_owned(),
    };
    let description = "the header `Link` holds the URL of the next page";
    Inferred::new(next, description.to_owned())
}

/// URLs in `next` and `previous`, beside `count` and `results`.
pub(super) fn counted(input: &Input<'_>) -> Option<Inferred> {
    let is = |name: &str, is_type: fn(&crate::ir::Api, &crate::ir::Ref) -> bool| {
        let mut properties = input.properties.iter();
        properties.find(|it| it.path == [name] && is_type(input.api, &it.field.ty))
    };
    let next = is("next", is_string)?;
    is("previous", is_string)?;
    is("count", is_number)?;
    is("results", is_array)?;
    url(next)
}

/// The property of OData: `nextLink` or `@odata.nextLink`, beside `value`.
pub(super) fn next_link(input: &Input<'_>) -> Option<Inferred> {
    let mut properties = input.properties.iter();
    let next = properties.find(|it| {
        it.path.len() == 1 && ["nextlink", "odatanextlink"].contains(&it.letters.as_str())
    })?;
    let values = input.properties.named("value")?;
    let fits = is_string(input.api, &next.field.ty) && is_array(input.api, &values.field.ty);
    fits.then(|| url(next)).flatten()
}

/// `next` in an object of links, beside others.
pub(super) fn links(input: &Input<'_>) -> Option<Inferred> {
    if input.operation.method != Method::Get {
        return None;
    }
    let mut objects = input.properties.iter();
    let object = objects.find(|it| it.path.len() == 1 && it.letters == "links")?;
    let fields = &input.api.object(&object.field.ty)?.fields;
    let is_link = |name: &str| {
        let mut fields = fields.iter();
        fields.find(|field| letters(&field.wire) == name && is_string(input.api, &field.ty))
    };
    let next = is_link("next")?;
    OTHER_LINKS.iter().find(|name| is_link(name).is_some())?;
    let mut path = object.path.clone();
    path.push(next.wire.clone());
    url(&Property {
        path,
        letters: letters(&next.wire),
        field: next,
    })
}

fn url(next: &Property<'_>) -> Option<Inferred> {
    let description = format!("`{}` holds the URL of the next page", next.path.join("."));
    let next = NextPage::Url {
        next: next.path.clone(),
    };
    Inferred::new(next, description)
}
