//! Properties that are declared conditionally: in `then`, `else` and `dependentSchemas` (JSON Schema 2020-12).
//!
//! In: the schema of an object. Out: the properties that are declared only conditionally; all are optional. Guaranteed:
//! each is reported, because the conditions are not checked.

use std::collections::HashSet;

use super::schema_kind::UNION_KEYWORDS;
use super::{Lower, named_schemas, schemas};
use crate::diag::{Diagnostic, codes};
use crate::read::keyword::is_annotation;
use crate::read::{Map, Node, Schema};
use crate::source::Pointer;

/// A property that is declared conditionally.
pub(super) struct ConditionalProperty<'d> {
    pub name: &'d str,
    /// `None` if it is declared with different schemas: then it is untyped.
    pub schema: Option<Schema<'d>>,
    pub at: Pointer,
}

/// A schema and its location.
type Located<'d> = (Schema<'d>, Pointer);

/// The number of schemas that are searched for declarations.
const MAX_SCHEMAS: usize = 1_000;

impl<'d> Lower<'d, '_> {
    /// The properties that are declared only conditionally.
    pub(super) fn conditional_properties(
        &mut self,
        schema: Schema<'d>,
        at: &Pointer,
    ) -> Vec<ConditionalProperty<'d>> {
        let own = self.own_branches(schema, at);
        if own.is_empty() {
            return Vec::new();
        }
        let branches = self.branches(own);
        if branches.len() >= MAX_SCHEMAS {
            let message = "the conditions of this schema lead to too many schemas";
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at(at);
            let label = format!("only the first {MAX_SCHEMAS} are searched for properties");
            self.diags.push(found.label(label));
        }
        let members = self.all_members(schema, at);
        let is_declared = |name: &str| {
            let mut properties = members.iter().filter_map(|(it, _)| it.get("properties"));
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
        let own = self.own_branches(schema, at);
        let has_properties = |branch: Schema<'_>| {
            let properties = branch.get("properties").and_then(Node::as_object);
            properties.is_some_and(|properties| !properties.is_empty())
        };
        !own.is_empty()
            && self
                .branches(own)
                .iter()
                .any(|(branch, _)| has_properties(*branch))
    }

    /// The conditional subschemas of the schema itself, and of members of its `allOf` that consist of conditions only.
    fn own_branches(&self, schema: Schema<'d>, at: &Pointer) -> Vec<Located<'d>> {
        let members = schemas(schema, at, "allOf").into_iter();
        let members = members.filter(|(member, _)| is_condition(*member));
        let all = members.chain([(schema, at.clone())]);
        all.flat_map(|(schema, at)| conditional(schema, &at))
            .collect()
    }

    /// The conditional subschemas and everything that they apply to the same value: references, compositions and
    /// further conditions.
    fn branches(&self, own: Vec<Located<'d>>) -> Vec<Located<'d>> {
        self.closure(own, |schema, at| {
            let mut inner = conditional(schema, at);
            for keyword in ["allOf"].into_iter().chain(UNION_KEYWORDS) {
                inner.extend(schemas(schema, at, keyword));
            }
            inner
        })
    }

    /// The schema itself and all members of its `allOf`, recursively.
    pub(super) fn all_members(&self, schema: Schema<'d>, at: &Pointer) -> Vec<Located<'d>> {
        let own = vec![(schema, at.clone())];
        self.closure(own, |schema, at| schemas(schema, at, "allOf"))
    }

    /// The schemas, the targets of their references, and the schemas that `inner` finds in them, recursively. There may
    /// be cycles.
    fn closure(
        &self,
        mut found: Vec<Located<'d>>,
        inner: impl Fn(Schema<'d>, &Pointer) -> Vec<Located<'d>>,
    ) -> Vec<Located<'d>> {
        let mut known: HashSet<Pointer> = found.iter().map(|(_, at)| at.clone()).collect();
        let mut next = 0;
        while let Some((schema, at)) = found.get(next).cloned()
            && next < MAX_SCHEMAS
        {
            next += 1;
            let targets = schema.references();
            let targets = targets.filter_map(|(_, reference)| self.resolve(reference, &at));
            let targets = targets.map(|(node, at)| (Schema::new(node), at));
            let more = targets.chain(inner(schema, &at));
            let more: Vec<_> = more.filter(|(_, at)| known.insert(at.clone())).collect();
            // In the order of the document.
            found.splice(next..next, more);
        }
        found.truncate(MAX_SCHEMAS);
        found
    }
}

/// The conditional subschemas directly in a schema.
fn conditional<'d>(schema: Schema<'d>, at: &Pointer) -> Vec<Located<'d>> {
    let own = ["then", "else"].into_iter();
    let own = own.filter_map(|key| Some((Schema::new(schema.get(key)?), at.child(key))));
    let dependent = named_schemas(schema, at, "dependentSchemas").into_iter();
    let dependent = dependent.map(|(_, schema, at)| (schema, at));
    own.chain(dependent).collect()
}

/// Whether a schema consists of conditions only.
pub(super) fn is_condition(schema: Schema<'_>) -> bool {
    let conditions = ["if", "then", "else", "dependentSchemas"];
    let mut keys = schema.keywords().filter(|key| !is_annotation(key));
    keys.all(|key| conditions.contains(&key))
}

/// Whether two schemas are equal except for annotations.
fn is_same(one: Schema<'_>, other: Schema<'_>) -> bool {
    fn constraints<'d>(schema: Schema<'d>) -> Vec<(&'d str, &'d Node)> {
        let entries = schema.node().as_object().into_iter().flat_map(Map::iter);
        let entries = entries.filter(|(key, _)| !is_annotation(key));
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|(key, _)| *key);
        entries
    }
    constraints(one) == constraints(other)
}
