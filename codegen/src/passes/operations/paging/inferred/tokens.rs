//! A token of a page becomes a parameter of the next request.

use super::super::super::lookup::{
    find, has_same_type, is_bool, is_identifier, query_parameter, same_type,
};
use super::properties::Property;
use super::{Inferred, Input};
use crate::ir::{NextPage, Parameter, ParameterLocation, Presence, RequestPart, Scalar, Shape};
use crate::passes::letters::letters;

/// Common pairs of parameter and property for page tokens, compared without case and separators.
const TOKENS: &[(&str, &str)] = &[
    ("pagetoken", "nextpagetoken"),
    ("pagetoken", "nexttoken"),
    ("pagetoken", "nextpage"),
    ("nextpagetoken", "nextpagetoken"),
    ("nexttoken", "nexttoken"),
    ("cursor", "nextcursor"),
    ("startcursor", "nextcursor"),
    ("continuationtoken", "continuationtoken"),
    ("continuationtoken", "nextcontinuationtoken"),
    ("marker", "nextmarker"),
    ("page", "nextpage"),
];

/// Parameters for the last item of a page, and properties with its id or cursor. They count only beside a boolean that is
/// true if more pages follow: the last page has a last item, too.
const LAST: &[(&str, &str)] = &[
    ("after", "lastid"),
    ("afterid", "lastid"),
    ("after", "endcursor"),
];

/// Names that parameter and property share where the property is the next token. It might be that of the request.
const SHARED: &[&str] = &["cursor", "iterator", "marker", "pagetoken", "continue"];

/// Parameters that an object for the next page can repeat.
const IN_NEXT_OBJECT: &[&str] = &[
    "after",
    "cursor",
    "marker",
    "offset",
    "page",
    "pagetoken",
    "startingafter",
    "token",
];

/// What descriptions of next tokens say.
const NEXT: &[&str] = &[
    "next page",
    "subsequent",
    "next set",
    "next request",
    "next batch",
];

/// Headers of responses with the value of a parameter.
const HEADERS: &[(&str, &str)] = &[
    ("xnextpage", "page"),
    ("nextpage", "page"),
    ("xnextcursor", "cursor"),
    ("nextcursor", "cursor"),
    ("xnextpagetoken", "pagetoken"),
    ("nextpagetoken", "pagetoken"),
    ("xnexttoken", "nexttoken"),
    ("xcontinuationtoken", "continuationtoken"),
];

/// A parameter and a property with a common pair of names.
pub(super) fn pair(input: &Input<'_>) -> Option<Inferred> {
    TOKENS.iter().find_map(|(parameter, property)| {
        let param = parameter_named(input, parameter)?;
        let next = token_named(input, param, |it| it.letters == *property)?;
        token(param, next).map(|it| it.while_more(input.properties.more(input.api, &next.path)))
    })
}

/// A property inside of an object for the next page that has the name of a parameter: `pages.next.starting_after`.
pub(super) fn in_next_object(input: &Input<'_>) -> Option<Inferred> {
    let objects = input.properties.iter();
    let mut objects = objects.filter(|it| ["next", "nextpage"].contains(&it.letters.as_str()));
    objects.find_map(|object| {
        let fields = &input.api.object(&object.field.ty)?.fields;
        fields.iter().find_map(|field| {
            let name = letters(&field.wire);
            let is_known = IN_NEXT_OBJECT.contains(&name.as_str());
            let param = parameter_named(input, &name).filter(|_| is_known)?;
            let mut path = object.path.clone();
            path.push(field.wire.clone());
            let property = Property {
                path,
                letters: letters(&field.wire),
                field,
            };
            let fits = same_type(input.api, &param.ty, &field.ty);
            fits.then(|| token(param, &property)).flatten()
        })
    })
}

