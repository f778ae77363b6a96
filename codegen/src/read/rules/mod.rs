//! Rules that relate the keywords of one object.
//!
//! Input: an object whose keywords have their required shapes. Output: the same object without contradictions. Each one
//! is reported at the keyword that causes it.

mod content;
mod default;
mod http;
mod paths;
mod security;
mod server;

pub(crate) use http::is_token;

use super::check::Check;
use super::node_path::NodePath;
use super::shape::Rule;
use super::type_keyword::single_type;
use super::{Map, Node, Number};
use crate::diag::{Diagnostic, Severity, codes};

/// Lower bounds with their upper bounds.
const BOUNDS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// The keywords that the value of another keyword makes required.
pub(super) fn conditionally_required(rule: Rule, map: &Map) -> &'static [&'static str] {
    let kind = || map.get("type").and_then(Node::as_str);
    match rule {
        Rule::SecurityScheme => match kind() {
            Some("apiKey") => &["name", "in"],
            Some("http") => &["scheme"],
            // Clients receive their tokens from the user, so `flows` and URLs are not required.
            _ => &[],
        },
        Rule::None
        | Rule::Schema
        | Rule::Items
        | Rule::Parameter
        | Rule::Header
        | Rule::Message
        | Rule::Server
        | Rule::Responses
        | Rule::Components
        | Rule::SecurityRequirement
        | Rule::Paths
        | Rule::PathItem => &[],
    }
}

