//! `readOnly` and `writeOnly`: which properties a request or a response does not have.

use std::collections::HashSet;

use super::Writer;
use super::keyword::entries;
use crate::read::Node;
use crate::source::Pointer;

/// The direction in which values are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the server: without properties that are `readOnly`.
    Request,
    /// To the client: without properties that are `writeOnly`.
    Response,
    /// Either: with all properties.
    Any,
}

/// The number of schemas that are searched for properties and flags. References between them may form a cycle.
const MAX_MEMBERS: usize = 64;

impl<'d> Writer<'d> {
    /// The names of the properties that a schema declares and a direction does not have. Includes those of its `allOf`
    /// and of the schemas it refers to.
    pub(crate) fn hidden(
        &self,
        node: &'d Node,
        at: &Pointer,
        direction: Direction,
    ) -> HashSet<&'d str> {
        let mut hidden = HashSet::new();
        if direction != Direction::Any {
            for (member, at) in self.members(node, at) {
                let properties = entries(member, &at, "properties");
                let properties = properties.filter(|(_, node, at)| self.hides(node, at, direction));
                hidden.extend(properties.map(|(name, ..)| name));
            }
        }
        hidden
    }

    /// Whether a direction does not have a property with this schema.
    pub(super) fn hides(&self, node: &'d Node, at: &Pointer, direction: Direction) -> bool {
        let (hiding, other) = match direction {
            Direction::Request => ("readOnly", "writeOnly"),
            Direction::Response => ("writeOnly", "readOnly"),
            Direction::Any => return false,
        };
        let members = self.members(node, at);
        let has = |key: &str| {
            let mut flags = members.iter().filter_map(|(member, _)| member.get(key));
            flags.any(|flag| flag.as_bool() == Some(true))
        };
        // A property that has both is sent in both directions.
        has(hiding) && !has(other)
    }

    /// A schema and those that always apply with it: by `$ref` and `allOf`, recursively.
    pub(crate) fn members(&self, node: &'d Node, at: &Pointer) -> Vec<(&'d Node, Pointer)> {
        let mut found = vec![(node, at.clone())];
        let mut next = 0;
        while let Some((node, at)) = found.get(next).cloned()
            && found.len() < MAX_MEMBERS
        {
            next += 1;
            let target = node.get("$ref").and_then(Node::as_str);
            let target = target.and_then(|reference| self.resolve(reference, &at));
            let has_siblings = target.is_none() || !self.is_legacy;
            let all_of = node.get("allOf").and_then(Node::as_array);
            let all_of = all_of.filter(|_| has_siblings).unwrap_or_default();
            let at = at.child("allOf");
            let all_of = all_of.iter().enumerate();
            let all_of = all_of.map(|(index, member)| (member, at.index(index)));
            for member in target.into_iter().chain(all_of) {
                if found.iter().all(|(_, known)| *known != member.1) {
                    found.push(member);
                }
            }
        }
        found
    }
}
