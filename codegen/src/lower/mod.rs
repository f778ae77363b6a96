//! Document → IR.
//!
//! In: a checked [`Document`]. Out: an [`Api`] with one entry for each declared type and operation, in the shape of the
//! document; passes resolve aliases, `allOf` and unions. Guaranteed: items that can't be generated are reported; an
//! invalid operation does not affect the others; references are followed without recursion.

mod array;
mod body;
mod components;
mod conditional;
mod dynamic_reference;
mod encoding;
mod enumeration;
mod header;
mod json;
mod media;
mod member_key;
mod object;
mod operation;
mod operation_id;
mod paging;
mod parameter;
mod reference;
mod response;
mod rules;
mod scalar;
mod schema;
mod schema_kind;
mod service;
mod stream;
mod union;
mod webhook;

use std::collections::{HashMap, HashSet};

use crate::config::CrateConfig;
use crate::diag::{Diagnostics, Suggestions};
use crate::ir::{Api, Kind, Null, Origin, Places, Ref, Type, TypeId, Usage};
use crate::lock::CrateLock;
use crate::read::{Document, Node, Schema, Version};
use crate::source::Pointer;
use dynamic_reference::{Anchors, Binding, Instance, MAX_NODES};
use reference::{CurrentOperation, MAX_REFERENCES, Target};

/// Lowers a document to the IR. The lock decides which component names a type if several refer to the same schema.
pub fn lower(
    doc: &Document,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Api {
    let mut lower = Lower {
        doc,
        config,
        lock,
        diags,
        types: Vec::new(),
        named: HashMap::new(),
        pending: Vec::new(),
        open: HashSet::new(),
        bindings: Vec::new(),
        instances: HashMap::new(),
        unnamed_instances: HashMap::new(),
        instance_depth: 0,
        instance_count: 0,
        anchors: HashMap::new(),
        anchor_budget: MAX_NODES,
        places: Places::default(),
        is_dropped: false,
        current: None,
        webhook_payloads: Vec::new(),
        list_members: Vec::new(),
        represented: Vec::new(),
        operation_ids: HashMap::new(),
        webhook_ids: Vec::new(),
        suggestions: Suggestions::default(),
    };
    lower.components();
    let (info, servers, schemes) = lower.service();
    let operations = lower.operations(&schemes);
    lower.webhooks();
    lower.report_duplicate_webhook_ids();
    let groups = lower.tags();
    Api {
        info,
        is_swagger: doc.version == Version::V2_0,
        servers,
        schemes,
        types: lower.types,
        places: lower.places,
        operations,
        groups,
        polls: Vec::new(),
        webhook_payloads: lower.webhook_payloads,
        list_members: lower.list_members,
        deselected: Vec::new(),
        multipart: Vec::new(),
        replaced: Vec::new(),
        foreign: Vec::new(),
        map: None,
        represented: lower.represented,
    }
}

/// A schema that is referred to and not lowered yet.
struct Pending<'d> {
    id: TypeId,
    schema: Schema<'d>,
    at: Pointer,
    /// The dynamic anchors that it is lowered with.
    bindings: Vec<Binding>,
}

struct Lower<'d, 'x> {
    doc: &'d Document,
    config: &'x CrateConfig,
    lock: &'x CrateLock,
    diags: &'x mut Diagnostics,
    types: Vec<Type>,
    /// Types by the location of their schema: a schema is one type, however it is reached.
    named: HashMap<Pointer, TypeId>,
    /// Schemas that are referred to and not lowered yet.
    pending: Vec<Pending<'d>>,
    /// Types whose schemas are being lowered.
    open: HashSet<TypeId>,
    /// The dynamic anchors that the schemas around the current one bind.
    bindings: Vec<Binding>,
    /// Types of schemas that were lowered in place, by their bindings.
    instances: HashMap<Instance, TypeId>,
    /// Those that need no name.
    unnamed_instances: HashMap<Instance, Ref>,
    instance_depth: usize,
    instance_count: usize,
    /// The anchors that schemas use, by their locations.
    anchors: HashMap<Pointer, Anchors<'d>>,
    anchor_budget: usize,
    /// Where the schemas that were lowered in place are written.
    places: Places,
    /// The operation that is being lowered. `None` for components.
    current: Option<CurrentOperation>,
    /// Whether the current operation can't be generated.
    is_dropped: bool,
    /// The payload types of webhooks and callbacks.
    webhook_payloads: Vec<TypeId>,
    /// See [`Api::list_members`].
    list_members: Vec<(Pointer, String)>,
    /// See [`Api::represented`].
    represented: Vec<Pointer>,
    /// The locations of all declared operation ids.
    operation_ids: HashMap<String, Pointer>,
    /// The operation ids of webhooks and callbacks, and their locations.
    webhook_ids: Vec<(String, Pointer)>,
    /// Suggestions for references that do not resolve.
    suggestions: Suggestions,
}

