//! The version and the number of operations of a document.
//!
//! Operations are counted in the parsed tree, so skipped operations are included.

use std::path::Path;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::ir::Method;
use oascribe_codegen::read::{Map, Node, tree};
use oascribe_codegen::source::{FileId, Sources};

#[derive(Debug, Default)]
pub struct Facts {
    pub version: String,
    pub operations: usize,
}

pub fn facts(sources: &mut Sources, spec: FileId, path: &Path) -> Facts {
    let Some(Node::Object(root)) = tree(sources, spec, &mut Diagnostics::new()) else {
        return Facts::default();
    };
    let version = root.get("openapi").or(root.get("swagger"));
    let version = match version {
        Some(Node::String(text)) => text.clone(),
        Some(Node::Number(number)) => format!("{:?}", number.as_f64()),
        _ => String::new(),
    };
    let paths = root.get("paths").and_then(Node::as_object);
    let items = paths.iter().flat_map(|paths| paths.iter());
    let operations = items
        .filter(|(key, _)| !key.starts_with("x-"))
        .filter_map(|(_, item)| item.as_object())
        .map(|item| in_item(item, &root, sources, path))
        .sum();
    Facts {
        version,
        operations,
    }
}

/// The number of operations of a path item, which may be a reference.
fn in_item(item: &Map, root: &Map, sources: &mut Sources, path: &Path) -> usize {
    let own = methods(item);
    match item.get("$ref").and_then(Node::as_str) {
        Some(reference) if own == 0 => referenced(reference, root, sources, path).unwrap_or(0),
        _ => own,
    }
}

fn referenced(reference: &str, root: &Map, sources: &mut Sources, path: &Path) -> Option<usize> {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let other;
    let mut node = if file.is_empty() {
        None
    } else {
        let id = sources.read(&path.parent()?.join(file)).ok()?;
        other = tree(sources, id, &mut Diagnostics::new())?;
        Some(&other)
    };
    for step in pointer.split('/').filter(|step| !step.is_empty()) {
        let step = step.replace("~1", "/").replace("~0", "~");
        node = match node {
            Some(node) => Some(node.as_object()?.get(&step)?),
            None => Some(root.get(&step)?),
        };
    }
    Some(methods(node?.as_object()?))
}

fn methods(item: &Map) -> usize {
    let is_operation =
        |method: &&Method| item.get(&method.key()).and_then(Node::as_object).is_some();
    let more = item.get("additionalOperations").and_then(Node::as_object);
    Method::ALL.iter().filter(is_operation).count() + more.map_or(0, |more| more.keys().count())
}
