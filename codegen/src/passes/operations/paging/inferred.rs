//! Paging that the shape of an operation leaves no doubt about.

use super::shape::{flag, identifier, items, leaf, page, parameter, same, text};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{
    Api, NextPage, Operation, PageParameter, Paging, ParameterLocation, Presence, Ref,
};

/// Pairs of parameter and member that are used for tokens far and wide, compared without case and separators.
const TOKENS: &[(&str, &str)] = &[
    ("pagetoken", "nextpagetoken"),
    ("pagetoken", "nexttoken"),
    ("nextpagetoken", "nextpagetoken"),
    ("nexttoken", "nexttoken"),
    ("cursor", "nextcursor"),
    ("continuationtoken", "continuationtoken"),
    ("continuationtoken", "nextcontinuationtoken"),
];

/// Members that hold what is said about a page.
const ENVELOPES: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paging",
    "pageinfo",
    "responsemetadata",
];

pub(super) fn paging(api: &Api, operation: &Operation, diags: &mut Diagnostics) -> Option<Paging> {
    let page = page(operation)?;
    let (items, item) = items(api, page, None)?;
    let ways = [token, last_item, link, url];
    let (next, more, how) = ways
        .iter()
        .find_map(|way| way(api, operation, page, &item))?;
    let message = format!("`{}` comes in pages", operation.id);
    let listed = match items.as_slice() {
        [] => "the body is the list".to_owned(),
        path => format!("the items are `{}`", path.join(".")),
    };
    let found = Diagnostic::new(codes::INFERRED_PAGING, message).at_key(&operation.at);
    diags.push(found.label(format!("{how}; {listed}")));
    Some(Paging {
        next,
        items,
        item,
        more,
        total: None,
    })
}

/// What leads on, what says whether there is more, and both in words.
type Found = (NextPage, Option<Vec<String>>, String);

/// A token that a query parameter takes, in the page itself or in what is said about it.
fn token(api: &Api, operation: &Operation, page: &Ref, _: &Ref) -> Option<Found> {
    let ways = members(api, page);
    TOKENS.iter().find_map(|(takes, holds)| {
        let param = operation.parameters.iter().find(|parameter| {
            parameter.location == ParameterLocation::Query
                && parameter.presence == Presence::Optional
                && plain(&parameter.wire) == *takes
                && identifier(api, &parameter.ty)
        })?;
        let mut ways = ways.iter();
        let next = ways.find(|way| way.last().is_some_and(|name| plain(name) == *holds))?;
        same(api, &param.ty, page, next).then(|| {
            let how = format!(
                "`{}` takes the `{}` of the page before",
                param.wire,
                next.join(".")
            );
            let turn = NextPage::Token {
                param: PageParameter::Query(param.wire.clone()),
                next: next.clone(),
            };
            (turn, None, how)
        })
    })
}

/// `starting_after` takes the `id` of the last item, and `has_more` says when to stop.
fn last_item(api: &Api, operation: &Operation, page: &Ref, item: &Ref) -> Option<Found> {
    let param = parameter(operation, "starting_after")?;
    let more = leaf(api, page, "has_more", flag)?;
    let key = leaf(api, item, "id", identifier)?;
    let fits = param.presence == Presence::Optional && same(api, &param.ty, item, &key);
    let how = "`starting_after` takes the `id` of the last item while there is `has_more`";
    fits.then(|| {
        let param = PageParameter::Query(param.wire.clone());
        (NextPage::After { param, key }, Some(more), how.to_owned())
    })
}

/// A list whose response declares the header `Link` (RFC 8288); where it has no `next`, there is no other page.
fn link(_: &Api, operation: &Operation, _: &Ref, _: &Ref) -> Option<Found> {
    let mut headers = operation.headers.iter();
    headers.find(|header| header.wire.eq_ignore_ascii_case("link"))?;
    let rel = "next".to_owned();
    let how = "the header `Link` leads to the next page".to_owned();
    Some((NextPage::Link { rel }, None, how))
}

/// `next` and `previous` beside `count` and `results`: URLs.
fn url(api: &Api, _: &Operation, page: &Ref, _: &Ref) -> Option<Found> {
    let next = leaf(api, page, "next", text)?;
    leaf(api, page, "previous", text)?;
    leaf(api, page, "count", super::count)?;
    leaf(api, page, "results", |api, edge| {
        super::shape::item(api, edge).is_some()
    })?;
    let how = "`next` is the URL of the next page".to_owned();
    Some((NextPage::Url { next }, None, how))
}

/// The members of the page, and those of what is said about it.
fn members(api: &Api, page: &Ref) -> Vec<Vec<String>> {
    let fields = |edge: &Ref| match api.object(edge) {
        Some(object) => object.fields.clone(),
        None => Vec::new(),
    };
    let mut ways = Vec::new();
    let mut deeper = Vec::new();
    for field in fields(page) {
        if ENVELOPES.contains(&plain(&field.wire).as_str()) {
            for inner in fields(&field.ty) {
                deeper.push(vec![field.wire.clone(), inner.wire]);
            }
        }
        ways.push(vec![field.wire]);
    }
    ways.append(&mut deeper);
    ways
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