/// A property with the name of the parameter whose description says that it is for the next request, or beside a boolean that is
/// true on the last page.
pub(super) fn described(input: &Input<'_>) -> Option<Inferred> {
    SHARED.iter().find_map(|name| {
        let param = parameter_named(input, name)?;
        let next = token_named(input, param, |it| it.letters == *name)?;
        let text = next.field.docs.text().to_lowercase();
        let is_described = NEXT.iter().any(|words| text.contains(words));
        // The list metadata of Kubernetes.
        let is_known =
            *name == "continue" && next.path.len() == 2 && letters(&next.path[0]) == "metadata";
        let done = input.properties.done(input.api);
        let fits = is_described || is_known || done.is_some();
        let inferred = fits.then(|| token(param, next)).flatten()?;
        let inferred = inferred.while_more(input.properties.more(input.api, &next.path));
        Some(Inferred { done, ..inferred })
    })
}

/// A parameter for the id of the last item, which the page has as a property.
pub(super) fn last_id(input: &Input<'_>) -> Option<Inferred> {
    LAST.iter().find_map(|(parameter, property)| {
        let param = parameter_named(input, parameter)?;
        let next = token_named(input, param, |it| it.letters == *property)?;
        let more = input.properties.more(input.api, &next.path)?;
        let inferred = token(param, next)?;
        let description = format!(
            "{} while `{}` is true",
            inferred.description,
            more.join(".")
        );
        Some(Inferred {
            description,
            ..inferred.while_more(Some(more))
        })
    })
}

/// The query parameter `starting_after` for the `id` of the last item, as long as `has_more` is true.
pub(super) fn last_item(input: &Input<'_>) -> Option<Inferred> {
    let Input { api, item, .. } = input;
    let param = query_parameter(input.operation, "starting_after")?;
    let more = input.properties.named("hasmore")?;
    let key = find(api, item, "id", is_identifier)?;
    let fits = is_bool(api, &more.field.ty)
        && param.presence == Presence::Optional
        && has_same_type(api, &param.ty, item, &key);
    let description =
        "`starting_after` is set to the `id` of the last item while `has_more` is true";
    let next = NextPage::After {
        param: RequestPart::Query(param.wire.clone()),
        key,
    };
    let inferred = fits.then(|| Inferred::new(next, description.to_owned()))??;
    Some(inferred.while_more(Some(more.path.clone())))
}

/// A response header with the value of a parameter.
pub(super) fn header(input: &Input<'_>) -> Option<Inferred> {
    HEADERS.iter().find_map(|(header, parameter)| {
        let mut headers = input.operation.headers.iter();
        let header = headers.find(|it| letters(&it.wire) == *header)?;
        let param = parameter_named(input, parameter)?;
        let is_plain = matches!(
            input.api.behind(&param.ty),
            Shape::Scalar(Scalar::String | Scalar::Int(_) | Scalar::IntString(_))
        );
        let description = format!(
            "`{}` is set to the header `{}` of the previous page",
            param.wire, header.wire
        );
        let next = NextPage::Header {
            param: RequestPart::Query(param.wire.clone()),
            header: header.wire.clone(),
        };
        is_plain.then(|| Inferred::new(next, description)).flatten()
    })
}

/// An optional query parameter with this name that can be a token.
fn parameter_named<'a>(input: &Input<'a>, name: &str) -> Option<&'a Parameter> {
    input.operation.parameters.iter().find(|parameter| {
        parameter.location == ParameterLocation::Query
            && parameter.presence == Presence::Optional
            && letters(&parameter.wire) == name
            && is_identifier(input.api, &parameter.ty)
    })
}

/// The first of these properties with the type of a parameter.
fn token_named<'i, 'a>(
    input: &'i Input<'a>,
    param: &Parameter,
    is_named: impl Fn(&Property<'a>) -> bool,
) -> Option<&'i Property<'a>> {
    let mut properties = input.properties.iter();
    let found = properties.find(|property| is_named(property))?;
    same_type(input.api, &param.ty, &found.field.ty).then_some(found)
}

fn token(param: &Parameter, next: &Property<'_>) -> Option<Inferred> {
    let description = format!(
        "`{}` is set to `{}` of the previous page",
        param.wire,
        next.path.join(".")
    );
    let next = NextPage::Token {
        param: RequestPart::Query(param.wire.clone()),
        next: next.path.clone(),
    };
    Inferred::new(next, description)
}
