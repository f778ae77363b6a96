//! Members that a schema has only where others say so: `then`, `else`, `dependentSchemas` (JSON Schema 2020-12).
//!
//! In: a schema of an object. Out: the members that stand nowhere else in it. Guaranteed: what is asked of them
//! together is said to be unchecked; each is optional, so that none is lost.

use super::{Lower, entries, items};
use crate::diag::{Diagnostic, codes};
use crate::read::{Map, Node};
use crate::source::Pointer;

/// A member that depends on others.
pub(super) struct Member<'d> {
    pub name: &'d str,
    /// None where it has several that are not the same: then it may be anything.
    pub schema: Option<&'d Node>,
    pub at: Pointer,
}

/// Keywords that say nothing of the value.
const WORDS: &[&str] = &["title", "description", "example", "examples", "default"];

/// Parts that are looked at for declarations; they may lead in a circle.
const MOST_PARTS: usize = 64;

impl<'d> Lower<'d, '_> {
    /// Members that depend on others, each once.
    pub(super) fn conditional(&mut self, node: &'d Node, here: &Pointer) -> Vec<Member<'d>> {
        let branches = self.branches(node, here);
        if branches.is_empty() {
            return Vec::new();
        }
        let parts = self.parts_of(node, here);
        let is_declared = |name: &str| {
            let mut properties = parts.iter().filter_map(|part| part.get("properties"));
            properties.any(|properties| properties.get(name).is_some())
        };
        let mut members: Vec<Member<'d>> = Vec::new();
        for (branch, place) in branches {
            for (name, schema, at) in entries(branch, &place, "properties") {
                if is_declared(name) {
                    continue;
                }
                match members.iter_mut().find(|member| member.name == name) {
                    Some(member) if member.schema.is_some_and(|known| same(known, schema)) => {}
                    Some(member) => member.schema = None,
                    None => members.push(Member {
                        name,
                        schema: Some(schema),
                        at,
                    }),
                }
            }
        }
        for Member { name, schema, at } in &members {
            let message = format!("`{name}` is there only with certain others");
            let found = Diagnostic::new(codes::CONDITIONAL_MEMBERS, message).at_key(at);
            self.diags.push(found.label(match schema {
                Some(_) => "taken as an optional member",
                None => "taken as an optional member of any type: it has several",
            }));
        }
        members
    }

    /// Whether there is any.
    pub(super) fn has_conditional(&self, node: &'d Node, at: &Pointer) -> bool {
        let branches = self.branches(node, at);
        branches.iter().any(|(branch, _)| {
            let properties = branch.get("properties").and_then(Node::as_object);
            properties.is_some_and(|properties| !properties.is_empty())
        })
    }

    /// The schemas that hold where others do, behind their references: those of the schema itself, and of the parts of
    /// its `allOf` that say nothing else.
    fn branches(&self, node: &'d Node, at: &Pointer) -> Vec<(&'d Node, Pointer)> {
        let bare = items(node, at, "allOf").into_iter();
        let bare = bare.filter(|(part, _)| is_bare(part));
        let mut found = Vec::new();
        for (node, at) in bare.chain([(node, at.clone())]) {
            let own = ["then", "else"].into_iter();
            found.extend(own.filter_map(|key| Some((node.get(key)?, at.child(key)))));
            let dependent = entries(node, &at, "dependentSchemas").into_iter();
            found.extend(dependent.map(|(_, node, at)| (node, at)));
        }
        let found = found.into_iter();
        found.map(|(node, at)| self.target(node, &at)).collect()
    }

    /// The schema itself and the parts of it, which hold whatever the members are.
    fn parts_of(&self, node: &'d Node, at: &Pointer) -> Vec<&'d Node> {
        let mut found = vec![(node, at.clone())];
        let mut next = 0;
        while let Some((node, at)) = found.get(next).cloned()
            && next < MOST_PARTS
        {
            next += 1;
            let mut parts = items(node, &at, "allOf");
            parts.push((node, at));
            for (part, at) in parts {
                let part = self.target(part, &at);
                if found.iter().all(|(_, known)| *known != part.1) {
                    found.push(part);
                }
            }
        }
        found.into_iter().map(|(node, _)| node).collect()
    }

    /// A schema, or what it refers to.
    fn target(&self, node: &'d Node, at: &Pointer) -> (&'d Node, Pointer) {
        let reference = node.get("$ref").and_then(Node::as_str);
        let found = reference.and_then(|reference| self.doc.resolve(reference, at));
        found.unwrap_or_else(|| (node, at.clone()))
    }
}

/// Whether a schema has conditions and nothing beside them.
fn is_bare(node: &Node) -> bool {
    let keys = node.as_object().into_iter().flat_map(Map::keys);
    let words = ["if", "then", "else", "dependentSchemas", "$comment"];
    let mut keys = keys.filter(|key| !WORDS.contains(key));
    keys.all(|key| words.contains(&key))
}

/// Whether two schemas say the same of a value.
fn same(one: &Node, other: &Node) -> bool {
    let telling = |node: &Node| -> Vec<(String, Node)> {
        let entries = node.as_object().into_iter().flat_map(Map::iter);
        let entries = entries.filter(|(key, _)| !WORDS.contains(key));
        let mut entries: Vec<_> = entries
            .map(|(key, node)| (key.to_owned(), node.clone()))
            .collect();
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries
    };
    telling(one) == telling(other)
}
