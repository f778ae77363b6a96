//! What an operation has: its page, the members that paths of names lead to, its parameters.

use crate::ir::{
    Api, BodyFormat, Content, Field, Null, Operation, PageParameter, Parameter, ParameterLocation,
    Presence, Ref, Scalar, Shape,
};

/// The body of a successful call.
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

/// The query parameter of this name.
pub(super) fn parameter<'o>(operation: &'o Operation, name: &str) -> Option<&'o Parameter> {
    let mut parameters = operation.parameters.iter();
    parameters
        .find(|parameter| parameter.wire == name && parameter.location == ParameterLocation::Query)
}

/// What of a request goes by this name and fits: a parameter of the query, else members of the body; and its type.
pub(super) fn taker<'a>(
    api: &'a Api,
    operation: &'a Operation,
    name: &str,
    fits: fn(&Api, &Ref) -> bool,
) -> Option<(PageParameter, &'a Ref)> {
    if let Some(parameter) = parameter(operation, name) {
        let taker = PageParameter::Query(name.to_owned());
        return fits(api, &parameter.ty).then_some((taker, &parameter.ty));
    }
    let payload = operation.payload()?;
    if !matches!(payload.format, BodyFormat::Json | BodyFormat::Form) {
        return None;
    }
    let way = leaf(api, &payload.ty, name, fits)?;
    // What is not there yet has to be made on the way, of nothing.
    let optional = operation.body.as_ref()?.presence == Presence::Optional;
    let mut open = optional || payload.ty.null == Null::Yes;
    let mut edge = &payload.ty;
    for name in &way {
        let object = api.object(edge)?;
        let mut fields = object.fields.iter();
        let asks = fields.any(|field| field.presence == Presence::Required);
        if open && (asks || !object.flattened.is_empty()) {
            return None;
        }
        let field = object.fields.iter().find(|field| field.wire == *name)?;
        let null = field.ty.null == Null::Yes;
        // A member that is told to be absent in two ways is left alone.
        if null && field.presence == Presence::Optional && Some(name) != way.last() {
            return None;
        }
        open = null || field.presence == Presence::Optional;
        edge = &field.ty;
    }
    Some((PageParameter::Body(way), edge))
}

/// What members lead to, from an object on.
pub(super) fn member<'a>(api: &'a Api, object: &'a Ref, path: &[String]) -> Option<&'a Ref> {
    path.iter().try_fold(object, |edge, name| {
        let fields = &api.object(edge)?.fields;
        let field = fields.iter().find(|field| field.wire == *name)?;
        Some(&field.ty)
    })
}

/// The members of a path such as `meta.next`, if they lead to something that fits. A member may have dots in its name.
pub(super) fn leaf(
    api: &Api,
    object: &Ref,
    path: &str,
    fits: fn(&Api, &Ref) -> bool,
) -> Option<Vec<String>> {
    let whole = vec![path.to_owned()];
    let parts: Vec<String> = path.split('.').map(str::to_owned).collect();
    let mut ways = [whole, parts].into_iter();
    ways.find(|way| member(api, object, way).is_some_and(|edge| fits(api, edge)))
}

/// The members that lead to the items, and what the items are.
pub(super) fn items(api: &Api, page: &Ref, path: Option<&str>) -> Option<(Vec<String>, Ref)> {
    let way = match path {
        Some(".") => Vec::new(),
        Some(path) => leaf(api, page, path, |api, edge| item(api, edge).is_some())?,
        None if item(api, page).is_some() => Vec::new(),
        None => vec![only_list(api, page)?.wire.clone()],
    };
    let item = item(api, member(api, page, &way)?)?;
    Some((way, item.clone()))
}

/// What a list is made of.
pub(super) fn item<'a>(api: &'a Api, edge: &'a Ref) -> Option<&'a Ref> {
    match api.behind(edge) {
        Shape::List(item) => Some(item),
        _ => None,
    }
}

fn only_list<'a>(api: &'a Api, page: &'a Ref) -> Option<&'a Field> {
    let fields = &api.object(page)?.fields;
    let mut lists = fields.iter().filter(|field| item(api, &field.ty).is_some());
    let list = lists.next()?;
    lists.next().is_none().then_some(list)
}

pub(super) fn text(api: &Api, edge: &Ref) -> bool {
    matches!(api.behind(edge), Shape::Scalar(Scalar::String))
}

/// What a token or the key of an item may be.
pub(super) fn identifier(api: &Api, edge: &Ref) -> bool {
    let scalar = api.behind(edge);
    matches!(
        scalar,
        Shape::Scalar(Scalar::String | Scalar::Int(_) | Scalar::IntString(_))
    )
}

pub(super) fn count(api: &Api, edge: &Ref) -> bool {
    let scalar = api.behind(edge);
    matches!(
        scalar,
        Shape::Scalar(Scalar::Int(_) | Scalar::IntString(_) | Scalar::Float)
    )
}

pub(super) fn flag(api: &Api, edge: &Ref) -> bool {
    matches!(api.behind(edge), Shape::Scalar(Scalar::Bool))
}

/// Whether a parameter has the type of what these members lead to.
pub(super) fn same(api: &Api, parameter: &Ref, object: &Ref, way: &[String]) -> bool {
    let Some(edge) = member(api, object, way) else {
        return false;
    };
    match (api.behind(parameter), api.behind(edge)) {
        (Shape::Scalar(Scalar::String), Shape::Scalar(Scalar::String)) => true,
        (
            Shape::Scalar(Scalar::Int(one) | Scalar::IntString(one)),
            Shape::Scalar(Scalar::Int(other) | Scalar::IntString(other)),
        ) => one == other,
        _ => false,
    }
}
