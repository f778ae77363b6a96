//! Schemas that state a type but are emitted as any JSON.

use std::collections::{BTreeSet, HashMap};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::ir::{Api, BodyFormat, Kind, Ref, Shape};
use oascribe_codegen::read::{Map, Node, tree};
use oascribe_codegen::source::{FileId, Pointer, Sources};

/// Returns the pointers of the schemas whose type the emitted crate does not have.
pub fn pointers(api: &Api, sources: &Sources) -> Vec<String> {
    let mut open = BTreeSet::new();
    // The items of a list without `items` have the pointer of the list, which does have a type.
    let mut typed = BTreeSet::new();
    let mut visit = |edge: &Ref| {
        edge.each(&mut |edge| {
            // The pointer in the document as written.
            let at = sources.origin(&edge.at);
            let into = match edge.shape {
                Shape::Any => &mut open,
                _ => &mut typed,
            };
            into.insert(at);
        });
    };
    let emitted = api
        .types
        .iter()
        .filter(|ty| !matches!(ty.kind, Kind::Dropped));
    emitted.flat_map(|ty| ty.kind.edges()).for_each(&mut visit);
    for operation in &api.operations {
        let parameters = operation.parameters.iter();
        parameters.for_each(|parameter| visit(&parameter.ty));
        for payload in operation.body.iter().flat_map(|body| &body.payloads) {
            // The type of a multipart body is the types of its parts.
            let parts = payload.fields.iter().map(|field| &field.ty);
            match payload.format {
                BodyFormat::Multipart => parts.for_each(&mut visit),
                _ => visit(&payload.ty),
            }
        }
        operation.received().for_each(&mut visit);
    }
    let mut trees = HashMap::new();
    let lost = open.difference(&typed).filter(|at| {
        let root = trees
            .entry(at.file())
            .or_insert_with(|| parse(sources, at.file()));
        root.as_ref().is_some_and(|root| is_typed(root, at))
    });
    lost.map(Pointer::to_string).collect()
}

fn parse(sources: &Sources, file: FileId) -> Option<Node> {
    tree(sources, file, &mut Diagnostics::new())
}

/// Whether the schema at a pointer, or the one that it refers to, states the type of its values.
fn is_typed(root: &Node, at: &Pointer) -> bool {
    let segments: Vec<_> = at.segments().map(|segment| segment.into_owned()).collect();
    let mut node = find(root, segments.iter().map(String::as_str));
    for _ in 0..16 {
        let Some(schema) = node.and_then(Node::as_object) else {
            return false;
        };
        let Some(target) = schema.get("$ref").and_then(Node::as_str) else {
            return match schema.get("type") {
                Some(Node::String(name)) => is_informative(name, schema),
                Some(Node::Array(names)) => {
                    let names = names.iter().filter_map(Node::as_str);
                    let names: Vec<_> = names.filter(|name| *name != "null").collect();
                    matches!(names[..], [name] if is_informative(name, schema))
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

/// Whether a type says more than "any object" or "null".
fn is_informative(name: &str, schema: &Map) -> bool {
    let properties = schema.get("properties").and_then(Node::as_object);
    name != "null"
        && (name != "object" || properties.is_some_and(|properties| !properties.is_empty()))
}

/// The node at these steps.
pub fn find<'n, 's>(root: &'n Node, steps: impl Iterator<Item = &'s str>) -> Option<&'n Node> {
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
