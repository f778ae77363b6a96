//! Schema components, and which of several names a type gets.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Lower, MAX_REFERENCES, at_path};
use crate::ir::Origin;
use crate::read::{Node, Schema};
use crate::source::Pointer;

/// A schema and its location.
type Located<'d> = (&'d Node, Pointer);

impl<'d> Lower<'d, '_> {
    /// Lowers all schema components, in the order of the document.
    pub(super) fn components(&mut self) {
        let at = self.doc.pointer().child("components").child("schemas");
        let schemas = at_path(&self.doc.root, &["components", "schemas"]).and_then(Node::as_object);
        let Some(schemas) = schemas else { return };
        let targets: Vec<_> = schemas
            .iter()
            .map(|(name, node)| (name, self.external_target(node, &at.child(name))))
            .collect();
        let preferred = self.preferred_names(&targets);
        let mut declared = Vec::with_capacity(schemas.len());
        for ((_, node), (name, target)) in schemas.iter().zip(targets) {
            let component = at.child(name);
            let target = target.filter(|(_, target)| preferred.get(target) == Some(&name));
            let (node, schema) = target.unwrap_or((node, component.clone()));
            let id = self.reserve(&component, Origin::Component(name.to_owned()));
            self.named.insert(schema.clone(), id);
            declared.push((id, node, schema));
        }
        for (id, node, at) in declared {
            self.fill(id, Schema::new(node), &at);
        }
        self.lower_pending();
    }

    /// The component that names each external schema, if several components refer to the same one: the component that
    /// had the type according to the lock, else the one with the name of the schema, else the first by name. The order
    /// of the document has no effect.
    fn preferred_names(
        &self,
        targets: &[(&'d str, Option<Located<'d>>)],
    ) -> HashMap<Pointer, &'d str> {
        let components = self.doc.pointer().child("components").child("schemas");
        let mut preferred: HashMap<Pointer, &'d str> = HashMap::new();
        for (name, target) in targets {
            let Some((_, target)) = target else { continue };
            let schema_name = self.doc.name_of(target);
            let is_locked = |name: &str| {
                let key = components.child(name).to_string();
                self.lock.types.contains_key(&key) && !self.lock.targets.contains_key(&key)
            };
            let rank = |name: &'d str| (!is_locked(name), name != schema_name, name);
            match preferred.entry(target.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(name);
                }
                Entry::Occupied(mut entry) if rank(name) < rank(entry.get()) => {
                    entry.insert(name);
                }
                Entry::Occupied(_) => {}
            }
        }
        preferred
    }

    /// The schema outside of `components/schemas` that a component refers to; its type gets the name of the component.
    /// Returns `None` if the component is not just a reference, or refers to another component.
    fn external_target(&self, node: &'d Node, at: &Pointer) -> Option<Located<'d>> {
        let (mut node, mut at) = (node, at.clone());
        let components = self.doc.pointer().child("components").child("schemas");
        for _ in 0..MAX_REFERENCES {
            let map = node.as_object()?;
            let Some(Node::String(reference)) = map.get("$ref") else {
                return Some((node, at));
            };
            (node, at) = self.doc.resolve(reference, &at).filter(|(_, target)| {
                map.len() == 1 && target.parent().as_ref() != Some(&components)
            })?;
        }
        None
    }
}
