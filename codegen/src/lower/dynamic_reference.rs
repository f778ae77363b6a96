//! `$dynamicRef` (JSON Schema 2020-12 Core, section 8.2.3.2): schemas with type parameters.
//!
//! In: a reference to a schema that contains a `$dynamicRef`, from a schema that declares the `$dynamicAnchor`. Out: the
//! target lowered in place, once for each binding. Guaranteed: the outermost declaration of an anchor is used,
//! references in the target are resolved where it is written, and recursive schemas end.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use super::schema::docs;
use super::{Lower, Pending, named_schemas, schemas};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{Kind, Origin, Ref, Shape, TypeId};
use crate::read::keyword::is_annotation;
use crate::read::{Node, Schema};
use crate::source::Pointer;

/// An anchor and the schema that declares it.
pub(super) type Binding = (String, Pointer);

/// A schema and the bindings of the anchors that it uses.
pub(super) type Instance = (Pointer, Vec<Binding>);

/// The anchors that a schema uses.
pub(super) type Anchors<'d> = Rc<BTreeSet<&'d str>>;

/// How deeply schemas without a name of their own may be lowered in place.
const MAX_DEPTH: usize = 32;

/// How many schemas may be lowered in place.
pub(super) const MAX_INSTANCES: usize = 4_096;

/// How many nodes may be searched for `$dynamicRef`.
pub(super) const MAX_NODES: usize = 2_000_000;

