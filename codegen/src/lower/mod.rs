//! Document → IR.
//!
//! In: a checked [`Document`]. Out: [`Api`], one entry for each thing that the document declares, still in its
//! shape (aliases, `allOf` and unions are the passes' work). Guaranteed: what can't be honoured is a diagnostic,
//! one bad operation never costs the others, and references are followed without recursion over them.

mod body;
mod conditional;
mod encoding;
mod enumeration;
mod header;
mod json;
mod media;
mod object;
mod operation;
mod parameter;
mod response;
mod rules;
mod scalar;
mod schema;
mod schema_kind;
mod service;
mod union;
mod webhook;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diag::{Diagnostic, Diagnostics, Severity, codes, similar};
use crate::ir::{Api, Kind, Null, Origin, Ref, Shape, Type, TypeId, Usage};
use crate::lock::CrateLock;
use crate::read::{Document, Node};
use crate::source::Pointer;

/// The IR of a document. The lock says after which component a type is called that several stand for.
pub fn lower(doc: &Document, lock: &CrateLock, diags: &mut Diagnostics) -> Api {
    let mut lower = Lower {
        doc,
        lock,
        diags,
        types: Vec::new(),
        named: HashMap::new(),
        waiting: Vec::new(),
        loss: Loss::None,
        site: None,
        events: Vec::new(),
        called: HashMap::new(),
        received: Vec::new(),
    };
    lower.components();
    let (info, servers, schemes) = lower.service();
    let operations = lower.operations(&schemes);
    lower.webhooks();
    lower.same_ids();
    let groups = lower.tags();
    Api {
        info,
        servers,
        schemes,
        types: lower.types,
        operations,
        groups,
        polls: Vec::new(),
        webhook_payloads: lower.events,
    }
}

/// Whether the operation in work can be kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loss {
    None,
    Operation,
}

/// Where in an operation the node in work stands.
struct Site {
    /// `GET /pets`
    operation: String,
    /// `200 response`
    part: String,
}

struct Lower<'d, 'x> {
    doc: &'d Document,
    lock: &'x CrateLock,
    diags: &'x mut Diagnostics,
    types: Vec<Type>,
    /// Types by the place of their schema, so that one schema is one type however it is reached.
    named: HashMap<Pointer, TypeId>,
    /// Schemas that were referred to and are not lowered yet.
    waiting: Vec<(TypeId, &'d Node, Pointer)>,
    loss: Loss,
    /// What the server sends by itself.
    events: Vec<TypeId>,
    /// Where ids of operations are declared.
    called: HashMap<String, Pointer>,
    /// The ids of what the server sends by itself, and where.
    received: Vec<(String, Pointer)>,
    /// The operation in work, which a loss may cost; none among the components.
    site: Option<Site>,
}

/// A reference that was followed to the thing it stands for.
struct Found<'d> {
    node: &'d Node,
    at: Pointer,
    /// The name of the component, where it is one.
    name: Option<String>,
}

/// Where references end: a schema, and its place.
type End<'d> = (&'d Node, Pointer);

/// What becomes of an entry whose reference leads nowhere.
const LEFT_OUT: &str = "the entry is left out";

const SCHEMAS: &str = "#/components/schemas/";

/// References that lead to references: as many are followed as any document needs.
const LONGEST_CHAIN: usize = 32;

