//! Parameters whose style the specification leaves open, or does not have in their location: sent in the most usual
//! way, which is said.

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
            settle(api, parameter, diags);
        }
    }
    api.operations = operations;
}

/// What a value looks like to a style.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Scalar,
    List(Inner),
    Object(Inner),
    /// A union or any value: told when it is sent.
    Open,
}

/// What a list or an object holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inner {
    Scalars,
    Lists,
    Objects,
}

fn settle(api: &Api, parameter: &mut Parameter, diags: &mut Diagnostics) {
    let location = parameter.location;
    if !parameter.style.kind.fits(location) {
        let usual = Style::default_for(location);
        let (word, location) = (parameter.style.kind.as_str(), location.as_str());
        let message = format!("`{word}` is no style of a {location} parameter");
        let found = Diagnostic::new(codes::UNDEFINED_STYLE, message).at(&parameter.at);
        diags.push(found.label(format!("sent as `{}`", usual.kind.as_str())));
        parameter.style = usual;
    }
    let look = look(api, &parameter.ty);
    if let Some((severity, what, instead)) = open(parameter, look) {
        let message = format!("the specification does not say how {what} is sent");
        let found = Diagnostic::new(codes::UNDEFINED_STYLE, message).at(&parameter.at);
        diags.push(found.severity(severity).label(instead));
    }
    parameter.style = canonical(parameter.style, location, look);
}

/// What the specification leaves open, and what is done.
fn open(parameter: &Parameter, look: Look) -> Option<(Severity, String, String)> {
    let (name, style) = (&parameter.wire, parameter.style);
    let word = style.kind.as_str();
    let exploded = style.explode == Explode::Yes;
    let warning = |what: &str, instead: String| {
        Some((
            Severity::Warning,
            format!("{what} in the style `{word}`"),
            instead,
        ))
    };
    let note = |what: &str, instead: String| {
        Some((
            Severity::Note,
            format!("{what} in the style `{word}`"),
            instead,
        ))
    };
    match (style.kind, look) {
        (StyleKind::Json, _) => None,
        (StyleKind::DeepObject, Look::Scalar) => warning("a scalar", format!("sent as `{name}=…`")),
        (StyleKind::DeepObject, Look::List(_)) => note("a list", format!("sent as `{name}[]=…`")),
        (StyleKind::DeepObject, Look::Object(Inner::Scalars) | Look::Open) => None,
        (StyleKind::DeepObject, Look::Object(_)) => {
            note("what is nested", format!("sent as `{name}[member][key]=…`"))
        }
        (_, Look::List(Inner::Lists | Inner::Objects)) => warning(
            "a list of lists or objects",
            "each item is sent as JSON".to_owned(),
        ),
        (StyleKind::Form, Look::Object(Inner::Objects)) if exploded => warning(
            "an object in an object",
            "sent as `member[key]=…`".to_owned(),
        ),
        (StyleKind::Form, Look::Object(Inner::Lists)) if exploded => note(
            "a list in an object",
            "sent as `member=…` for each item".to_owned(),
        ),
        (_, Look::Object(Inner::Lists | Inner::Objects)) => warning(
            "what is nested",
            "members of members are sent as JSON".to_owned(),
        ),
        (StyleKind::SpaceDelimited | StyleKind::PipeDelimited, Look::List(_) | Look::Object(_))
            if exploded =>
        {
            warning(
                "an exploded value",
                "sent as in the style `form`".to_owned(),
            )
        }
        (StyleKind::Form, Look::List(_) | Look::Object(_))
            if exploded && parameter.location == ParameterLocation::Cookie =>
        {
            note(
                "an exploded cookie",
                "one cookie is sent for each".to_owned(),
            )
        }
        _ => None,
    }
}

/// Of styles that write a value in the same way, the usual one: what makes no difference changes no line.
fn canonical(style: Style, location: ParameterLocation, look: Look) -> Style {
    let usual = Style {
        reserved: style.reserved,
        ..Style::default_for(location)
    };
    match (style.kind, look) {
        (StyleKind::Json, _) => style,
        (StyleKind::Label | StyleKind::Matrix, Look::Scalar) => Style {
            explode: Explode::No,
            ..style
        },
        (_, Look::Scalar) => usual,
        // Brackets are this style's way, exploded or not.
        (StyleKind::DeepObject, _) => Style {
            explode: Explode::No,
            ..style
        },
        (StyleKind::Simple, Look::List(_)) => usual,
        (StyleKind::SpaceDelimited | StyleKind::PipeDelimited, _)
            if style.explode == Explode::Yes =>
        {
            usual
        }
        _ => style,
    }
}

fn look(api: &Api, edge: &Ref) -> Look {
    match api.behind(edge) {
        Shape::Scalar(_) => Look::Scalar,
        Shape::Any => Look::Open,
        Shape::List(item) => Look::List(inner(api, &mut std::iter::once(&**item))),
        Shape::Map(value) => Look::Object(inner(api, &mut std::iter::once(&**value))),
        Shape::Named(id) => match &api.ty(*id).kind {
            Kind::Enum(_) => Look::Scalar,
            Kind::Struct(object) => {
                let rest = match &object.additional_properties {
                    AdditionalProperties::Collected(rest) => Some(rest),
                    AdditionalProperties::Ignored => None,
                };
                let fields = object.fields.iter().map(|field| &field.ty);
                Look::Object(inner(api, &mut fields.chain(rest)))
            }
            _ => Look::Open,
        },
    }
}

/// The most complex of these.
fn inner(api: &Api, edges: &mut dyn Iterator<Item = &Ref>) -> Inner {
    let mut most = Inner::Scalars;
    for edge in edges {
        match api.behind(edge) {
            Shape::Map(_) => most = Inner::Objects,
            Shape::Named(id) if matches!(api.ty(*id).kind, Kind::Struct(_)) => {
                most = Inner::Objects;
            }
            Shape::List(_) if most == Inner::Scalars => most = Inner::Lists,
            _ => {}
        }
    }
    most
}
