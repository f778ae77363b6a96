//! What a `$dynamicRef` leads to (JSON Schema 2020-12 Core, section 8.2.3.2).
//!
//! The outermost schema resource that was entered and that has the anchor wins. Each component is treated as a resource of
//! its own, so that components of generic types can have the same anchor.

use std::rc::Rc;

use oascribe_codegen::read::Node;

use super::spec::At;

/// The anchors of the schema resources that were entered. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct DynamicScope<'d>(Option<Rc<Vec<(&'d str, At<'d>)>>>);

impl<'d> DynamicScope<'d> {
    /// The schema that has an anchor.
    pub fn get(&self, anchor: &str) -> Option<At<'d>> {
        let anchors = self.0.iter().flat_map(|anchors| anchors.iter());
        let mut found = anchors.filter(|(name, _)| *name == anchor);
        found.next().map(|(_, at)| at.clone())
    }

    /// A number that is equal for equal scopes.
    pub fn address(&self) -> usize {
        let anchors = self.0.iter().flat_map(|anchors| anchors.iter());
        let mix = |hash: usize, (_, at): &(&str, At<'_>)| {
            hash.rotate_left(7) ^ std::ptr::from_ref(at.node).addr()
        };
        anchors.fold(0, mix)
    }

    /// The scope in a schema: its own anchors and those of its `$defs` are added, unless they are known.
    pub fn entered(&self, at: &At<'d>) -> Self {
        let own = at.text("$dynamicAnchor").map(|_| at.clone());
        let map = at.node.get("$defs").and_then(Node::as_object);
        let has_anchors =
            map.is_some_and(|map| map.iter().any(|(_, it)| it.get("$dynamicAnchor").is_some()));
        let definitions = at.get("$defs").filter(|_| has_anchors);
        let definitions = definitions
            .iter()
            .flat_map(At::all_entries)
            .map(|(_, at)| at);
        let mut added = Vec::new();
        for at in own.into_iter().chain(definitions) {
            if let Some(anchor) = at
                .text("$dynamicAnchor")
                .filter(|anchor| self.get(anchor).is_none())
            {
                added.push((anchor, at));
            }
        }
        if added.is_empty() {
            return self.clone();
        }
        let mut anchors: Vec<_> = self.0.as_deref().cloned().unwrap_or_default();
        anchors.extend(added);
        anchors.sort_by_key(|(anchor, _)| *anchor);
        Self(Some(Rc::new(anchors)))
    }
}
