//! Properties that are declared conditionally: in `then`, `else` and `dependentSchemas` (JSON Schema 2020-12).
//!
//! In: the schema of an object. Out: the properties that are declared only conditionally; all are optional. Guaranteed:
//! each is reported, because the conditions are not checked.

use super::{Lower, named_schemas, schemas};
use crate::diag::{Diagnostic, codes};
use crate::read::{Map, Node, Schema};
use crate::source::Pointer;

/// A property that is declared conditionally.
pub(super) struct ConditionalProperty<'d> {
    pub name: &'d str,
    /// `None` if it is declared with different schemas: then it is untyped.
    pub schema: Option<Schema<'d>>,
    pub at: Pointer,
}

/// Keywords that do not constrain the value.
const ANNOTATIONS: &[&str] = &["title", "description", "example", "examples", "default"];

/// The number of `allOf` members that are searched for declarations. References between them may be cyclic.
const MAX_MEMBERS: usize = 64;

impl<'d> Lower<'d, '_> {
    /// The properties that are declared only conditionally.
    pub(super) fn conditional_properties(
        &mut self,
        schema: Schema<'d>,
        at: &Pointer,
    ) -> Vec<ConditionalProperty<'d>> {
        let branches = self.branches(schema, at);
        if branches.is_empty() {
            return Vec::new();
        }
        let members = self.all_members(schema, at);
        let is_declared = |name: &str| {
            let mut properties = members.iter().filter_map(|member| member.get("properties"));
            properties.any(|properties| properties.get(name).is_some())
        };
        let mut found: Vec<ConditionalProperty<'d>> = Vec::new();
        for (branch, at) in branches {
            for (name, schema, at) in named_schemas(branch, &at, "properties") {
                if is_declared(name) {
                    continue;
                }
                match found.iter_mut().find(|known| known.name == name) {
                    Some(known) if known.schema.is_some_and(|known| is_same(known, schema)) => {}
                    Some(known) => known.schema = None,
                    None => found.push(ConditionalProperty {
                        name,
                        schema: Some(schema),
                        at,
                    }),
                }
            }
        }
        for ConditionalProperty { name, schema, at } in &found {
            let message = format!("`{name}` is only declared under a condition");
            let found = Diagnostic::new(codes::CONDITIONAL_MEMBERS, message).at_key(at);
            self.diags.push(found.label(match schema {
                Some(_) => "generated as an optional field",
                None => "generated as an optional, untyped field: it has several types",
            }));
        }
        found
    }

    /// Whether a schema declares properties conditionally.
    pub(super) fn has_conditional(&self, schema: Schema<'d>, at: &Pointer) -> bool {
        let branches = self.branches(schema, at);
        branches.iter().any(|(branch, _)| {
            let properties = branch.get("properties").and_then(Node::as_object);
            properties.is_some_and(|properties| !properties.is_empty())
        })
    }

    /// The conditional subschemas, with references resolved: those of the schema itself, and of members of its `allOf`
    /// that consist of conditions only.
    fn branches(&self, schema: Schema<'d>, at: &Pointer) -> Vec<(Schema<'d>, Pointer)> {
        let members = schemas(schema, at, "allOf").into_iter();
        let members = members.filter(|(member, _)| is_condition(*member));
        let mut found = Vec::new();
        for (schema, at) in members.chain([(schema, at.clone())]) {
            let own = ["then", "else"].into_iter();
            let own = own.filter_map(|key| Some((Schema::new(schema.get(key)?), at.child(key))));
            found.extend(own);
            let dependent = named_schemas(schema, &at, "dependentSchemas").into_iter();
            found.extend(dependent.map(|(_, schema, at)| (schema, at)));
        }
        let found = found.into_iter();
        found.map(|(it, at)| self.target(it, &at)).collect()
    }

    /// The schema itself and all members of its `allOf`, recursively.
    fn all_members(&self, schema: Schema<'d>, at: &Pointer) -> Vec<Schema<'d>> {
        let mut found = vec![(schema, at.clone())];
        let mut next = 0;
        while let Some((schema, at)) = found.get(next).cloned()
            && next < MAX_MEMBERS
        {
            next += 1;
            let mut members = schemas(schema, &at, "allOf");
            members.push((schema, at));
            for (member, at) in members {
                let member = self.target(member, &at);
                if found.iter().all(|(_, known)| *known != member.1) {
                    found.push(member);
                }
            }
        }
        found.into_iter().map(|(schema, _)| schema).collect()
    }

    /// The target of a schema reference, or the schema itself.
    fn target(&self, schema: Schema<'d>, at: &Pointer) -> (Schema<'d>, Pointer) {
        let reference = schema.reference();
        let found = reference.and_then(|reference| self.doc.resolve(reference, at));
        let found = found.map(|(node, at)| (Schema::new(node), at));
        found.unwrap_or_else(|| (schema, at.clone()))
    }
}

/// Whether a schema consists of conditions only.
fn is_condition(schema: Schema<'_>) -> bool {
    let conditions = ["if", "then", "else", "dependentSchemas", "$comment"];
    let mut keys = schema.keywords().filter(|key| !ANNOTATIONS.contains(key));
    keys.all(|key| conditions.contains(&key))
}

/// Whether two schemas are equal except for annotations.
fn is_same(one: Schema<'_>, other: Schema<'_>) -> bool {
    fn constraints<'d>(schema: Schema<'d>) -> Vec<(&'d str, &'d Node)> {
        let entries = schema.node().as_object().into_iter().flat_map(Map::iter);
        let entries = entries.filter(|(key, _)| !ANNOTATIONS.contains(key));
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|(key, _)| *key);
        entries
    }
    constraints(one) == constraints(other)
}
