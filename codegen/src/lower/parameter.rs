//! Parameters (OpenAPI 3.0.4, section 4.8.12).

use std::collections::BTreeSet;

use super::json::to_json;
use super::media::response::preferred;
use super::schema::docs;
use super::{Found, Lower, at_path, items, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    Docs, Explode, Origin, Parameter, ParameterLocation, Presence, Ref, Reserved, ResponseFormat,
    Scalar, Shape, Style, StyleKind,
};
use crate::read::Node;
use crate::source::Pointer;

const FORM: &str = "application/x-www-form-urlencoded";

impl<'d> Lower<'d, '_> {
    /// The parameters of an operation: the path's, overridden by its own of the same name and location.
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
                    Some(_) => self.declared_twice(&parameter),
                }
            }
        }
        self.matched(path, own.1, parameters)
    }

    fn declared_twice(&mut self, parameter: &Parameter) {
        let (location, name) = (parameter.location.as_str(), &parameter.wire);
        let message = format!("the {location} parameter `{name}` is declared twice");
        let found = Diagnostic::new(codes::DUPLICATE_PARAMETER, message).at(&parameter.at);
        self.diags.push(found.label("the second one is left out"));
    }

    fn parameter(&mut self, node: &'d Node, at: &Pointer, index: usize) -> Option<Parameter> {
        self.enter("parameters");
        let Found { node, at, name } = self.follow(node, at)?;
        let wire = text(node, "name").to_owned();
        self.enter(&format!("parameter `{wire}`"));
        let location = match text(node, "in") {
            "path" => ParameterLocation::Path,
            "query" | "querystring" => ParameterLocation::Query,
            "header" => ParameterLocation::Header,
            "cookie" => ParameterLocation::Cookie,
            _ => return None,
        };
        // RFC 9110 and section 4.8.12.1: these are the business of content negotiation and of security.
        let reserved = ["accept", "content-type", "authorization"];
        if location == ParameterLocation::Header
            && reserved.contains(&wire.to_ascii_lowercase().as_str())
        {
            let message = format!("the header `{wire}` is set by the client");
            let found = Diagnostic::new(codes::RESERVED_HEADER, message).at(&at);
            let instead = match wire.to_ascii_lowercase().as_str() {
                "accept" => "`with_accept` of a call sets another one",
                "content-type" => "each media type of the body has a method",
                _ => "the client's credentials make it",
            };
            let label = format!("the parameter is left out: {instead}");
            self.diags.push(found.label(label));
            return None;
        }
        let origin = match name {
            Some(name) => Origin::Component(name),
            None => Origin::Operation {
                index,
                step: wire.clone(),
            },
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
                .and_then(|schema| schema.get("default"))
                .map(to_json),
            wire,
            location,
            ty,
            at,
        })
    }

    /// What a parameter holds and how it is written: by `schema` and `style`, or by `content`.
    pub(super) fn parameter_type(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        origin: &Origin,
        location: ParameterLocation,
    ) -> (Ref, Style) {
        if let Some(schema) = node.get("schema") {
            let ty = self.schema(schema, &at.child("schema"), origin);
            return (
                ty,
                style(node, StyleKind::from_keyword(text(node, "style")), location),
            );
        }
        let content = at.child("content");
        let declared = node.get("content");
        // The whole of the query (OpenAPI 3.2): a form, whose members are its parameters.
        if text(node, "in") == "querystring" {
            if let Some(schema) = declared.and_then(|form| at_path(form, &[FORM, "schema"])) {
                let location = content.child(FORM).child("schema");
                let ty = self.schema(schema, &location, origin);
                return (ty, Style::default_for(ParameterLocation::Query));
            }
            let message = "a query that is no form has no members";
            let found = Diagnostic::new(codes::UNDEFINED_STYLE, message).at(&content);
            let name = text(node, "name");
            self.diags
                .push(found.label(format!("it is sent as the parameter `{name}`")));
        }
        match declared.and_then(|node| preferred(node, &content)) {
            Some(entry) if entry.format == ResponseFormat::Json => {
                let ty = self.media_schema(&entry, origin);
                (ty, Style::new(StyleKind::Json))
            }
            // Of any other media type, the text is the user's to make.
            _ => {
                let ty = Ref::new(Shape::Scalar(Scalar::String), at.clone());
                (ty, Style::default_for(location))
            }
        }
    }

    /// The parameters that the path's template has room for; those it asks for and nobody declared are added.
    fn matched(&mut self, path: &str, at: &Pointer, parameters: Vec<Parameter>) -> Vec<Parameter> {
        let template = template_names(path);
        let mut declared = BTreeSet::new();
        let mut kept = Vec::new();
        for parameter in parameters {
            if parameter.location == ParameterLocation::Path
                && !template.contains(&parameter.wire.as_str())
            {
                let message = format!("the path has no `{{{}}}`", parameter.wire);
                let found = Diagnostic::new(codes::UNUSED_PATH_PARAMETER, message);
                let found = found.at(&parameter.at.child("name"));
                self.diags.push(found.label("the parameter is left out"));
                continue;
            }
            if parameter.location == ParameterLocation::Path {
                declared.insert(parameter.wire.clone());
            }
            kept.push(parameter);
        }
        // Required arguments stand in the order of the template.
        let position = |parameter: &Parameter| {
            let position = template.iter().position(|name| *name == parameter.wire);
            position
                .filter(|_| parameter.location == ParameterLocation::Path)
                .unwrap_or(usize::MAX)
        };
        for name in &template {
            if !declared.contains(*name) {
                kept.push(self.undeclared(name, at));
            }
        }
        kept.sort_by_key(position);
        kept
    }

    fn undeclared(&mut self, name: &str, at: &Pointer) -> Parameter {
        let message = format!("the path parameter `{name}` is not declared");
        let path = at.parent().unwrap_or_else(|| at.clone());
        let found = Diagnostic::new(codes::UNDECLARED_PATH_PARAMETER, message).at_key(&path);
        self.diags.push(found.label("taken as a required string"));
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

/// The names in a path template, in its order, each once.
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

/// How an object with the keywords of a parameter says that its value is written.
pub(super) fn style(node: &Node, kind: Option<StyleKind>, location: ParameterLocation) -> Style {
    let usual = kind.map_or_else(|| Style::default_for(location), Style::new);
    let explode = match node.get("explode").and_then(Node::as_bool) {
        Some(true) => Explode::Yes,
        Some(false) => Explode::No,
        None => usual.explode,
    };
    let reserved = match super::flag(node, "allowReserved") {
        true => Reserved::Allowed,
        false => Reserved::Encoded,
    };
    Style {
        explode,
        reserved,
        ..usual
    }
}
