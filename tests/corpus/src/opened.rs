//! Schemas with a type whose values are emitted as any JSON.

use std::collections::{BTreeSet, HashMap};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::ir::{Api, Kind, Ref, Shape};
use oascribe_codegen::read::{Node, tree};
use oascribe_codegen::source::{FileId, Pointer, Sources};

/// How many places of the document have a type that the emitted crate lost.
pub fn count(api: &Api, sources: &Sources) -> usize {
    let mut open = BTreeSet::new();
    let mut visit = |edge: &Ref| {
        edge.each(&mut |edge| {
            if matches!(edge.shape, Shape::Any) {
                // As the document has it, before it was rewritten.
                open.insert(sources.origin(&edge.at));
            }
        });
    };
    let kept = api
        .types
        .iter()
        .filter(|ty| !matches!(ty.kind, Kind::Dropped));
    kept.flat_map(|ty| ty.kind.edges()).for_each(&mut visit);
    for operation in &api.operations {
        operation
            .sent()
            .chain(operation.received())
            .for_each(&mut visit);
    }
    let mut trees = HashMap::new();
    let lost = open.iter().filter(|at| {
        let root = trees
            .entry(at.file())
            .or_insert_with(|| whole(sources, at.file()));
        root.as_ref().is_some_and(|root| is_typed(root, at))
    });
    lost.count()
}

fn whole(sources: &Sources, file: FileId) -> Option<Node> {
    tree(sources, file, &mut Diagnostics::new())
}

/// Says the schema at this place, or the one that it refers to, what its values are?
fn is_typed(root: &Node, at: &Pointer) -> bool {
    let segments: Vec<_> = at.segments().map(|segment| segment.into_owned()).collect();
    let mut node = find(root, segments.iter().map(String::as_str));
    for _ in 0..16 {
        let Some(schema) = node.and_then(Node::as_map) else {
            return false;
        };
        let Some(target) = schema.get("$ref").and_then(Node::as_str) else {
            return match schema.get("type") {
                Some(Node::Text(name)) => name != "object" || schema.contains("properties"),
                Some(Node::List(names)) => {
                    names
                        .iter()
                        .filter(|name| name.as_str() != Some("null"))
                        .count()
                        == 1
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

fn find<'n, 's>(root: &'n Node, steps: impl Iterator<Item = &'s str>) -> Option<&'n Node> {
    let mut node = root;
    for step in steps {
        node = match node {
            Node::Map(map) => map.get(step)?,
            Node::List(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(node)
}
