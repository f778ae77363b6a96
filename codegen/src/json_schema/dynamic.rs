//! `$dynamicRef` and `$dynamicAnchor`.
//!
//! A `$dynamicRef` leads to the anchor of its name in the outermost schema resource that was entered. A schema resource
//! that has dynamic anchors is therefore written as one entry of `$defs` with its own `$id`. All other values of `$id`
//! are left out, since references lead to `$defs` directly. A `$ref` to a dynamic anchor leads to a copy without the anchor:
//! it is not dynamic, but not all validators know that.
//!
//! A component without `$id` is treated as a resource of its own. By the letter it belongs to the resource of the whole
//! document, but then no two components could have the same anchor, as the components of generic types do.

use std::collections::{HashMap, HashSet};

use serde_json::{Map as Json, Value};

use super::convert::Convert;
use super::reference::resolve;
use crate::diag::escape::uri;
use crate::read::{Document, Node};
use crate::source::Pointer;

/// The `$id` of a written document with schema resources in it.
pub(super) const ROOT_ID: &str = "urn:oascribe:document";

/// The schema resources that have dynamic anchors.
#[derive(Default)]
pub(super) struct Resources(HashMap<Pointer, HashSet<String>>);

impl Resources {
    pub(super) fn add(&mut self, resource: &Pointer, anchor: &str) {
        let anchors = self.0.entry(resource.clone()).or_default();
        anchors.insert(anchor.to_owned());
    }

    /// Whether a schema is such a resource.
    pub(super) fn contains(&self, at: &Pointer) -> bool {
        self.0.contains_key(at)
    }

    fn has_anchor(&self, at: &Pointer, anchor: &str) -> bool {
        let anchors = self.0.get(at);
        anchors.is_some_and(|anchors| anchors.contains(anchor))
    }
}

/// Whether a text is a valid anchor.
pub(super) fn is_anchor(text: &str) -> bool {
    let is_start = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    text.starts_with(is_start)
        && text
            .chars()
            .all(|letter| is_start(letter) || letter.is_ascii_digit() || "-.".contains(letter))
}

/// The schema resource that a schema belongs to: the closest schema around it with `$id`, or else the outermost one.
pub(super) fn resource_of<'d>(doc: &'d Document, at: &Pointer) -> Option<(&'d Node, Pointer)> {
    let mut outermost = None;
    for at in std::iter::successors(Some(at.clone()), Pointer::parent) {
        let node = doc.node(&at)?;
        let has_id = node.get("$id").and_then(Node::as_str).is_some();
        if has_id || is_named(&at) || (at.as_str().is_empty() && at.file() != doc.file) {
            return Some((node, at));
        }
        if matches!(at.last().as_deref(), Some("schema" | "itemSchema")) {
            outermost = Some((node, at));
        }
    }
    outermost
}

/// Whether a schema is a component, in any file.
fn is_named(at: &Pointer) -> bool {
    let mut segments = at.segments().collect::<Vec<_>>().into_iter().rev();
    let (_, container) = (segments.next(), segments.next());
    let is_container = matches!(container.as_deref(), Some("schemas" | "definitions"));
    let rest: Vec<_> = segments.collect();
    is_container && (rest.is_empty() || rest == ["components"])
}

impl<'d> Convert<'_, 'd> {
    /// Writes a `$dynamicRef`. One that does not lead to a dynamic anchor is the same as a `$ref`.
    pub(super) fn dynamic_reference(
        &mut self,
        reference: &str,
        at: &Pointer,
        out: &mut Json<String, Value>,
    ) {
        let (base, anchor) = reference.split_once('#').unwrap_or((reference, ""));
        let doc = self.writer.doc;
        let lexical = match base.trim() {
            "" => resource_of(doc, at),
            base => resolve(doc, base, at),
        };
        let target = resolve(doc, reference, at).and_then(|(_, at)| resource_of(doc, &at));
        let resources = [lexical, target].into_iter().flatten();
        let mut resources = resources.map(|(_, at)| at);
        let resources =
            resources.find(|resource| self.writer.index.resources.has_anchor(resource, anchor));
        match resources.and_then(|resource| self.resource_id(&resource)) {
            Some(id) => {
                out.insert("$dynamicRef".to_owned(), format!("{id}#{anchor}").into());
            }
            None => self.static_reference(reference, at, "$dynamicRef", out),
        }
    }

    /// The `$id` of a resource, which is written too.
    pub(super) fn resource_id(&mut self, resource: &Pointer) -> Option<String> {
        let target = self.writer.index.get(resource)?;
        self.reach(target);
        self.has_resources = true;
        let name = uri(self.writer.index.name(target));
        Some(format!("urn:oascribe:schema:{name}"))
    }
}
