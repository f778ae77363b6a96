//! Objects.

use oascribe_codegen::read::{Map, Node};

use super::super::super::spec::At;
use super::{Check, Checker, Hidden, Prepared};

/// Keywords whose schemas may evaluate properties, too.
const APPLICATORS: [&str; 6] = ["$ref", "allOf", "anyOf", "dependentSchemas", "if", "oneOf"];

impl<'d> Checker<'_, 'd> {
    pub(super) fn object(
        &mut self,
        map: &Map,
        (at, prepared): (&At<'d>, &Prepared<'d>),
        hidden: &Hidden<'d>,
    ) -> Check {
        let size = map.len() as f64;
        let check = self.sizes(size, at, ["minProperties", "maxProperties"]);
        let names = at.node.get("required");
        let check = check.and(|| self.required(map, names, hidden, "required"));
        let dependent = at.get("dependentRequired");
        let check = dependent
            .iter()
            .flat_map(At::all_entries)
            .filter(|(name, _)| map.contains(name) && !hidden.contains(name))
            .fold(check, |check, (_, names)| {
                let names = Some(names.node);
                check.and(|| self.required(map, names, hidden, "dependentRequired"))
            });
        let mut check = check.and(|| self.names(map, at));
        for (name, value) in map.iter() {
            check = check.and(|| self.property(name, value, at, prepared));
        }
        let dependent = at.get("dependentSchemas");
        for (name, schema) in dependent.iter().flat_map(At::all_entries) {
            if map.contains(name) {
                let value = Node::Object(map.clone());
                check = check.and(|| self.schema(&value, &schema, hidden));
            }
        }
        check
    }

    fn required(
        &self,
        map: &Map,
        names: Option<&'d Node>,
        hidden: &Hidden<'d>,
        keyword: &'static str,
    ) -> Check {
        let names = names.and_then(Node::as_array).unwrap_or_default();
        let mut names = names.iter().filter_map(Node::as_str);
        let is_present = |name: &str| hidden.contains(name) || map.contains(name);
        self.require(names.all(is_present), keyword)
    }

    /// `propertyNames`.
    fn names(&mut self, map: &Map, at: &At<'d>) -> Check {
        let Some(schema) = at.get("propertyNames") else {
            return Check::Admitted;
        };
        map.keys().fold(Check::Admitted, |check, name| {
            let name = Node::String(name.to_owned());
            check.and(|| match self.schema(&name, &schema, &Hidden::new()) {
                Check::Refused(_) => self.refused("propertyNames"),
                other => other,
            })
        })
    }

    /// `properties`, `patternProperties`, `additionalProperties` and `unevaluatedProperties`.
    fn property(
        &mut self,
        name: &str,
        value: &Node,
        at: &At<'d>,
        prepared: &Prepared<'d>,
    ) -> Check {
        let declared = prepared.properties.get(name);
        let declared =
            declared.filter(|schema| !prepared.hidden.contains(name) || !self.hides(schema));
        let mut is_evaluated = declared.is_some();
        let mut check = match declared {
            Some(schema) => self.part(name.to_owned(), value, schema),
            None => Check::Admitted,
        };
        let patterns = at.get("patternProperties");
        for (pattern, schema) in patterns.iter().flat_map(At::all_entries) {
            match self.memory.patterns.matches(pattern, name) {
                Some(false) => {}
                Some(true) => {
                    is_evaluated = true;
                    check = check.and(|| self.part(name.to_owned(), value, &schema));
                }
                None => check = check.and(|| Check::Undecided("patternProperties")),
            }
        }
        if is_evaluated {
            return check;
        }
        check.and(|| self.additional(name, value, at))
    }

    fn additional(&mut self, name: &str, value: &Node, at: &At<'d>) -> Check {
        if let Some(schema) = at.get("additionalProperties") {
            return match schema.node {
                Node::Bool(false) => self.refused("additionalProperties"),
                _ => self.part(name.to_owned(), value, &schema),
            };
        }
        let Some(schema) = at.get("unevaluatedProperties") else {
            return Check::Admitted;
        };
        match schema.node {
            Node::Bool(true) => Check::Admitted,
            _ if APPLICATORS.iter().any(|key| at.get(key).is_some()) => {
                Check::Undecided("unevaluatedProperties")
            }
            Node::Bool(false) => self.refused("unevaluatedProperties"),
            _ => self.part(name.to_owned(), value, &schema),
        }
    }
}