impl Check<'_> {
    /// Applies the rule of an object.
    pub(super) fn rule(&mut self, map: &mut Map, rule: Rule, path: &NodePath<'_>) {
        match rule {
            Rule::None | Rule::PathItem => {}
            Rule::Message => self.http_names(map, path),
            Rule::SecurityScheme => self.security_scheme(map, path),
            Rule::Schema | Rule::Items => {
                self.bounds(map, path);
                self.multiple_of(map, path);
                self.items_of_array(map, path);
                self.unevaluated(map, path);
                self.default_value(map, path);
            }
            Rule::Parameter => {
                self.parameter(map, path);
                self.single_content(map, "parameter", path);
                self.parameter_name(map, path);
                self.http_names(map, path);
            }
            Rule::Header => {
                self.single_content(map, "header", path);
                self.http_names(map, path);
            }
            Rule::Server => self.server(map, path),
            Rule::Responses => self.responses(map, path),
            Rule::Components => self.component_names(map, path),
            Rule::SecurityRequirement => self.scopes(map, path),
            Rule::Paths => self.paths(map, path),
        }
    }

    fn bounds(&mut self, map: &mut Map, path: &NodePath<'_>) {
        for (low, high) in BOUNDS {
            let bound = |name: &str| map.get(name).and_then(Node::as_number);
            let (Some(min), Some(max)) = (bound(low), bound(high)) else {
                continue;
            };
            if !exceeds(min, max) {
                continue;
            }
            let pointer = path.key(low).pointer();
            let message = format!("`{low}` ({min}) is greater than `{high}` ({max})");
            let found = Diagnostic::new(codes::BAD_BOUND, message).at(&pointer);
            let found = found.label("both are left out");
            self.report(found.related(&path.key(high).pointer(), "the upper bound"));
            map.remove(low);
            map.remove(high);
        }
    }

    fn multiple_of(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let multiple = map.get("multipleOf").and_then(Node::as_f64);
        if let Some(value) = multiple
            && value <= 0.0
        {
            let message = format!("`multipleOf` must be greater than 0, not {value}");
            let found = Diagnostic::new(codes::BAD_BOUND, message);
            let found = found.at(&path.key("multipleOf").pointer());
            self.report(found.label("the keyword is left out"));
            map.remove("multipleOf");
        }
    }

    fn items_of_array(&mut self, map: &Map, path: &NodePath<'_>) {
        let is_array = single_type(map.get("type")) == "array";
        if is_array && !map.contains("items") && !map.contains("prefixItems") {
            let message = "the array schema has no `items`";
            let found = Diagnostic::new(codes::MISSING_KEYWORD, message).severity(Severity::Note);
            let found = found.at(&path.key("type").pointer());
            self.report(found.label("the items can be any value"));
        }
    }

    /// Reports keywords for unevaluated values beside those for all other values, which leave nothing unevaluated.
    fn unevaluated(&mut self, map: &Map, path: &NodePath<'_>) {
        for (keyword, other) in [
            ("unevaluatedProperties", "additionalProperties"),
            ("unevaluatedItems", "items"),
        ] {
            if map.contains(keyword) && map.contains(other) {
                self.report_once(codes::UNUSED_KEYWORD, "schema", keyword, || {
                    let message = format!("`{keyword}` has no effect beside `{other}`");
                    let found = Diagnostic::new(codes::UNUSED_KEYWORD, message);
                    found.at_key(&path.key(keyword).pointer())
                });
            }
        }
    }

    fn parameter(&mut self, map: &Map, path: &NodePath<'_>) {
        let in_path = map.get("in").and_then(Node::as_str) == Some("path");
        if in_path && map.get("required").and_then(Node::as_bool) == Some(false) {
            let message = "`required` must be `true` for a path parameter";
            let found = Diagnostic::new(codes::BAD_VALUE, message);
            let found = found.at(&path.key("required").pointer());
            self.report(found.label("the parameter is treated as required"));
        }
        if !map.contains("schema") && !map.contains("content") {
            let message = "the parameter has neither `schema` nor `content`";
            let found = Diagnostic::new(codes::MISSING_KEYWORD, message).at(&path.pointer());
            let found = found.severity(Severity::Warning);
            self.report(found.label("it is treated as a string"));
        }
    }

    fn scopes(&mut self, map: &mut Map, path: &NodePath<'_>) {
        map.retain(|key, scopes| {
            let path = path.key(key);
            let is_list = scopes
                .as_array()
                .is_some_and(|items| items.iter().all(|item| item.as_str().is_some()));
            if !is_list {
                let found = scopes.describe();
                let message =
                    format!("the scopes of `{key}` must be an array of strings, not {found}");
                let found = Diagnostic::new(codes::WRONG_TYPE, message).severity(Severity::Note);
                let found = found.at(&path.pointer());
                self.report(found.label("the scheme is still required"));
                *scopes = Node::Array(Vec::new());
            }
            true
        });
    }

    fn responses(&mut self, map: &Map, path: &NodePath<'_>) {
        if map.keys().all(|key| key.starts_with("x-")) {
            let found = Diagnostic::new(codes::MISSING_KEYWORD, "no response is declared");
            let found = found.at_key(&path.pointer()).severity(Severity::Warning);
            self.report(found.label("the response type is unknown"));
        }
    }

    /// Reports component names that can't be used in a reference without escapes.
    fn component_names(&mut self, map: &Map, path: &NodePath<'_>) {
        let is_plain = |name: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            !name.is_empty() && name.chars().all(plain)
        };
        for (kind, components) in map.iter().filter(|(kind, _)| !kind.starts_with("x-")) {
            let kind = path.key(kind);
            let names = components.as_object().into_iter().flat_map(Map::keys);
            for name in names.filter(|name| *name != "$ref" && !is_plain(name)) {
                self.report_once(codes::COMPONENT_NAME, "components object", "names", || {
                    let message = format!("`{name}` is not a valid component name");
                    let found = Diagnostic::new(codes::COMPONENT_NAME, message);
                    let found = found.at_key(&kind.key(name).pointer());
                    found.label("it is accepted anyway")
                });
            }
        }
    }
}

/// Whether a lower bound is greater than the upper bound. Integers are compared exactly.
fn exceeds(min: Number, max: Number) -> bool {
    match (min, max) {
        (Number::Int(min), Number::Int(max)) => min > max,
        _ => min.as_f64() > max.as_f64(),
    }
}