impl<'d> Lower<'d, '_> {
    /// Every schema component, in the order of the document.
    fn components(&mut self) {
        let at = self.doc.pointer().child("components").child("schemas");
        let schemas = at_path(&self.doc.root, &["components", "schemas"]).and_then(Node::as_object);
        let Some(schemas) = schemas else { return };
        let ends: Vec<_> = schemas
            .iter()
            .map(|(name, node)| (name, self.elsewhere(node, &at.child(name))))
            .collect();
        let namesakes = self.namesakes(&ends);
        let mut declared = Vec::with_capacity(schemas.len());
        for ((_, node), (name, end)) in schemas.iter().zip(ends) {
            let place = at.child(name);
            let end = end.filter(|(_, end)| namesakes.get(end) == Some(&name));
            let (node, home) = end.unwrap_or((node, place.clone()));
            let id = self.reserve(&place, Origin::Component(name.to_owned()));
            self.named.insert(home.clone(), id);
            declared.push((id, node, home));
        }
        for (id, node, place) in declared {
            self.fill(id, node, &place);
        }
        self.drain();
    }

    /// Of the components that stand for a schema elsewhere, the one that its type is called after: the one that had it
    /// before, else the one that is called as the schema is, else the first by name, in whatever order they stand.
    fn namesakes(&self, ends: &[(&'d str, Option<End<'d>>)]) -> HashMap<Pointer, &'d str> {
        let components = self.doc.pointer().child("components").child("schemas");
        let mut namesakes: HashMap<Pointer, &'d str> = HashMap::new();
        for (name, end) in ends {
            let Some((_, end)) = end else { continue };
            let own = self.doc.name_of(end);
            let had_it = |name: &str| {
                let key = components.child(name).to_string();
                self.lock.types.contains_key(&key) && !self.lock.targets.contains_key(&key)
            };
            let rank = |name: &'d str| (!had_it(name), name != own, name);
            match namesakes.entry(end.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(name);
                }
                Entry::Occupied(mut entry) if rank(name) < rank(entry.get()) => {
                    entry.insert(name);
                }
                Entry::Occupied(_) => {}
            }
        }
        namesakes
    }

    /// The schema that a component stands for, where it is nothing but a reference to one that is no component
    /// itself: its type has the component's name.
    fn elsewhere(&self, node: &'d Node, at: &Pointer) -> Option<End<'d>> {
        let (mut node, mut at) = (node, at.clone());
        let components = self.doc.pointer().child("components").child("schemas");
        for _ in 0..LONGEST_CHAIN {
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

    /// A type whose kind will be known later.
    fn reserve(&mut self, at: &Pointer, origin: Origin) -> TypeId {
        if let Some(&id) = self.named.get(at) {
            return id;
        }
        let id = TypeId::new(self.types.len());
        self.types.push(Type {
            at: at.clone(),
            origin,
            name: Vec::new(),
            docs: Default::default(),
            null: Null::No,
            kind: Kind::Dropped,
            parents: Vec::new(),
            usage: Usage::default(),
        });
        self.named.insert(at.clone(), id);
        id
    }

    /// Lowers what references have asked for, without recursion over references.
    fn drain(&mut self) {
        while let Some((id, node, at)) = self.waiting.pop() {
            if matches!(self.types[id.index()].kind, Kind::Dropped) {
                self.fill(id, node, &at);
            }
        }
    }

    /// The type that a `$ref` of a schema means. A dangling one is an untyped value: what is around it is known.
    fn schema_reference(&mut self, reference: &str, at: &Pointer) -> Ref {
        let Some((node, target)) = self.doc.resolve(reference, at) else {
            let mut found = self.unresolved(reference, at);
            (found.code, found.severity) = (codes::OPEN_REF, codes::OPEN_REF.severity);
            let label = "the value is kept as untyped JSON";
            self.diags.push(found.label(label));
            return Ref::new(Shape::Any, at.clone());
        };
        if let Some(&id) = self.named.get(&target) {
            return Ref::new(Shape::Named(id), at.clone());
        }
        let name = self.doc.name_of(&target);
        let id = self.reserve(&target, Origin::Component(name));
        self.waiting.push((id, node, target));
        Ref::new(Shape::Named(id), at.clone())
    }

    /// The finding that a reference leads nowhere, without what that costs.
    fn unresolved(&self, reference: &str, at: &Pointer) -> Diagnostic {
        if let Some(target) = self.left_out(reference, at) {
            let message = format!("`{reference}` was left out");
            let found = Diagnostic::new(codes::DANGLING_REF, message).at(&at.child("$ref"));
            return found.related(&target, "it stands here, and the reader says why");
        }
        let found = self.doc.unresolved(reference, at);
        match self.nearest(reference, at) {
            Some(name) => found.help(format!("did you mean `{name}`?")),
            None => found,
        }
    }

    /// Says what a loss means: the operation in work is left out, or else the entry.
    fn lose(&mut self, found: Diagnostic) {
        let found = match &self.site {
            Some(Site { operation, part }) => {
                self.loss = Loss::Operation;
                let label = match part.as_str() {
                    "" => format!("in `{operation}`: the operation is left out"),
                    part => format!("in the {part} of `{operation}`: the operation is left out"),
                };
                found.label(label)
            }
            None => {
                let found = found.severity(Severity::Warning);
                found.label(LEFT_OUT)
            }
        };
        self.diags.push(found);
    }

    /// Where a reference would lead, had the reader not taken the target out.
    fn left_out(&self, reference: &str, at: &Pointer) -> Option<Pointer> {
        let (parent, name) = reference.rsplit_once('/')?;
        let (_, parent) = self.doc.resolve(parent, at)?;
        let target = parent.child(name);
        self.doc.was_left_out(&target).then_some(target)
    }

    fn enter(&mut self, part: &str) {
        if let Some(site) = &mut self.site {
            site.part = part.to_owned();
        }
    }

    fn nearest(&self, reference: &str, at: &Pointer) -> Option<String> {
        let (parent, name) = reference.rsplit_once('/')?;
        let (siblings, _) = self.doc.resolve(parent, at)?;
        let keys = siblings.as_object()?.keys();
        similar(name, keys).map(|key| format!("{parent}/{key}"))
    }

    /// Follows `$ref` to a parameter, response, body or path item. None: it dangles, which has been said.
    fn follow(&mut self, node: &'d Node, at: &Pointer) -> Option<Found<'d>> {
        let mut found = Found {
            node,
            at: at.clone(),
            name: None,
        };
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = found.node.get("$ref").and_then(Node::as_str) else {
                return Some(found);
            };
            let Some((node, target)) = self.doc.resolve(reference, &found.at) else {
                let found = self.unresolved(reference, &found.at);
                self.lose(found);
                return None;
            };
            let name = Some(self.doc.name_of(&target));
            found = Found {
                node,
                at: target,
                name,
            };
        }
        let message = "the references lead in a circle";
        let found = Diagnostic::new(codes::REF_CYCLE, message).at(at);
        self.lose(found);
        None
    }
}

fn at_path<'d>(node: &'d Node, path: &[&str]) -> Option<&'d Node> {
    path.iter().try_fold(node, |node, key| node.get(key))
}

fn text<'d>(node: &'d Node, key: &str) -> &'d str {
    node.get(key).and_then(Node::as_str).unwrap_or_default()
}

fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool).unwrap_or(false)
}

/// The entries of an object under a key, with their places.
fn entries<'d>(node: &'d Node, at: &Pointer, key: &str) -> Vec<(&'d str, &'d Node, Pointer)> {
    let at = at.child(key);
    let map = node.get(key).and_then(Node::as_object);
    map.into_iter()
        .flat_map(|map| map.iter())
        .map(|(name, node)| (name, node, at.child(name)))
        .collect()
}

/// The items of a list under a key, with their places.
fn items<'d>(node: &'d Node, at: &Pointer, key: &str) -> Vec<(&'d Node, Pointer)> {
    let at = at.child(key);
    let list = node.get(key).and_then(Node::as_array).unwrap_or_default();
    // What the reader has taken out of a list is `null`, so that the others keep their places.
    let numbered = list.iter().enumerate().filter(|(_, node)| !node.is_null());
    numbered
        .map(|(index, node)| (node, at.index(index)))
        .collect()
}
