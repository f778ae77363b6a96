//! The alternatives of a schema, without `oneOf`, `anyOf` and `allOf`.

use oascribe_codegen::read::Node;

use super::super::spec::At;
use super::shape::{Shape, Tags};
use super::side::{Part, Side};

/// The number of alternatives above which schemas are not compared.
const MAX_ALTERNATIVES: usize = 160;

/// An alternative whose unions are not yet expanded.
#[derive(Clone)]
struct Draft<'d> {
    parts: Vec<Part<'d>>,
    /// The unions that were expanded: address and keyword.
    done: Vec<(usize, &'static str)>,
    tags: Option<Tags>,
    names: Vec<String>,
}

/// A union in a schema.
struct Union<'d> {
    key: (usize, &'static str),
    alternatives: Vec<Alternative<'d>>,
}

/// An alternative of a union. A discriminated schema itself has no further schema.
struct Alternative<'d> {
    at: Option<At<'d>>,
    tags: Option<Tags>,
    name: Option<String>,
}

/// The alternatives of the schemas at some nodes, all of which must match. Returns `None` if there are too many, or if a
/// reference can't be resolved.
pub fn expand<'d>(side: &Side<'d>, roots: &[At<'d>]) -> Option<Vec<Shape<'d>>> {
    let parts = side.parts(roots)?;
    let mut found = Vec::new();
    if roots.len() == 1
        && parts
            .iter()
            .any(|part| part.is_root && allows_null(&part.at))
    {
        found.push(Shape::null());
    }
    let mut todo = vec![Draft {
        parts,
        done: Vec::new(),
        tags: None,
        names: Vec::new(),
    }];
    while let Some(draft) = todo.pop() {
        let Some(union) = next_union(side, &draft) else {
            let parts = draft.parts.into_iter().map(|part| part.at).collect();
            found.push(Shape::new(parts, draft.tags, draft.names));
            continue;
        };
        for alternative in union.alternatives.into_iter().rev() {
            let mut draft = draft.clone();
            draft.done.push(union.key);
            if let Some(at) = alternative.at {
                side.add(&mut draft.parts, at, true)?;
            }
            draft.tags = alternative.tags.or(draft.tags);
            draft.names.extend(alternative.name);
            todo.push(draft);
        }
        if todo.len() + found.len() > MAX_ALTERNATIVES {
            return None;
        }
    }
    Some(found)
}

/// Whether the schema itself allows null, whatever its `allOf`, `oneOf` or `anyOf` says.
fn allows_null(at: &At<'_>) -> bool {
    let is_null = |node: &Node| node.as_str() == Some("null");
    let types = at.node.get("type").and_then(Node::as_array);
    at.flag("nullable") || types.is_some_and(|types| types.iter().any(is_null))
}

fn next_union<'d>(side: &Side<'d>, draft: &Draft<'d>) -> Option<Union<'d>> {
    for part in &draft.parts {
        for keyword in ["oneOf", "anyOf"] {
            let key = (part.at.address(), keyword);
            let items = part.at.get(keyword).map_or(Vec::new(), |at| at.items());
            if !items.is_empty() && !draft.done.contains(&key) {
                let alternatives = items.into_iter().map(|at| alternative(&part.at, at));
                let alternatives = alternatives.collect();
                return Some(Union { key, alternatives });
            }
        }
        let key = (part.at.address(), "discriminator");
        let is_union = ["oneOf", "anyOf"]
            .iter()
            .any(|key| part.at.get(key).is_some());
        if part.is_root && !is_union && !draft.done.contains(&key) && part.at.get(key.1).is_some() {
            let children = side.descendants(&part.at);
            if !children.is_empty() {
                let alternatives = family(&part.at, children);
                return Some(Union { key, alternatives });
            }
        }
    }
    None
}

fn alternative<'d>(union: &At<'d>, at: At<'d>) -> Alternative<'d> {
    let reference = at.text("$ref").map(last);
    let name = reference.or_else(|| at.text("title"));
    Alternative {
        tags: name.and_then(|name| tags(union, name)),
        name: name.map(str::to_owned),
        at: Some(at),
    }
}

/// A schema with a discriminator, and the components that extend it.
fn family<'d>(base: &At<'d>, children: Vec<(&'d str, At<'d>)>) -> Vec<Alternative<'d>> {
    let own = base.pointer.last().unwrap_or_default().into_owned();
    let itself = Alternative {
        at: None,
        tags: tags(base, &own),
        name: Some(own),
    };
    let children = children.into_iter().map(|(name, at)| Alternative {
        tags: tags(base, name),
        name: Some(name.to_owned()),
        at: Some(at),
    });
    std::iter::once(itself).chain(children).collect()
}

/// The values of the discriminator for an alternative: those of the mapping, or else its name.
fn tags(union: &At<'_>, name: &str) -> Option<Tags> {
    let discriminator = union.get("discriminator")?;
    let property = discriminator.text("propertyName")?.to_owned();
    let mapping = discriminator.node.get("mapping").and_then(Node::as_object);
    let entries = mapping.into_iter().flat_map(|map| map.iter());
    let own = entries.filter(|(_, target)| target.as_str().map(last) == Some(name));
    let mut values: Vec<_> = own.map(|(key, _)| key.to_owned()).collect();
    if values.is_empty() {
        values.push(name.to_owned());
    }
    Some(Tags { property, values })
}

/// The last part of a reference.
pub fn last(reference: &str) -> &str {
    crate::schema::split(reference).1
}
