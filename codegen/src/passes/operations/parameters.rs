//! Chooses a serialization where the specification does not define one: a style that the location does not allow, or a
//! value that the style is not defined for. The used style is reported.

use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::ir::{
    AdditionalProperties, Api, Explode, Kind, Parameter, ParameterLocation, Ref, Shape, Style,
    StyleKind,
};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let mut operations = std::mem::take(&mut api.operations);
    for operation in &mut operations {
        for parameter in &mut operation.parameters {
            choose_style(api, parameter, diags);
        }
    }
    api.operations = operations;
}

/// The kinds of values that styles distinguish.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ValueKind {
    Scalar,
    Array(Inner),
    Object(Inner),
    /// A union or an untyped value, known when it is sent.
    Unknown,
}

/// The items of an array or the properties of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inner {
    Scalars,
    Arrays,
    Objects,
}

fn choose_style(api: &Api, parameter: &mut Parameter, diags: &mut Diagnostics) {
    let location = parameter.location;
    if !parameter.style.kind.fits(location) {
        let default = Style::default_for(location);
        let (style, location) = (parameter.style.kind.as_str(), location.as_str());
        let message = format!("the style `{style}` is not allowed for {location} parameters");
        let found = Diagnostic::new(codes::UNDEFINED_STYLE, message).at(&parameter.at);
        diags.push(found.label(format!("sent with style `{}`", default.kind.as_str())));
        parameter.style = default;
    }
    let kind = value_kind(api, &parameter.ty);
    if let Some(undefined) = undefined(parameter, kind) {
        let style = parameter.style.kind.as_str();
        let message = format!(
            "OpenAPI does not define the style `{style}` for {}",
            undefined.value
        );
        let found = Diagnostic::new(codes::UNDEFINED_STYLE, message).at(&parameter.at);
        diags.push(found.severity(undefined.severity).label(undefined.sent_as));
    }
    parameter.style = canonical(parameter.style, location, kind);
}

/// A value that a style is not defined for.
struct Undefined {
    /// A note if servers commonly agree, else a warning.
    severity: Severity,
    value: &'static str,
    sent_as: String,
}

/// Returns `None` if the specification defines how the value is sent.
fn undefined(parameter: &Parameter, kind: ValueKind) -> Option<Undefined> {
    use ValueKind::{Array, Object, Scalar, Unknown};
    let (name, style) = (&parameter.wire, parameter.style);
    let exploded = style.explode == Explode::Yes;
    let is_cookie = parameter.location == ParameterLocation::Cookie;
    let undefined = |severity, value, sent_as: &str| {
        Some(Undefined {
            severity,
            value,
            sent_as: sent_as.to_owned(),
        })
    };
    let warning = |value, sent_as: &str| undefined(Severity::Warning, value, sent_as);
    let note = |value, sent_as: &str| undefined(Severity::Note, value, sent_as);
    match (style.kind, kind) {
        (StyleKind::Json, _) => None,
        (StyleKind::DeepObject, Scalar) => warning("a scalar", &format!("sent as `{name}=…`")),
        (StyleKind::DeepObject, Array(_)) => note("an array", &format!("sent as `{name}[]=…`")),
        (StyleKind::DeepObject, Object(Inner::Scalars) | Unknown) => None,
        (StyleKind::DeepObject, Object(_)) => note(
            "nested values",
            &format!("sent as `{name}[property][key]=…`"),
        ),
        (_, Array(Inner::Arrays | Inner::Objects)) => {
            warning("an array of arrays or objects", "each item is sent as JSON")
        }
        (StyleKind::Form, Object(Inner::Objects)) if exploded => {
            warning("an object in an object", "sent as `property[key]=…`")
        }
        (StyleKind::Form, Object(Inner::Arrays)) if exploded => note(
            "an array in an object",
            "sent as `property=…` for each item",
        ),
        (_, Object(Inner::Arrays | Inner::Objects)) => {
            warning("nested values", "nested values are sent as JSON")
        }
        (StyleKind::SpaceDelimited | StyleKind::PipeDelimited, Array(_) | Object(_))
            if exploded =>
        {
            warning("exploded values", "sent with style `form`")
        }
        (StyleKind::Form, Array(_) | Object(_)) if exploded && is_cookie => {
            note("exploded cookies", "one cookie is sent for each value")
        }
        _ => None,
    }
}

/// The default style if it serializes the value in the same way: a change of styles that makes no difference then
/// changes no generated code.
fn canonical(style: Style, location: ParameterLocation, kind: ValueKind) -> Style {
    let default = Style {
        reserved: style.reserved,
        ..Style::default_for(location)
    };
    match (style.kind, kind) {
        (StyleKind::Json, _) => style,
        (StyleKind::Label | StyleKind::Matrix, ValueKind::Scalar) => Style {
            explode: Explode::No,
            ..style
        },
        (_, ValueKind::Scalar) => default,
        // `deepObject` is the same exploded or not.
        (StyleKind::DeepObject, _) => Style {
            explode: Explode::No,
            ..style
        },
        (StyleKind::Simple, ValueKind::Array(_)) => default,
        (StyleKind::SpaceDelimited | StyleKind::PipeDelimited, _)
            if style.explode == Explode::Yes =>
        {
            default
        }
        _ => style,
    }
}

fn value_kind(api: &Api, edge: &Ref) -> ValueKind {
    match api.behind(edge) {
        Shape::Scalar(_) => ValueKind::Scalar,
        Shape::Any => ValueKind::Unknown,
        Shape::Tuple(items) => ValueKind::Array(inner(api, &mut items.iter())),
        Shape::List(item) => ValueKind::Array(inner(api, &mut std::iter::once(&**item))),
        Shape::Map(value) => ValueKind::Object(inner(api, &mut std::iter::once(&**value))),
        Shape::Named(id) => match &api.ty(*id).kind {
            Kind::Enum(_) => ValueKind::Scalar,
            Kind::Struct(object) => {
                let additional = match &object.additional_properties {
                    AdditionalProperties::Collected(value) => Some(value),
                    AdditionalProperties::Ignored => None,
                };
                let fields = object.fields.iter().map(|field| &field.ty);
                ValueKind::Object(inner(api, &mut fields.chain(additional)))
            }
            _ => ValueKind::Unknown,
        },
    }
}

/// The most complex kind among these edges.
fn inner(api: &Api, edges: &mut dyn Iterator<Item = &Ref>) -> Inner {
    let mut most = Inner::Scalars;
    for edge in edges {
        match api.behind(edge) {
            Shape::Map(_) => most = Inner::Objects,
            Shape::Named(id) if matches!(api.ty(*id).kind, Kind::Struct(_)) => {
                most = Inner::Objects;
            }
            Shape::List(_) | Shape::Tuple(_) if most == Inner::Scalars => most = Inner::Arrays,
            _ => {}
        }
    }
    most
}
