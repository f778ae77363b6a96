//! The values around a value: an object with it as a property, an array with it as an item.

use oascribe_codegen::read::Node;

use super::super::admits::Types;
use super::super::schema::Step;
use super::super::spec::At;
use super::candidates::with;
use super::pattern::samples;
use super::sample::{Sampler, UNDECLARED};

impl<'d> Sampler<'_, 'd> {
    /// Values of the schemas at some nodes that contain a value where a step leads to.
    pub fn around(&mut self, roots: &[At<'d>], step: &Step, value: &Node) -> Vec<Node> {
        let step = match step {
            Step::Property(name) => return self.with_property(roots, name, value),
            Step::Inside(step) => step.as_str(),
        };
        let (keyword, name) = match step.split_once('[') {
            Some((keyword, rest)) => (keyword, rest.strip_suffix(']').unwrap_or(rest)),
            None => (step, ""),
        };
        match keyword {
            "items" | "unevaluatedItems" | "contains" => self.with_item(roots, None, value),
            "prefixItems" => {
                let position = name.trim_start_matches('#').parse::<usize>().unwrap_or(1);
                self.with_item(roots, Some(position.saturating_sub(1)), value)
            }
            "additionalProperties" | "unevaluatedProperties" => {
                self.with_property(roots, UNDECLARED, value)
            }
            "patternProperties" => {
                let names = samples(name).into_iter();
                names
                    .flat_map(|name| self.with_property(roots, &name, value))
                    .collect()
            }
            "propertyNames" => match value {
                Node::String(name) => {
                    self.with_property(roots, name, &Node::String("a".to_owned()))
                }
                _ => Vec::new(),
            },
            "contentSchema" => Vec::new(),
            _ => self.merged(roots, value),
        }
    }

    fn with_property(&mut self, roots: &[At<'d>], name: &str, value: &Node) -> Vec<Node> {
        let mut shapes = self.shapes(roots);
        shapes.retain(|shape| shape.types.contains(Types::OBJECT) && shape.values.is_none());
        shapes.sort_by_key(|shape| !self.declared(shape).properties.contains_key(name));
        let maps = shapes.iter().filter_map(|shape| self.object(shape));
        let maps: Vec<_> = maps.collect();
        let entry = (name.to_owned(), value.clone());
        maps.iter().map(|map| with(map, [entry.clone()])).collect()
    }

    fn with_item(&mut self, roots: &[At<'d>], position: Option<usize>, value: &Node) -> Vec<Node> {
        let mut found = Vec::new();
        for shape in self.shapes(roots) {
            let position = position.unwrap_or_else(|| shape.prefix());
            if let Some(Node::Array(mut items)) = self.array(&shape, position + 1) {
                items[position] = value.clone();
                found.push(Node::Array(items));
            }
        }
        found
    }

    /// The value itself, and with the properties that other schemas for the same value need.
    fn merged(&mut self, roots: &[At<'d>], value: &Node) -> Vec<Node> {
        let mut found = vec![value.clone()];
        let Node::Object(own) = value else {
            return found;
        };
        let entries = || {
            own.iter()
                .map(|(key, value)| (key.to_owned(), value.clone()))
        };
        for shape in self.shapes(roots) {
            let maps = [self.object(&shape), self.complete(&shape)];
            found.extend(maps.into_iter().flatten().map(|map| with(&map, entries())));
        }
        found
    }
}
