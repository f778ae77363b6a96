//! Collects references during the check.
//!
//! Input: objects that may be references. Output: their targets and the shapes expected there, for
//! [`RefLoader`](super::ref_loader::RefLoader) to follow.

use super::check::{Check, Dropped, KEYWORD, Outcome};
use super::node_path::NodePath;
use super::shape::{ObjectType, Rule, Shape, Usage};
use super::version::Version;
use super::{Map, Node};
use crate::source::Pointer;

/// A reference in a tree.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The reference as it is written.
    pub target: String,
    /// The node that is the reference.
    pub at: Pointer,
    /// The shape expected at the target.
    pub shape: &'static Shape,
    pub role: Role,
}

/// How a reference is processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Later stages follow it, because OpenAPI allows references here.
    Followed,
    /// It is replaced by a copy of its target, because the conversion from Swagger 2.0 needs one tree.
    Copied,
    /// It is replaced by a copy of its target and reported, because OpenAPI does not allow references here.
    Inlined,
}

/// How much of a file is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// The whole document, including its components.
    Document,
    /// The target of a reference.
    Fragment,
}

impl Check<'_> {
    /// Checks a reference. Keywords next to it only count in schemas of OpenAPI 3.1 and later.
    pub(super) fn reference(
        &mut self,
        map: &mut Map,
        shape: &'static Shape,
        object: &'static ObjectType,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        self.report_duplicates(map, path);
        let Some(Node::String(target)) = map.get("$ref") else {
            let target = map.get("$ref").unwrap_or(&Node::Null);
            return self.reject_type(target, &Shape::String, &path.key("$ref"), dropped);
        };
        let is_schema = object.rule == Rule::Schema;
        let is_elsewhere = !target.starts_with('#');
        let role = match self.version {
            Version::V2_0 if !is_schema && is_elsewhere => Role::Copied,
            _ => Role::Followed,
        };
        self.record_reference(target, shape, path, role);
        if is_schema {
            self.prepare_schema(map, object.rule, path);
            self.record_names(map, path);
        }
        let siblings_count = is_schema && self.version > Version::V3_0;
        let usage = match siblings_count {
            true => self.usage,
            false => Usage::Unused,
        };
        if !object.takes_siblings() {
            let beside = map.keys().filter(|key| *key != "$ref");
            for key in beside {
                self.report_beside_reference(key, object, &path.key(key));
            }
        } else {
            for key in map.keys().filter(|key| key.starts_with("x-")) {
                self.extension(key, &path.key(key));
            }
        }
        let usage = std::mem::replace(&mut self.usage, usage);
        map.retain(|key, value| match object.keyword(key) {
            Some(keyword) => self.keyword(value, keyword, object, path, KEYWORD) == Outcome::Keep,
            None => {
                if siblings_count && key != "$ref" && !key.starts_with("x-") {
                    self.report_unknown(key, value, object, &path.key(key));
                }
                true
            }
        });
        self.usage = usage;
        if is_schema {
            self.upgrade_schema(map, object.rule, path);
        }
        Outcome::Keep
    }

    /// Records a reference.
    pub(super) fn record_reference(
        &mut self,
        target: &str,
        shape: &'static Shape,
        path: &NodePath<'_>,
        role: Role,
    ) {
        if self.usage == Usage::Used && shape.noun() == "example" {
            self.checked
                .example_refs
                .push((target.to_owned(), path.pointer()));
        }
        let is_component = self.extent == Extent::Document && is_component(target, self.version);
        if self.usage == Usage::Unused || (is_component && role == Role::Followed) {
            return;
        }
        self.checked.references.push(Reference {
            target: target.to_owned(),
            at: path.pointer(),
            shape,
            role,
        });
    }

    /// Records a value of a discriminator's `mapping`, which is a schema name or a reference.
    pub(super) fn mapping(&mut self, target: &str, path: &NodePath<'_>, shape: &'static Shape) {
        if target.contains(['/', '#', '.']) {
            self.record_reference(target, shape, path, Role::Followed);
        }
    }

    /// Records the names by which a schema can be referred to.
    pub(super) fn record_names(&mut self, map: &Map, path: &NodePath<'_>) {
        let text = |key: &str| map.get(key).and_then(Node::as_str);
        let anchors = [text("$anchor"), text("$dynamicAnchor")];
        let anchors = anchors.into_iter().flatten().map(|name| format!("#{name}"));
        let names: Vec<_> = anchors.chain(text("$id").map(str::to_owned)).collect();
        let named = names.into_iter().map(|name| (name, path.pointer()));
        self.checked.anchors.extend(named);
    }
}

/// Returns the reference of a node where OpenAPI does not allow one, or `None` if there is none.
pub(super) fn misplaced<'n>(node: &'n Node, shape: &Shape) -> Option<&'n str> {
    match shape {
        Shape::Any | Shape::RefOr(_) | Shape::BoolOr(_) => None,
        _ => node.get("$ref").and_then(Node::as_str),
    }
}

/// Whether a reference leads to a component, which the check of the whole document covers anyway.
fn is_component(target: &str, version: Version) -> bool {
    let mut steps = target.split('/');
    let (start, kind) = ((steps.next(), steps.next()), steps.next());
    match (start, version) {
        ((Some("#"), Some("components")), Version::V3_0 | Version::V3_1 | Version::V3_2) => {
            kind.is_some_and(|kind| !kind.starts_with("x-")) && steps.count() == 1
        }
        ((Some("#"), Some("definitions" | "parameters" | "responses")), Version::V2_0) => {
            kind.is_some() && steps.next().is_none()
        }
        _ => false,
    }
}