impl<'d> Lower<'d, '_> {
    /// Adds the anchors that a schema declares, unless a schema around it binds them. Returns the number of bindings
    /// before, to remove them again.
    pub(super) fn bind_anchors(&mut self, schema: Schema<'d>, at: &Pointer) -> usize {
        let before = self.bindings.len();
        // Most schemas declare none, and pointers are expensive.
        if !schema.has("$defs") && !schema.has("$dynamicAnchor") {
            return before;
        }
        let at = self.places.written(at);
        let declared = named_schemas(schema, &at, "$defs").into_iter();
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
    /// that is bound outside of it.
    pub(super) fn instance(
        &mut self,
        reference: &str,
        at: &Pointer,
    ) -> Option<(Schema<'d>, Instance)> {
        if self.bindings.is_empty() {
            return None;
        }
        let (node, target) = self.resolve(reference, at)?;
        self.instance_of(node, target)
    }

    fn instance_of(&mut self, node: &'d Node, target: Pointer) -> Option<(Schema<'d>, Instance)> {
        let used = self.used_bindings(node, &target);
        let outside = used
            .into_iter()
            .filter(|(_, schema)| !schema.is_within(&target));
        let mut bindings: Vec<_> = outside.collect();
        bindings.sort();
        (!bindings.is_empty()).then_some((Schema::new(node), (target, bindings)))
    }

    /// The type of an instance that is not a component. `at` is the location of the reference, whose keyword it is.
    pub(super) fn instance_type(
        &mut self,
        schema: Schema<'d>,
        instance: Instance,
        (at, keyword): (&Pointer, &str),
        origin: &Origin,
    ) -> Ref {
        if let Some(&id) = self.instances.get(&instance) {
            return Ref::new(Shape::Named(id), at.clone());
        }
        if let Some(edge) = self.unnamed_instances.get(&instance) {
            let at = at.clone();
            return Ref { at, ..edge.clone() };
        }
        let place = at.child(keyword);
        self.places.insert(place.clone(), instance.0.clone());
        let outer_bindings = self.bind_anchors(schema, &place);
        let is_named = self.schema_kind(schema, &place).is_named();
        self.bindings.truncate(outer_bindings);
        if !is_named {
            let edge = self.schema_in_place(schema, &place, origin);
            self.unnamed_instances.insert(instance, edge.clone());
            return edge;
        }
        if !self.spend_instance() {
            return self.untyped(at, true);
        }
        let id = self.reserve(&place, origin.clone());
        self.instances.insert(instance, id);
        // Lowered later: a long chain of instances needs no deep recursion.
        self.pending.push(Pending {
            id,
            schema,
            at: place,
            bindings: self.bindings.clone(),
        });
        Ref::new(Shape::Named(id), at.clone())
    }

    /// Lowers the target of a reference in place. An array of itself has no Rust type.
    fn schema_in_place(&mut self, schema: Schema<'d>, at: &Pointer, origin: &Origin) -> Ref {
        let is_deep = self.instance_depth >= MAX_DEPTH;
        if is_deep || !self.spend_instance() {
            return self.untyped(at, !is_deep);
        }
        self.instance_depth += 1;
        let edge = self.schema(schema, at, origin);
        self.instance_depth -= 1;
        edge
    }

    /// Counts an instance. Returns whether another one is allowed.
    fn spend_instance(&mut self) -> bool {
        self.instance_count += 1;
        self.instance_count <= MAX_INSTANCES
    }

    /// Reports an instance that does not end, or one too many.
    fn untyped(&mut self, at: &Pointer, is_too_many: bool) -> Ref {
        let found = match is_too_many {
            true => {
                let message = format!(
                    "more than {MAX_INSTANCES} schemas are made for bindings of `$dynamicRef`"
                );
                Diagnostic::new(codes::TOO_LARGE, message).severity(Severity::Skipped)
            }
            false => {
                let message = "this schema contains itself, or too many schemas that are made for one binding";
                Diagnostic::new(codes::REF_CYCLE, message).severity(Severity::Warning)
            }
        };
        let is_reported = is_too_many && self.instance_count > MAX_INSTANCES + 1;
        if !is_reported {
            self.diags
                .push(found.at(at).label("generated as untyped JSON"));
        }
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
        let is_cycle = self.instances.insert(instance.clone(), id).is_some();
        let is_deep = is_cycle || self.instance_depth >= MAX_DEPTH;
        if is_deep || !self.spend_instance() {
            let edge = self.untyped(&place, !is_deep);
            self.types[id.index()].kind = Kind::Alias(edge);
            return true;
        }
        self.places.insert(place.clone(), instance.0);
        self.instance_depth += 1;
        self.fill(id, target, &place);
        self.instance_depth -= 1;
        let own = docs(schema);
        if !own.text().is_empty() {
            self.types[id.index()].docs = own;
        }
        true
    }

    /// The type of a `$dynamicRef` whose anchor is bound. Returns `None` for any other reference: one whose own target
    /// is not a dynamic anchor is the same as a `$ref`.
    pub(super) fn bound_type(
        &mut self,
        reference: &str,
        at: &Pointer,
        origin: &Origin,
    ) -> Option<Ref> {
        let (_, anchor) = reference.rsplit_once('#')?;
        let mut bindings = self.bindings.iter();
        let (_, target) = bindings.find(|(known, _)| known == anchor)?.clone();
        if let Some((own, _)) = self.resolve(reference, at)
            && own.get("$dynamicAnchor").and_then(Node::as_str) != Some(anchor)
        {
            return None;
        }
        let node = self.doc.node(&target)?;
        if let Some((schema, instance)) = self.instance_of(node, target.clone()) {
            return Some(self.instance_type(schema, instance, (at, "$dynamicRef"), origin));
        }
        if let Some(&id) = self.named.get(&target) {
            return Some(Ref::new(Shape::Named(id), at.clone()));
        }
        Some(self.schema_in_place(Schema::new(node), &target, origin))
    }

    /// The bindings that a schema uses: those of its own `$dynamicRef`, and of the schemas that these are bound to.
    fn used_bindings(&mut self, node: &'d Node, at: &Pointer) -> Vec<Binding> {
        let mut used: Vec<Binding> = Vec::new();
        let mut pending = vec![(node, at.clone())];
        while let Some((node, at)) = pending.pop() {
            let anchors = self.used_anchors(node, &at);
            for binding in &self.bindings {
                if anchors.contains(binding.0.as_str()) && !used.contains(binding) {
                    used.push(binding.clone());
                    pending.extend(self.doc.node(&binding.1).map(|it| (it, binding.1.clone())));
                }
            }
        }
        used
    }

    /// The anchors of all `$dynamicRef` in a schema and in the schemas that it refers to.
    fn used_anchors(&mut self, node: &'d Node, at: &Pointer) -> Anchors<'d> {
        if let Some(known) = self.anchors.get(at) {
            return Rc::clone(known);
        }
        let mut anchors = BTreeSet::new();
        let mut visited = HashSet::new();
        let mut pending = vec![(node, at.clone())];
        while let Some((node, at)) = pending.pop() {
            if self.anchor_budget == 0 {
                let message = "the schemas with `$dynamicRef` are too large";
                let found = Diagnostic::new(codes::TOO_LARGE, message).severity(Severity::Skipped);
                let label = "not searched completely: a `$dynamicRef` may be treated as `$ref`";
                self.diags.push(found.at(&self.doc.pointer()).label(label));
                break;
            }
            self.anchor_budget -= 1;
            match node {
                Node::Object(map) => {
                    let text = |key: &str| map.get(key).and_then(Node::as_str);
                    let anchor = text("$dynamicRef").and_then(|it| it.rsplit_once('#'));
                    anchors.extend(anchor.map(|(_, anchor)| anchor));
                    let targets = ["$ref", "$dynamicRef"].into_iter().filter_map(text);
                    let targets = targets.filter_map(|it| self.doc.resolve(it, &at));
                    pending.extend(targets.filter(|(_, at)| visited.insert(at.clone())));
                    pending.extend(map.iter().map(|(key, node)| (node, at.child(key))));
                }
                Node::Array(items) => {
                    let items = items.iter().enumerate();
                    pending.extend(items.map(|(index, node)| (node, at.index(index))));
                }
                Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
            }
        }
        let anchors = Rc::new(anchors);
        self.anchors.insert(at.clone(), Rc::clone(&anchors));
        anchors
    }
}

/// The reference of a schema that consists of one, alone or as the only member of `allOf`.
fn only_reference<'d>(schema: Schema<'d>, at: &Pointer) -> Option<(&'d str, Pointer)> {
    let reference = |schema: Schema<'d>, at: Pointer| {
        let mut others = schema
            .keywords()
            .filter(|it| !is_annotation(it) && *it != "$ref");
        let reference = schema.get("$ref").and_then(Node::as_str)?;
        others.next().is_none().then_some((reference, at))
    };
    let members = schemas(schema, at, "allOf");
    match members.as_slice() {
        [] => reference(schema, at.clone()),
        [(member, at)] => {
            let mut others = schema
                .keywords()
                .filter(|it| !is_annotation(it) && *it != "allOf");
            others
                .next()
                .is_none()
                .then(|| reference(*member, at.clone()))?
        }
        _ => None,
    }
}
