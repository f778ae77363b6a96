//! `$dynamicRef` (JSON Schema 2020-12 Core, section 8.2.3.2): schemas with type parameters.
//!
//! In: a reference to a schema that contains a `$dynamicRef`, from a schema that declares the `$dynamicAnchor`. Out: the
//! target lowered in place, once for each binding. Guaranteed: the outermost declaration of an anchor is used, and
//! recursive schemas end.

use std::collections::{BTreeSet, HashSet};

use super::schema::docs;
use super::{Lower, named_schemas, schemas};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{Kind, Origin, Ref, Shape, TypeId};
use crate::read::{Node, Schema};
use crate::source::Pointer;

/// An anchor and the schema that declares it.
pub(super) type Binding = (String, Pointer);

/// A schema and the bindings of the anchors that it uses.
pub(super) type Instance = (Pointer, Vec<Binding>);

/// How deeply schemas without a name of their own may be lowered in place.
const MAX_DEPTH: usize = 32;

/// Keywords that do not constrain the values of a schema with a reference.
const ANNOTATIONS: &[&str] = &[
    "$defs",
    "$dynamicAnchor",
    "$anchor",
    "$id",
    "$comment",
    "title",
    "description",
    "summary",
    "examples",
    "deprecated",
];

/// The number of nodes that are searched for `$dynamicRef` below one target.
const MAX_NODES: usize = 10_000;

