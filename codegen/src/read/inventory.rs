//! Lists keywords with what becomes of them: those of OpenAPI, and those of a document.
//!
//! Input: the tables, or the tree of a document as it is written. Output: one entry for each keyword, or for each of its
//! uses. Keywords inside a keyword without effect are part of it.

use std::collections::{HashMap, HashSet};

use super::check::Check;
use super::disposition::{Disposition, Support, extension};
use super::node_path::NodePath;
use super::ref_loader::RefLoader;
use super::shape::{ObjectType, Shape};
use super::version::Version;
use super::{Document, Map, Node, reference, tables, tree, tree_with_overlays, version};
use crate::diag::Diagnostics;
use crate::source::{FileId, Locator, Pointer, Sources};

/// A keyword or an extension in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct KeywordUse {
    /// The name of the object in messages.
    pub object: &'static str,
    /// The keyword.
    pub keyword: String,
    /// What becomes of it. `None` if OpenAPI does not define it here.
    pub disposition: Option<Disposition>,
    /// Its value, as written.
    pub at: Pointer,
}

/// All keywords of a version, with what becomes of them.
pub fn support(version: Version) -> Vec<Support> {
    let mut all = Vec::new();
    collect(version.shape(), &mut HashSet::new(), &mut all);
    all.retain(|keyword| keyword.since <= version);
    all
}

fn collect(
    shape: &'static Shape,
    visited: &mut HashSet<*const ObjectType>,
    all: &mut Vec<Support>,
) {
    match shape {
        Shape::Object(object) | Shape::RefOr(object) => {
            if !visited.insert(std::ptr::from_ref(*object)) {
                return;
            }
            for keyword in object.keywords {
                all.push(Support {
                    object: object.noun,
                    keyword: keyword.name,
                    since: keyword.since,
                    disposition: keyword.disposition,
                });
                if keyword.disposition.has_effect() {
                    collect(&keyword.shape, visited, all);
                }
            }
            if let Some(entries) = &object.entries {
                collect(&entries.shape, visited, all);
            }
        }
        Shape::Array(inner, _)
        | Shape::MapOf(inner, _)
        | Shape::BoolOr(inner)
        | Shape::OneOrMore(inner, _)
        | Shape::Mapping(inner) => collect(inner, visited, all),
        Shape::Any
        | Shape::String
        | Shape::Bool
        | Shape::Integer { .. }
        | Shape::Number
        | Shape::Enum(_) => {}
    }
}

/// The keywords of a document, in all of its files. Returns `None` if it can't be read.
pub fn inventory(sources: &mut Sources, file: FileId) -> Option<Vec<KeywordUse>> {
    let mut diags = Diagnostics::new();
    let written = tree_with_overlays(sources, file, &mut diags)?;
    let version = version::version(&written, file, &mut diags)?;
    let shape = version.shape();
    let mut root = written.clone();
    let check = Check::new(Locator::new(sources), version, &mut diags);
    let checked = check.run(&mut root, shape, &NodePath::Root(file));
    let mut doc = Document::new(file, version, root);
    let mut loader = RefLoader::new(&mut doc, sources, &mut diags, (version, shape));
    loader.run(checked);
    let mut entries: Vec<_> = loader.into_checked().into_iter().collect();
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut trees = HashMap::from([(file, Some(written))]);
    let mut uses = Vec::new();
    for (at, shape) in entries {
        let root = trees.entry(at.file());
        let root = root.or_insert_with(|| tree(sources, at.file(), &mut Diagnostics::new()));
        if let Some(node) = root.as_ref().and_then(|root| root.at(&at)) {
            value(node, shape, &at, &mut uses);
        }
    }
    Some(uses)
}

impl Version {
    /// The shape of a document of this version.
    pub(super) fn shape(self) -> &'static Shape {
        match self {
            Version::V2_0 => &tables::SWAGGER,
            Version::V3_0 | Version::V3_1 | Version::V3_2 => &tables::DOCUMENT,
        }
    }
}

fn value(node: &Node, shape: &'static Shape, at: &Pointer, uses: &mut Vec<KeywordUse>) {
    if reference::misplaced(node, shape).is_some() {
        return;
    }
    match (shape, node) {
        (Shape::Object(object), Node::Object(map)) => keywords(map, object, at, uses),
        (Shape::RefOr(object), Node::Object(map)) if map.contains("$ref") => {
            beside_reference(map, object, at, uses);
        }
        (Shape::RefOr(object), Node::Object(map)) => keywords(map, object, at, uses),
        (Shape::MapOf(entry, noun), Node::Object(map)) => {
            for (key, node) in map.iter() {
                match node {
                    Node::Object(_) => value(node, entry, &at.child(key), uses),
                    _ if key.starts_with("x-") && entry.is_object() => {
                        uses.push(KeywordUse::extension(noun, key, at));
                    }
                    _ => value(node, entry, &at.child(key), uses),
                }
            }
        }
        (Shape::Array(item, _) | Shape::OneOrMore(item, _), Node::Array(items)) => {
            for (index, node) in items.iter().enumerate() {
                value(node, item, &at.index(index), uses);
            }
        }
        (Shape::BoolOr(inner), Node::Object(_)) => value(node, inner, at, uses),
        _ => {}
    }
}

/// Keywords beside a reference count in schemas and path items.
fn beside_reference(
    map: &Map,
    object: &'static ObjectType,
    at: &Pointer,
    uses: &mut Vec<KeywordUse>,
) {
    if object.takes_siblings() {
        return keywords(map, object, at, uses);
    }
    for key in map.keys().filter(|key| *key != "$ref") {
        uses.push(KeywordUse {
            object: object.noun,
            keyword: key.to_owned(),
            disposition: Some(Disposition::Reported),
            at: at.child(key),
        });
    }
}

fn keywords(map: &Map, object: &'static ObjectType, at: &Pointer, uses: &mut Vec<KeywordUse>) {
    for (key, node) in map.iter().filter(|(key, _)| *key != "$ref") {
        let at_key = at.child(key);
        match (object.keyword(key), &object.entries) {
            (Some(keyword), _) => {
                uses.push(KeywordUse {
                    object: object.noun,
                    keyword: key.to_owned(),
                    disposition: Some(keyword.disposition),
                    at: at_key.clone(),
                });
                if keyword.disposition.has_effect() {
                    value(node, &keyword.shape, &at_key, uses);
                }
            }
            (None, _) if key.starts_with("x-") => {
                uses.push(KeywordUse::extension(object.noun, key, at));
            }
            (None, Some(entries)) => value(node, &entries.shape, &at_key, uses),
            (None, None) => uses.push(KeywordUse {
                object: object.noun,
                keyword: key.to_owned(),
                disposition: None,
                at: at_key,
            }),
        }
    }
}

impl KeywordUse {
    fn extension(object: &'static str, name: &str, at: &Pointer) -> Self {
        Self {
            object,
            keyword: name.to_owned(),
            disposition: Some(extension(name)),
            at: at.child(name),
        }
    }
}
