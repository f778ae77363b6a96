//! Schemas with a type whose values are emitted as any JSON.

use std::collections::{BTreeSet, HashMap};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::ir::{Api, Format, Kind, Ref, Shape};
use oascribe_codegen::read::{Map, Node, tree};
use oascribe_codegen::source::{FileId, Pointer, Sources};

/// The places of the document that have a type which the emitted crate lost.
pub fn places(api: &Api, sources: &Sources) -> Vec<String> {
    let mut open = BTreeSet::new();
    // A list of anything says that it is a list: its items stand at the same place where no schema is theirs.
    let mut told = BTreeSet::new();
    let mut visit = |edge: &Ref| {
        edge.each(&mut |edge| {
            // As the document has it, before it was rewritten.
            let at = sources.origin(&edge.at);
            let into = match edge.shape {
                Shape::Any => &mut open,
                _ => &mut told,
            };
            into.insert(at);
        });
    };
    let kept = api
        .types
        .iter()
        .filter(|ty| !matches!(ty.kind, Kind::Dropped));
    kept.flat_map(|ty| ty.kind.edges()).for_each(&mut visit);
    for operation in &api.operations {
        let parameters = operation.parameters.iter();
        parameters.for_each(|parameter| visit(&parameter.ty));
        for payload in operation.body.iter().flat_map(|body| &body.payloads) {
            // The type of a body in parts is its parts.
            let parts = payload.fields.iter().map(|field| &field.ty);
            match payload.format {
                Format::Multipart => parts.for_each(&mut visit),
                _ => visit(&payload.ty),
            }
        }
        operation.received().for_each(&mut visit);
    }
    let mut trees = HashMap::new();
    let lost = open.difference(&told).filter(|at| {
        let root = trees
            .entry(at.file())
            .or_insert_with(|| whole(sources, at.file()));
        root.as_ref().is_some_and(|root| is_typed(root, at))
    });
    lost.map(Pointer::to_string).collect()
}

fn whole(sources: &Sources, file: FileId) -> Option<Node> {
    tree(sources, file, &mut Diagnostics::new())
}

/// Says the schema at this place, or the one that it refers to, what its values are?
fn is_typed(root: &Node, at: &Pointer) -> bool {
    let segments: Vec<_> = at.segments().map(|segment| segment.into_owned()).collect();
    let mut node = find(root, segments.iter().map(String::as_str));
    for _ in 0..16 {
        let Some(schema) = node.and_then(Node::as_object) else {
            return false;
        };
        let Some(target) = schema.get("$ref").and_then(Node::as_str) else {
            return match schema.get("type") {
                Some(Node::String(name)) => tells(name, schema),
                Some(Node::Array(names)) => {
                    let names = names.iter().filter_map(Node::as_str);
                    let names: Vec<_> = names.filter(|name| *name != "null").collect();
                    matches!(names[..], [name] if tells(name, schema))
                }
                _ => false,
            };
        };
        let Some(path) = target.strip_prefix("#/") else {
            return false;
        };
        let steps: Vec<_> = path
            .split('/')
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
            .collect();
        node = find(root, steps.iter().map(String::as_str));
    }
    false
}

/// An object of nothing in particular holds anything, and there is but one null.
fn tells(name: &str, schema: &Map) -> bool {
    let members = schema.get("properties").and_then(Node::as_object);
    name != "null" && (name != "object" || members.is_some_and(|members| !members.is_empty()))
}

fn find<'n, 's>(root: &'n Node, steps: impl Iterator<Item = &'s str>) -> Option<&'n Node> {
    let mut node = root;
    for step in steps {
        node = match node {
            Node::Object(map) => map.get(step)?,
            Node::Array(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(node)
}
