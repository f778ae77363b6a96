//! Recognizes paging by widespread conventions for parameters and responses.

use super::super::lookup::{
    find, has_same_type, is_array, is_bool, is_identifier, is_number, is_string, items, page,
    query_parameter,
};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, NextPage, Operation, Paging, ParameterLocation, Presence, Ref, RequestPart};
use crate::passes::letters::letters;

/// Common pairs of parameter and property for page tokens, compared without case and separators.
const TOKENS: &[(&str, &str)] = &[
    ("pagetoken", "nextpagetoken"),
    ("pagetoken", "nexttoken"),
    ("nextpagetoken", "nextpagetoken"),
    ("nexttoken", "nexttoken"),
    ("cursor", "nextcursor"),
    ("continuationtoken", "continuationtoken"),
    ("continuationtoken", "nextcontinuationtoken"),
];

/// Properties with the metadata of a page.
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
    let conventions = [token, last_item, link, url];
    let inferred = conventions
        .iter()
        .find_map(|infer| infer(api, operation, page, &item))?;
    let message = format!("`{}` is paginated", operation.id);
    let listed = match items.as_slice() {
        [] => "the body is the list of items".to_owned(),
        path => format!("the items are in `{}`", path.join(".")),
    };
    let found = Diagnostic::new(codes::INFERRED_PAGING, message).at_key(&operation.at);
    diags.push(found.label(format!("{}; {listed}", inferred.description)));
    Some(Paging {
        next: inferred.next,
        items,
        item,
        more: inferred.more,
        total: None,
    })
}

struct Inferred {
    next: NextPage,
    /// The path to the property that is true if more pages follow.
    more: Option<Vec<String>>,
    description: String,
}

/// A query parameter for a token that is a property of the page or of its metadata.
fn token(api: &Api, operation: &Operation, page: &Ref, _: &Ref) -> Option<Inferred> {
    let paths = property_paths(api, page);
    TOKENS.iter().find_map(|(parameter_name, property_name)| {
        let param = operation.parameters.iter().find(|parameter| {
            parameter.location == ParameterLocation::Query
                && parameter.presence == Presence::Optional
                && letters(&parameter.wire) == *parameter_name
                && is_identifier(api, &parameter.ty)
        })?;
        let is_named = |name: &String| letters(name) == *property_name;
        let next = paths
            .iter()
            .find(|path| path.last().is_some_and(is_named))?;
        has_same_type(api, &param.ty, page, next).then(|| Inferred {
            description: format!(
                "`{}` is set to `{}` of the previous page",
                param.wire,
                next.join(".")
            ),
            next: NextPage::Token {
                param: RequestPart::Query(param.wire.clone()),
                next: next.clone(),
            },
            more: None,
        })
    })
}

/// The query parameter `starting_after` for the `id` of the last item, as long as `has_more` is true.
fn last_item(api: &Api, operation: &Operation, page: &Ref, item: &Ref) -> Option<Inferred> {
    let param = query_parameter(operation, "starting_after")?;
    let more = find(api, page, "has_more", is_bool)?;
    let key = find(api, item, "id", is_identifier)?;
    let fits = param.presence == Presence::Optional && has_same_type(api, &param.ty, item, &key);
    let description =
        "`starting_after` is set to the `id` of the last item while `has_more` is true";
    fits.then(|| Inferred {
        next: NextPage::After {
            param: RequestPart::Query(param.wire.clone()),
            key,
        },
        more: Some(more),
        description: description.to_owned(),
    })
}

/// A response with the header `Link` (RFC 8288). A page without the relation `next` is the last one.
fn link(_: &Api, operation: &Operation, _: &Ref, _: &Ref) -> Option<Inferred> {
    let mut headers = operation.headers.iter();
    headers.find(|header| header.wire.eq_ignore_ascii_case("link"))?;
    Some(Inferred {
        next: NextPage::Link {
            rel: "next".to_owned(),
        },
        more: None,
        description: "the header `Link` holds the URL of the next page".to_owned(),
    })
}

/// URLs in `next` and `previous`, beside `count` and `results`.
fn url(api: &Api, _: &Operation, page: &Ref, _: &Ref) -> Option<Inferred> {
    let next = find(api, page, "next", is_string)?;
    find(api, page, "previous", is_string)?;
    find(api, page, "count", is_number)?;
    find(api, page, "results", is_array)?;
    Some(Inferred {
        next: NextPage::Url { next },
        more: None,
        description: "`next` holds the URL of the next page".to_owned(),
    })
}

/// The paths of all properties of the page, then those of its metadata.
fn property_paths(api: &Api, page: &Ref) -> Vec<Vec<String>> {
    let fields = |edge: &Ref| match api.object(edge) {
        Some(object) => object.fields.clone(),
        None => Vec::new(),
    };
    let mut paths = Vec::new();
    let mut nested = Vec::new();
    for field in fields(page) {
        if ENVELOPES.contains(&letters(&field.wire).as_str()) {
            for inner in fields(&field.ty) {
                nested.push(vec![field.wire.clone(), inner.wire]);
            }
        }
        paths.push(vec![field.wire]);
    }
    paths.append(&mut nested);
    paths
}