impl<'d> Lower<'d, '_> {
    /// Adds the anchors that a schema declares, unless a schema around it binds them. Returns the number of bindings
    /// before, to remove them again.
    pub(super) fn bind_anchors(&mut self, schema: Schema<'d>, at: &Pointer) -> usize {
        let before = self.bindings.len();
        // Most schemas declare none, and pointers are expensive.
        if !schema.has("$defs") && !schema.has("$dynamicAnchor") {
            return before;
        }
        let declared = named_schemas(schema, at, "$defs").into_iter();
        let declared = declared.map(|(_, schema, at)| (schema, at));
        for (schema, at) in declared.chain([(schema, at.clone())]) {
            let Some(anchor) = schema.get("$dynamicAnchor").and_then(Node::as_str) else {
                continue;
            };
            if self.bindings.iter().all(|(known, _)| known != anchor) {
                self.bindings.push((anchor.to_owned(), at));
            }
        }
        before
    }

    /// The target of a reference that must be lowered in place, with its instance. Returns `None` if it uses no anchor
    /// that is bound.
    pub(super) fn instance(
        &self,
        reference: &str,
        at: &Pointer,
    ) -> Option<(Schema<'d>, Instance)> {
        if self.bindings.is_empty() {
            return None;
        }
        let (node, target) = self.doc.resolve(reference, at)?;
        let used = self.used_anchors(node, &target);
        let bindings = self.bindings.iter();
        let mut bindings: Vec<_> = bindings
            .filter(|(anchor, schema)| used.contains(anchor.as_str()) && *schema != target)
            .cloned()
            .collect();
        bindings.sort();
        (!bindings.is_empty()).then_some((Schema::new(node), (target, bindings)))
    }

    /// The type of an instance that is not a component.
    pub(super) fn instance_type(
        &mut self,
        schema: Schema<'d>,
        instance: Instance,
        at: &Pointer,
        origin: &Origin,
    ) -> Ref {
        if let Some(&id) = self.instances.get(&instance) {
            return Ref::new(Shape::Named(id), at.clone());
        }
        let place = at.child("$ref");
        if self.schema_kind(schema, &place).is_named() {
            let id = self.reserve(&place, origin.clone());
            self.instances.insert(instance, id);
        }
        self.schema_in_place(schema, &place, origin)
    }

    /// Lowers the target of a reference in place. An array of itself has no Rust type.
    fn schema_in_place(&mut self, schema: Schema<'d>, at: &Pointer, origin: &Origin) -> Ref {
        if self.instance_depth >= MAX_DEPTH {
            return self.untyped(at);
        }
        self.instance_depth += 1;
        let edge = self.schema(schema, at, origin);
        self.instance_depth -= 1;
        edge
    }

    /// Reports an instance that does not end.
    fn untyped(&mut self, at: &Pointer) -> Ref {
        let message = "this schema contains itself, or too many schemas that are made for one binding";
        let found = Diagnostic::new(codes::REF_CYCLE, message).at(at);
        let found = found.severity(Severity::Warning);
        self.diags.push(found.label("generated as untyped JSON"));
        Ref::new(Shape::Any, at.clone())
    }

    /// Gives a component that is an instance the kind of the target. Returns whether it is one.
    pub(super) fn fill_instance(&mut self, id: TypeId, schema: Schema<'d>, at: &Pointer) -> bool {
        let Some((reference, at)) = only_reference(schema, at) else {
            return false;
        };
        let Some((target, instance)) = self.instance(reference, &at) else {
            return false;
        };
        let place = at.child("$ref");
        if let Some(&known) = self.instances.get(&instance)
            && known != id
        {
            let edge = Ref::new(Shape::Named(known), place);
            self.types[id.index()].kind = Kind::Alias(edge);
            return true;
        }
        if self.instances.insert(instance, id).is_some() || self.instance_depth >= MAX_DEPTH {
            let edge = self.untyped(&place);
            self.types[id.index()].kind = Kind::Alias(edge);
            return true;
        }
        self.instance_depth += 1;
        self.fill(id, target, &place);
        self.instance_depth -= 1;
        let own = docs(schema);
        if !own.text().is_empty() {
            self.types[id.index()].docs = own;
        }
        true
    }

    /// The type of a `$dynamicRef` whose anchor is bound. Returns `None` for any other reference.
    pub(super) fn bound_type(
        &mut self,
        reference: &str,
        at: &Pointer,
        origin: &Origin,
    ) -> Option<Ref> {
        let (_, anchor) = reference.rsplit_once('#')?;
        let mut bindings = self.bindings.iter();
        let (_, target) = bindings.find(|(known, _)| known == anchor)?.clone();
        if let Some(&id) = self.named.get(&target) {
            return Some(Ref::new(Shape::Named(id), at.clone()));
        }
        let node = self.doc.node(&target)?;
        Some(self.schema_in_place(Schema::new(node), &target, origin))
    }

    /// The anchors of all `$dynamicRef` in a schema and in the schemas that it refers to.
    fn used_anchors(&self, node: &'d Node, at: &Pointer) -> BTreeSet<&'d str> {
        let mut anchors = BTreeSet::new();
        let mut visited = HashSet::new();
        let mut pending = vec![(node, at.clone())];
        let mut budget = MAX_NODES;
        while let Some((node, at)) = pending.pop()
            && budget > 0
        {
            budget -= 1;
            match node {
                Node::Object(map) => {
                    let text = |key: &str| map.get(key).and_then(Node::as_str);
                    let anchor = text("$dynamicRef").and_then(|it| it.rsplit_once('#'));
                    anchors.extend(anchor.map(|(_, anchor)| anchor));
                    let target = text("$ref").and_then(|it| self.doc.resolve(it, &at));
                    pending.extend(target.filter(|(_, at)| visited.insert(at.clone())));
                    pending.extend(map.iter().map(|(key, node)| (node, at.child(key))));
                }
                Node::Array(items) => {
                    let items = items.iter().enumerate();
                    pending.extend(items.map(|(index, node)| (node, at.index(index))));
                }
                Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
            }
        }
        anchors
    }
}

/// The reference of a schema that consists of one, alone or as the only member of `allOf`.
fn only_reference<'d>(schema: Schema<'d>, at: &Pointer) -> Option<(&'d str, Pointer)> {
    let is_annotation = |keyword: &str| ANNOTATIONS.contains(&keyword);
    let reference = |schema: Schema<'d>, at: Pointer| {
        let mut others = schema.keywords().filter(|it| !is_annotation(it) && *it != "$ref");
        let reference = schema.get("$ref").and_then(Node::as_str)?;
        others.next().is_none().then_some((reference, at))
    };
    let members = schemas(schema, at, "allOf");
    match members.as_slice() {
        [] => reference(schema, at.clone()),
        [(member, at)] => {
            let mut others = schema.keywords().filter(|it| !is_annotation(it) && *it != "allOf");
            others.next().is_none().then(|| reference(*member, at.clone()))?
        }
        _ => None,
    }
}
