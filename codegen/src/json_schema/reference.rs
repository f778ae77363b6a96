//! `$ref` and the `mapping` of discriminators.

use serde_json::{Map as Json, Value};

use super::convert::Convert;
use super::dynamic::{ROOT_ID, resource_of};
use super::index::Target;
use super::{Schema, Writer};
use crate::diag::escape::uri;
use crate::read::{Document, Map, Node};
use crate::source::{Pointer, escape};

impl<'d> Writer<'d> {
    /// Returns the schema that a reference leads to.
    pub(crate) fn resolve(&self, reference: &str, at: &Pointer) -> Option<(&'d Node, Pointer)> {
        resolve(self.doc, reference, at)
    }
}

/// Returns the schema that a reference leads to. `#` is the root of the schema resource, since the document itself is no
/// schema.
pub(super) fn resolve<'d>(
    doc: &'d Document,
    reference: &str,
    at: &Pointer,
) -> Option<(&'d Node, Pointer)> {
    let (node, target) = match reference.trim() {
        "#" => resource_of(doc, at)?,
        reference => doc.resolve(reference, at)?,
    };
    let is_document = target == doc.pointer();
    (matches!(node, Node::Object(_) | Node::Bool(_)) && !is_document).then_some((node, target))
}

/// The values of a discriminator that are schema names or references, by their path in it.
pub(super) fn mapping(discriminator: &Node) -> impl Iterator<Item = ([&str; 2], &str)> {
    let entries = discriminator.get("mapping").and_then(Node::as_object);
    let entries = entries.into_iter().flat_map(Map::iter);
    let entries = entries.filter_map(|(key, value)| Some((["mapping", key], value.as_str()?)));
    let default = discriminator.get("defaultMapping").and_then(Node::as_str);
    entries.chain(default.map(|value| (["defaultMapping", ""], value)))
}

/// Returns the schema that a value of a mapping leads to: by name, or else by reference.
pub(super) fn resolve_mapping<'d>(
    doc: &'d Document,
    value: &str,
    at: &Pointer,
) -> Option<(&'d Node, Pointer)> {
    let component = doc
        .pointer()
        .child("components")
        .child("schemas")
        .child(value);
    match doc.node(&component) {
        Some(node) => Some((node, component)),
        None => resolve(doc, value, at),
    }
}

impl<'d> Convert<'_, 'd> {
    /// Writes a `$ref`, or a `$dynamicRef` that leads to a schema in every case.
    pub(super) fn static_reference(
        &mut self,
        reference: &str,
        at: &Pointer,
        keyword: &str,
        out: &mut Json<String, Value>,
    ) {
        let found = self.writer.resolve(reference, at);
        match found.and_then(|(_, target)| self.writer.index.get(&target)) {
            Some(target) => {
                let reference = self.reference_to(target);
                out.insert("$ref".to_owned(), reference.into());
            }
            None => self.omit(
                at.child(keyword),
                format!("`{reference}` can't be resolved"),
            ),
        }
    }

    /// The reference to a schema in `$defs`, which is written too.
    pub(super) fn reference_to(&mut self, target: Target) -> String {
        self.reach(target);
        self.fragment(self.writer.index.name(target))
    }

    /// The reference to an entry of `$defs`.
    pub(super) fn fragment(&self, name: &str) -> String {
        let base = if self.resource.is_some() { ROOT_ID } else { "" };
        format!("{base}#/$defs/{}", uri(&escape(name)))
    }

    /// Writes a discriminator. Its mapping refers to `$defs`.
    pub(super) fn discriminator(&mut self, node: &'d Node, at: &Pointer) -> Option<Value> {
        let mut written = super::value::value(node)?;
        for ([key, entry], value) in mapping(node) {
            let found = resolve_mapping(self.writer.doc, value, at);
            let target = found.and_then(|(_, at)| self.writer.index.get(&at));
            let reference = target.map(|target| Value::from(self.reference_to(target)));
            if reference.is_none() {
                let at = at.child("discriminator").child(key);
                let at = if entry.is_empty() {
                    at
                } else {
                    at.child(entry)
                };
                self.omit(at, format!("`{value}` can't be resolved"));
            }
            let slot = match key {
                "mapping" => written.get_mut(key).and_then(Value::as_object_mut),
                _ => written.as_object_mut(),
            };
            let entry = if entry.is_empty() { key } else { entry };
            match (slot, reference) {
                (Some(map), Some(reference)) => drop(map.insert(entry.to_owned(), reference)),
                (Some(map), None) => drop(map.remove(entry)),
                (None, _) => {}
            }
        }
        Some(written)
    }

    /// Adds a schema without a name to `$defs`, under its pointer.
    pub(super) fn define(&mut self, schema: &Schema<'d>) -> String {
        let name = schema.at.to_string();
        let written = self.schema(schema.node, &schema.at);
        self.definitions.insert(name.clone(), written);
        self.fragment(&name)
    }
}
