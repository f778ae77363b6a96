//! What keywords ask of each other.
//!
//! In: an object whose keywords have their shapes. Out: the same without contradictions. Guaranteed: each one is
//! said at the keyword that is to blame.

use super::check::Check;
use super::shape::Rule;
use super::trail::Trail;
use super::{Map, Node, Number};
use crate::diag::{Diagnostic, Severity, codes};

/// Lower bounds and the upper ones that belong to them.
const BOUNDS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// Keywords that another one makes necessary.
pub(super) fn demanded(rule: Rule, map: &Map) -> &'static [&'static str] {
    let kind = || map.get("type").and_then(Node::as_str);
    match rule {
        Rule::SecurityScheme => match kind() {
            Some("apiKey") => &["name", "in"],
            Some("http") => &["scheme"],
            // How a token is got is the caller's affair.
            _ => &[],
        },
        Rule::None
        | Rule::Schema
        | Rule::Simple
        | Rule::Parameter
        | Rule::SecurityRequirement
        | Rule::Paths => &[],
    }
}

impl Check<'_> {
    /// Applies the rule of an object's kind.
    pub(super) fn rule(&mut self, map: &mut Map, rule: Rule, trail: &Trail<'_>) {
        match rule {
            Rule::None | Rule::SecurityScheme => {}
            Rule::Schema | Rule::Simple => {
                self.bounds(map, trail);
                self.multiple(map, trail);
                self.items_of_array(map, trail);
            }
            Rule::Parameter => self.schema_of_parameter(map, trail),
            Rule::SecurityRequirement => self.scopes(map, trail),
            Rule::Paths => self.paths(map, trail),
        }
    }

    fn bounds(&mut self, map: &mut Map, trail: &Trail<'_>) {
        for (low, high) in BOUNDS {
            let bound = |name: &str| map.get(name).and_then(Node::as_number);
            let (Some(min), Some(max)) = (bound(low), bound(high)) else {
                continue;
            };
            if !exceeds(min, max) {
                continue;
            }
            let pointer = trail.key(low).pointer();
            let message = format!("`{low}` is {min}, above `{high}`, which is {max}");
            let found = Diagnostic::new(codes::BAD_BOUND, message).at(&pointer);
            let found = found.label("both are left out");
            self.say(found.related(&trail.key(high).pointer(), "the upper bound"));
            map.remove(low);
            map.remove(high);
        }
    }

    fn multiple(&mut self, map: &mut Map, trail: &Trail<'_>) {
        let multiple = map.get("multipleOf").and_then(Node::as_f64);
        if let Some(value) = multiple
            && value <= 0.0
        {
            let message = format!("`multipleOf` must be above 0, not {value}");
            let found = Diagnostic::new(codes::BAD_BOUND, message);
            let found = found.at(&trail.key("multipleOf").pointer());
            self.say(found.label("the keyword is left out"));
            map.remove("multipleOf");
        }
    }

    fn items_of_array(&mut self, map: &Map, trail: &Trail<'_>) {
        let is_array = map.get("type").and_then(Node::as_str) == Some("array");
        if is_array && !map.contains("items") && !map.contains("prefixItems") {
            let message = "the array does not say what its `items` are";
            let found = Diagnostic::new(codes::MISSING_KEYWORD, message).severity(Severity::Note);
            let found = found.at(&trail.key("type").pointer());
            self.say(found.label("they may be anything"));
        }
    }

    fn schema_of_parameter(&mut self, map: &Map, trail: &Trail<'_>) {
        if !map.contains("schema") && !map.contains("content") {
            let message = "the parameter has neither `schema` nor `content`";
            let found = Diagnostic::new(codes::MISSING_KEYWORD, message).at(&trail.pointer());
            let found = found.severity(Severity::Warning);
            self.say(found.label("it is taken as text"));
        }
    }

    fn scopes(&mut self, map: &mut Map, trail: &Trail<'_>) {
        map.retain(|key, scopes| {
            let trail = trail.key(key);
            let is_list = scopes
                .as_list()
                .is_some_and(|items| items.iter().all(|item| item.as_str().is_some()));
            if !is_list {
                let found = scopes.describe();
                let message = format!("the scopes of `{key}` must be a list of texts, not {found}");
                let found = Diagnostic::new(codes::WRONG_TYPE, message).severity(Severity::Note);
                let found = found.at(&trail.pointer());
                self.say(found.label("the scheme is needed, whatever its scopes"));
                *scopes = Node::List(Vec::new());
            }
            true
        });
    }

    fn paths(&mut self, map: &mut Map, trail: &Trail<'_>) {
        map.retain(|key, _| {
            if key.starts_with('/') || key.starts_with("x-") {
                return true;
            }
            let message = format!("the path `{key}` does not begin with `/`");
            let found = Diagnostic::new(codes::BAD_PATH, message);
            let found = found.at_key(&trail.key(key).pointer());
            let found = found.label("the path is left out");
            self.say(found.help(format!("write `/{key}`")));
            false
        });
    }
}

/// Compared exactly where both are integers.
fn exceeds(min: Number, max: Number) -> bool {
    match (min, max) {
        (Number::Int(min), Number::Int(max)) => min > max,
        _ => min.as_f64() > max.as_f64(),
    }
}
