//! Finds the parts of an operation that paging and streaming refer to: the page, parameters, and properties by their
//! path.

use crate::ir::{
    Api, BodyFormat, Content, Field, Null, Operation, Parameter, ParameterLocation, Presence, Ref,
    RequestPart, Scalar, Shape,
};

/// The JSON body of the only 2xx response. Returns `None` if there is no such body.
pub(super) fn page(operation: &Operation) -> Option<&Ref> {
    let mut successes = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success());
    let response = successes.next()?;
    if successes.next().is_some() {
        return None;
    }
    match &response.content {
        Content::Json(edge) => Some(edge),
        Content::Empty | Content::Text | Content::Bytes => None,
    }
}

/// The query parameter with this name.
pub(super) fn query_parameter<'o>(operation: &'o Operation, name: &str) -> Option<&'o Parameter> {
    let mut parameters = operation.parameters.iter();
    parameters
        .find(|parameter| parameter.wire == name && parameter.location == ParameterLocation::Query)
}

/// The query parameter with this name, or else the property of the body at this path, with its type. Returns `None` if
/// there is neither, if it has another type, or if it can't be set in a body that lacks its parents.
pub(super) fn request_part<'a>(
    api: &'a Api,
    operation: &'a Operation,
    name: &str,
    is_type: fn(&Api, &Ref) -> bool,
) -> Option<(RequestPart, &'a Ref)> {
    if let Some(parameter) = query_parameter(operation, name) {
        let param = RequestPart::Query(name.to_owned());
        return is_type(api, &parameter.ty).then_some((param, &parameter.ty));
    }
    let payload = operation.payload()?;
    if !matches!(payload.format, BodyFormat::Json | BodyFormat::Form) {
        return None;
    }
    let path = find(api, &payload.ty, name, is_type)?;
    // Objects on the path that may be absent must have a default, so they can't have required fields.
    let optional = operation.body.as_ref()?.presence == Presence::Optional;
    let mut may_be_absent = optional || payload.ty.null == Null::Yes;
    let mut edge = &payload.ty;
    for name in &path {
        let object = api.object(edge)?;
        let mut fields = object.fields.iter();
        let has_required = fields.any(|field| field.presence == Presence::Required);
        if may_be_absent && (has_required || !object.flattened.is_empty()) {
            return None;
        }
        let field = object.fields.iter().find(|field| field.wire == *name)?;
        let is_nullable = field.ty.null == Null::Yes;
        let is_optional = field.presence == Presence::Optional;
        // An object that can be both absent and null is not supported.
        if is_nullable && is_optional && Some(name) != path.last() {
            return None;
        }
        may_be_absent = is_nullable || is_optional;
        edge = &field.ty;
    }
    Some((RequestPart::Body(path), edge))
}

/// The type of the property at a path in an object.
pub(super) fn property<'a>(api: &'a Api, object: &'a Ref, path: &[String]) -> Option<&'a Ref> {
    path.iter().try_fold(object, |edge, name| {
        let fields = &api.object(edge)?.fields;
        let field = fields.iter().find(|field| field.wire == *name)?;
        Some(&field.ty)
    })
}

/// The properties of a path such as `meta.next`. A single property with dots in its name has precedence. Returns `None`
/// if the path does not exist or leads to another type.
pub(super) fn find(
    api: &Api,
    object: &Ref,
    path: &str,
    is_type: fn(&Api, &Ref) -> bool,
) -> Option<Vec<String>> {
    let single = vec![path.to_owned()];
    let nested: Vec<String> = path.split('.').map(str::to_owned).collect();
    let mut paths = [single, nested].into_iter();
    paths.find(|path| property(api, object, path).is_some_and(|edge| is_type(api, edge)))
}

/// The path to the items of a page, and their type. Without a configured path, the body itself or its only array is
/// used.
pub(super) fn items(api: &Api, page: &Ref, path: Option<&str>) -> Option<(Vec<String>, Ref)> {
    let path = match path {
        Some(".") => Vec::new(),
        Some(path) => find(api, page, path, is_array)?,
        None if is_array(api, page) => Vec::new(),
        None => vec![only_array(api, page)?.wire.clone()],
    };
    let item = item(api, property(api, page, &path)?)?;
    Some((path, item.clone()))
}

fn item<'a>(api: &'a Api, edge: &'a Ref) -> Option<&'a Ref> {
    match api.behind(edge) {
        Shape::List(item) => Some(item),
        _ => None,
    }
}

fn only_array<'a>(api: &'a Api, page: &'a Ref) -> Option<&'a Field> {
    let fields = &api.object(page)?.fields;
    let arrays = fields.iter().filter(|field| is_array(api, &field.ty));
    let mut arrays: Vec<&Field> = arrays.collect();
    if arrays.len() > 1 {
        arrays.retain(|field| !MESSAGES.contains(&field.wire.as_str()));
    }
    match arrays.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Lists that describe the response, beside the list that it returns.
const MESSAGES: &[&str] = &["errors", "warnings"];

pub(super) fn is_array(api: &Api, edge: &Ref) -> bool {
    item(api, edge).is_some()
}

pub(super) fn is_string(api: &Api, edge: &Ref) -> bool {
    matches!(api.behind(edge), Shape::Scalar(Scalar::String))
}

/// Whether the type is possible for a page token or the key of an item.
pub(super) fn is_identifier(api: &Api, edge: &Ref) -> bool {
    let scalar = api.behind(edge);
    matches!(
        scalar,
        Shape::Scalar(Scalar::String | Scalar::Int(_) | Scalar::IntString(_))
    )
}

pub(super) fn is_number(api: &Api, edge: &Ref) -> bool {
    let scalar = api.behind(edge);
    matches!(
        scalar,
        Shape::Scalar(Scalar::Int(_) | Scalar::IntString(_) | Scalar::Float)
    )
}

pub(super) fn is_bool(api: &Api, edge: &Ref) -> bool {
    matches!(api.behind(edge), Shape::Scalar(Scalar::Bool))
}

/// Whether a parameter has the same type as the property at a path.
pub(super) fn has_same_type(api: &Api, parameter: &Ref, object: &Ref, path: &[String]) -> bool {
    property(api, object, path).is_some_and(|edge| same_type(api, parameter, edge))
}

/// Whether two values have the same type, as far as tokens are concerned.
pub(super) fn same_type(api: &Api, parameter: &Ref, edge: &Ref) -> bool {
    match (api.behind(parameter), api.behind(edge)) {
        (Shape::Scalar(Scalar::String), Shape::Scalar(Scalar::String)) => true,
        (
            Shape::Scalar(Scalar::Int(one) | Scalar::IntString(one)),
            Shape::Scalar(Scalar::Int(other) | Scalar::IntString(other)),
        ) => one == other,
        _ => false,
    }
}
