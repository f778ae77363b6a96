//! Parameters (OpenAPI 3.0.4, section 4.8.12).

use std::collections::BTreeSet;

use super::media::response::preferred;
use super::schema::docs;
use super::{Lower, Target, at_path, items, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    Docs, Explode, Origin, Parameter, ParameterLocation, Presence, Ref, Reserved, ResponseFormat,
    Scalar, Shape, Style, StyleKind,
};
use crate::read::{Node, Schema};
use crate::source::Pointer;

const FORM: &str = "application/x-www-form-urlencoded";

impl<'d> Lower<'d, '_> {
    /// The parameters of an operation: those of the path item, overridden by its own with the same name and location.
    pub(super) fn parameters(
        &mut self,
        path: &str,
        item: (&'d Node, &Pointer),
        own: (&'d Node, &Pointer),
        index: usize,
    ) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for (shared, (node, at)) in [(true, item), (false, own)] {
            for (node, at) in items(node, at, "parameters") {
                let Some(parameter) = self.parameter(node, &at, index) else {
                    continue;
                };
                let same = |known: &Parameter| {
                    let header = parameter.location == ParameterLocation::Header;
                    let same = known.wire == parameter.wire
                        || header && known.wire.eq_ignore_ascii_case(&parameter.wire);
                    same && known.location == parameter.location
                };
                match parameters.iter().position(same) {
                    None => parameters.push(parameter),
                    Some(known)
                        if !shared && parameters[known].at.parent() != parameter.at.parent() =>
                    {
                        parameters[known] = parameter;
                    }
                    Some(_) => self.report_duplicate(&parameter),
                }
            }
        }
        self.match_template(path, own.1, parameters)
    }

    fn report_duplicate(&mut self, parameter: &Parameter) {
        let (location, name) = (parameter.location.as_str(), &parameter.wire);
        let message = format!("the {location} parameter `{name}` is declared twice");
        let found = Diagnostic::new(codes::DUPLICATE_PARAMETER, message).at(&parameter.at);
        self.diags
            .push(found.label("the second declaration is left out"));
    }

    fn parameter(&mut self, node: &'d Node, at: &Pointer, index: usize) -> Option<Parameter> {
        self.enter("parameters");
        let Target { node, at, name } = self.follow(node, at)?;
        let wire = text(node, "name").to_owned();
        self.enter(&format!("parameter `{wire}`"));
        let location = match text(node, "in") {
            "path" => ParameterLocation::Path,
            "query" | "querystring" => ParameterLocation::Query,
            "header" => ParameterLocation::Header,
            "cookie" => ParameterLocation::Cookie,
            _ => return None,
        };
        // Section 4.8.12.1: OpenAPI ignores these; content negotiation and security set them.
        let reserved = ["accept", "content-type", "authorization"];
        if location == ParameterLocation::Header
            && reserved.contains(&wire.to_ascii_lowercase().as_str())
        {
            let message = format!("the header `{wire}` is set by the client");
            let found = Diagnostic::new(codes::RESERVED_HEADER, message).at(&at);
            let instead = match wire.to_ascii_lowercase().as_str() {
                "accept" => "use `with_accept` of the request",
                "content-type" => "each media type of the body has its own method",
                _ => "use the credentials of the client",
            };
            let label = format!("the parameter is left out: {instead}");
            self.diags.push(found.label(label));
            return None;
        }
        let origin = match name {
            Some(name) => Origin::Component(name),
            None => {
                let key = format!("{} {wire}", location.as_str());
                self.list_members.push((at.clone(), key));
                Origin::Operation {
                    index,
                    step: wire.clone(),
                }
            }
        };
        let (ty, style) = self.parameter_type(node, &at, &origin, location);
        let required = super::flag(node, "required") || location == ParameterLocation::Path;
        Some(Parameter {
            style,
            presence: if required {
                Presence::Required
            } else {
                Presence::Optional
            },
            docs: docs(node),
            default: node
                .get("schema")
                .and_then(|schema| self.default_value(Schema::new(schema), &at.child("schema"))),
            wire,
            location,
            ty,
            at,
        })
    }

    /// The type and style of a parameter, from `schema` and `style`, or from `content`.
    pub(super) fn parameter_type(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        origin: &Origin,
        location: ParameterLocation,
    ) -> (Ref, Style) {
        if let Some(schema) = node.get("schema") {
            let ty = self.schema(Schema::new(schema), &at.child("schema"), origin);
            return (
                ty,
                style(node, StyleKind::from_keyword(text(node, "style")), location),
            );
        }
        let content = at.child("content");
        let declared = node.get("content");
        // `in: querystring` (OpenAPI 3.2) is the complete query as a form; the properties are its parameters.
        if text(node, "in") == "querystring" {
            if let Some(schema) = declared.and_then(|form| at_path(form, &[FORM, "schema"])) {
                let location = content.child(FORM).child("schema");
                let ty = self.schema(Schema::new(schema), &location, origin);
                return (ty, Style::default_for(ParameterLocation::Query));
            }
            let message = format!("a `querystring` parameter needs the media type `{FORM}`");
            let found = Diagnostic::new(codes::UNDEFINED_STYLE, message).at(&content);
            let name = text(node, "name");
            self.diags
                .push(found.label(format!("sent as the query parameter `{name}`")));
        }
        match declared.and_then(|node| preferred(node, &content)) {
            Some(entry) if entry.format == ResponseFormat::Json => {
                let ty = self.media_schema(&entry, origin);
                (ty, Style::new(StyleKind::Json))
            }
            // For any other media type, the caller provides the string.
            _ => {
                let ty = Ref::new(Shape::Scalar(Scalar::String), at.clone());
                (ty, Style::default_for(location))
            }
        }
    }

    /// Removes path parameters that are not in the template, and adds those that are not declared.
    fn match_template(
        &mut self,
        path: &str,
        at: &Pointer,
        parameters: Vec<Parameter>,
    ) -> Vec<Parameter> {
        let template = template_names(path);
        let mut declared = BTreeSet::new();
        let mut matched = Vec::new();
        for parameter in parameters {
            if parameter.location == ParameterLocation::Path
                && !template.contains(&parameter.wire.as_str())
            {
                let message = format!("the path template has no `{{{}}}`", parameter.wire);
                let found = Diagnostic::new(codes::UNUSED_PATH_PARAMETER, message);
                let found = found.at(&parameter.at.child("name"));
                self.diags.push(found.label("the parameter is left out"));
                continue;
            }
            if parameter.location == ParameterLocation::Path {
                declared.insert(parameter.wire.clone());
            }
            matched.push(parameter);
        }
        // Path parameters come first, in the order of the template.
        let position = |parameter: &Parameter| {
            let position = template.iter().position(|name| *name == parameter.wire);
            position
                .filter(|_| parameter.location == ParameterLocation::Path)
                .unwrap_or(usize::MAX)
        };
        for name in &template {
            if !declared.contains(*name) {
                matched.push(self.undeclared(name, at));
            }
        }
        matched.sort_by_key(position);
        matched
    }

    fn undeclared(&mut self, name: &str, at: &Pointer) -> Parameter {
        let message = format!("the path parameter `{name}` is not declared");
        let path = at.parent().unwrap_or_else(|| at.clone());
        let found = Diagnostic::new(codes::UNDECLARED_PATH_PARAMETER, message).at_key(&path);
        self.diags
            .push(found.label("generated as a required string"));
        Parameter {
            wire: name.to_owned(),
            location: ParameterLocation::Path,
            ty: Ref::new(Shape::Scalar(Scalar::String), at.clone()),
            presence: Presence::Required,
            style: Style::default_for(ParameterLocation::Path),
            docs: Docs::default(),
            default: None,
            at: at.clone(),
        }
    }
}

/// The distinct names in a path template, in order.
fn template_names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// The style of an object with the style keywords of a parameter.
pub(super) fn style(node: &Node, kind: Option<StyleKind>, location: ParameterLocation) -> Style {
    let default = kind.map_or_else(|| Style::default_for(location), Style::new);
    let explode = match node.get("explode").and_then(Node::as_bool) {
        Some(true) => Explode::Yes,
        Some(false) => Explode::No,
        None => default.explode,
    };
    let reserved = match super::flag(node, "allowReserved") {
        true => Reserved::Allowed,
        false => Reserved::Encoded,
    };
    Style {
        explode,
        reserved,
        ..default
    }
}
