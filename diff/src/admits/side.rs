//! One of the two documents, and the schemas that a schema consists of.

use oascribe_codegen::read::Node;

use super::super::families::Families;
use super::super::spec::{At, Spec};

/// The number of schemas that one schema may consist of.
const MAX_PARTS: usize = 256;

/// A schema that is part of another one.
#[derive(Clone, Debug)]
pub struct Part<'d> {
    pub at: At<'d>,
    /// Whether it is the schema itself and not a member of its `allOf`.
    pub is_root: bool,
}

/// One of the two documents.
pub struct Side<'d> {
    pub spec: &'d Spec,
    families: Families<'d>,
}

impl<'d> Side<'d> {
    pub fn new(spec: &'d Spec) -> Self {
        let families = Families::new(spec);
        Self { spec, families }
    }

    /// The components that extend a schema with a discriminator, directly or through others.
    pub fn descendants(&self, base: &At<'d>) -> Vec<(&'d str, At<'d>)> {
        self.families.descendants(base)
    }

    /// The schemas that must all match: those at the nodes, those that they refer to, and the members of `allOf`.
    /// Returns `None` if a reference can't be resolved.
    pub fn parts(&self, roots: &[At<'d>]) -> Option<Vec<Part<'d>>> {
        let mut parts = Vec::new();
        for at in roots {
            self.add(&mut parts, at.clone(), true)?;
        }
        Some(parts)
    }

    /// Adds a schema to others that must match, too.
    pub fn add(&self, parts: &mut Vec<Part<'d>>, at: At<'d>, is_root: bool) -> Option<()> {
        let mut todo = vec![(at, is_root)];
        while let Some((at, is_root)) = todo.pop() {
            for at in self.spec.open(at)? {
                let is_known = parts.iter().any(|part| part.at.address() == at.address());
                if is_known || parts.len() >= MAX_PARTS {
                    continue;
                }
                let members = at.get("allOf").map_or(Vec::new(), |at| at.items());
                todo.extend(members.into_iter().rev().map(|member| (member, false)));
                parts.push(Part { at, is_root });
            }
        }
        Some(())
    }

    /// Whether one of the schemas at the nodes has a flag.
    pub fn flag(&self, roots: &[At<'d>], keyword: &str) -> bool {
        let parts = self.parts(roots).unwrap_or_default();
        parts.iter().any(|part| part.at.flag(keyword))
    }
}

/// Whether a schema admits every value.
pub fn is_anything(node: &Node) -> bool {
    match node {
        Node::Bool(allowed) => *allowed,
        Node::Object(map) => map.keys().all(|key| {
            super::super::spec::NOTES.contains(&key)
                || key.starts_with("x-")
                || matches!(
                    key,
                    "default" | "deprecated" | "readOnly" | "writeOnly" | "nullable"
                )
        }),
        _ => false,
    }
}

/// Whether a schema admits no value: `false` or `not: {}`.
pub fn is_nothing(node: &Node) -> bool {
    match node {
        Node::Bool(allowed) => !allowed,
        node => node.get("not").is_some_and(is_anything),
    }
}