impl<'d> Lower<'d, '_> {
    /// Adds a type whose kind is set later. Returns the existing type if there is one at this location.
    fn reserve(&mut self, at: &Pointer, origin: Origin) -> TypeId {
        if let Some(&id) = self.named.get(at) {
            return id;
        }
        let id = TypeId::new(self.types.len());
        self.types.push(Type {
            at: at.clone(),
            origin,
            title: String::new(),
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

    /// Returns the target of a reference in a schema, with its pointer, or `None` if it does not exist.
    fn resolve(&self, reference: &str, at: &Pointer) -> Option<(&'d Node, Pointer)> {
        self.doc.resolve(reference, &self.places.written(at))
    }

    /// Lowers a schema later, without the bindings of the current one.
    fn lower_later(&mut self, id: TypeId, schema: Schema<'d>, at: Pointer) {
        let bindings = Vec::new();
        self.pending.push(Pending {
            id,
            schema,
            at,
            bindings,
        });
    }

    /// Lowers all pending schemas, and all schemas that they refer to.
    fn lower_pending(&mut self) {
        while let Some(Pending {
            id,
            schema,
            at,
            bindings,
        }) = self.pending.pop()
        {
            if matches!(self.types[id.index()].kind, Kind::Dropped) {
                self.bindings = bindings;
                self.fill(id, schema, &at);
            }
        }
        self.bindings.clear();
    }
}

fn at_path<'d>(node: &'d Node, path: &[&str]) -> Option<&'d Node> {
    path.iter().try_fold(node, |node, key| node.get(key))
}

/// An object of the document whose keywords are read: a schema, or any other node.
trait Keywords<'d>: Copy {
    fn value(self, key: &str) -> Option<&'d Node>;
}

impl<'d> Keywords<'d> for &'d Node {
    fn value(self, key: &str) -> Option<&'d Node> {
        self.get(key)
    }
}

impl<'d> Keywords<'d> for Schema<'d> {
    fn value(self, key: &str) -> Option<&'d Node> {
        self.get(key)
    }
}

fn text<'d>(object: impl Keywords<'d>, key: &str) -> &'d str {
    let value = object.value(key).and_then(Node::as_str);
    value.unwrap_or_default()
}

fn flag<'d>(object: impl Keywords<'d>, key: &str) -> bool {
    let value = object.value(key).and_then(Node::as_bool);
    value.unwrap_or(false)
}

/// The entries of the object under a key, with their locations.
fn entries<'d>(
    object: impl Keywords<'d>,
    at: &Pointer,
    key: &str,
) -> Vec<(&'d str, &'d Node, Pointer)> {
    let Some(map) = object.value(key).and_then(Node::as_object) else {
        return Vec::new();
    };
    let at = at.child(key);
    map.iter()
        .map(|(name, node)| (name, node, at.child(name)))
        .collect()
}

/// The items of the array under a key, with their locations.
fn items<'d>(object: impl Keywords<'d>, at: &Pointer, key: &str) -> Vec<(&'d Node, Pointer)> {
    let Some(list) = object.value(key).and_then(Node::as_array) else {
        return Vec::new();
    };
    let at = at.child(key);
    // The reader replaces ignored items by `null`, so that the others keep their index.
    let numbered = list.iter().enumerate().filter(|(_, node)| !node.is_null());
    numbered
        .map(|(index, node)| (node, at.index(index)))
        .collect()
}

/// The schemas in the array under a keyword, with their locations.
fn schemas<'d>(schema: Schema<'d>, at: &Pointer, keyword: &str) -> Vec<(Schema<'d>, Pointer)> {
    let items = items(schema, at, keyword).into_iter();
    items.map(|(node, at)| (Schema::new(node), at)).collect()
}

/// The schemas in the object under a keyword, with their locations.
fn named_schemas<'d>(
    schema: Schema<'d>,
    at: &Pointer,
    keyword: &str,
) -> Vec<(&'d str, Schema<'d>, Pointer)> {
    let entries = entries(schema, at, keyword).into_iter();
    let entries = entries.map(|(name, node, at)| (name, Schema::new(node), at));
    entries.collect()
}
