//! Which types of values a schema allows.

use super::mismatch::JsonType;
use super::object::items;
use crate::json_schema::{Schema, Writer};
use crate::read::{self, Map, Node};

/// The longest chain of schemas for the same value. References may form a cycle.
pub(super) const MAX_DEPTH: usize = 64;

/// The schema that a `$ref` leads to.
pub(super) fn target<'d>(
    writer: &Writer<'d>,
    map: &'d Map,
    schema: &Schema<'d>,
) -> Option<Schema<'d>> {
    let reference = map.get("$ref").and_then(Node::as_str)?;
    let (node, at) = writer.resolve(reference, &schema.at)?;
    Some(Schema { node, at })
}

/// Whether a schema allows values of a type.
pub(super) fn admits<'d>(
    writer: &Writer<'d>,
    ty: JsonType,
    schema: &Schema<'d>,
    depth: usize,
) -> bool {
    let map = match schema.node {
        Node::Object(map) => map,
        node => return node.as_bool() != Some(false),
    };
    if depth > MAX_DEPTH {
        return true;
    }
    let types = types(map);
    let is_legacy = writer.is_legacy;
    if ty == JsonType::Null {
        // These versions ignore types beside a reference, but many documents have `nullable` there.
        let is_listed = is_legacy && types.contains(&"null");
        let is_nullable = map.get("nullable").and_then(Node::as_bool) == Some(true);
        if is_nullable || (is_listed && (types.len() > 1 || map.contains("$ref"))) {
            return true;
        }
    }
    let is_admitted = |it: &Schema<'d>| admits(writer, ty, it, depth + 1);
    if let Some(target) = target(writer, map, schema) {
        if !is_admitted(&target) {
            return false;
        }
        if is_legacy {
            return true;
        }
    }
    let all_of = items(schema.node, &schema.at, "allOf");
    let any = |keyword: &str| {
        let items = items(schema.node, &schema.at, keyword);
        items.is_empty() || items.iter().any(is_admitted)
    };
    let by_type = match types.as_slice() {
        [] if is_implied_object(schema.node) => ty == JsonType::Object,
        [] => ty != JsonType::Null || !lists_only_others(map),
        types => types.iter().any(|name| ty.is(name)),
    };
    by_type && all_of.iter().all(is_admitted) && any("anyOf") && any("oneOf")
}

/// Whether a schema without `type` describes objects.
fn is_implied_object(node: &Node) -> bool {
    let schema = read::Schema::new(node);
    schema.has("properties") && !schema.is_defined_without_type()
}

/// Whether `enum` or `const` list values, and not null.
fn lists_only_others(map: &Map) -> bool {
    let is_listed = |node: &Node| match node {
        Node::Array(values) => values.iter().any(Node::is_null),
        node => node.is_null(),
    };
    let mut lists = ["enum", "const"].iter().filter_map(|key| map.get(key));
    lists.any(|list| !is_listed(list))
}

/// The names in `type`.
fn types(map: &Map) -> Vec<&str> {
    match map.get("type") {
        Some(Node::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
        name => name.and_then(Node::as_str).into_iter().collect(),
    }
}

/// The types that a schema allows.
pub(super) fn allowed(writer: &Writer<'_>, schema: &Schema<'_>) -> Vec<String> {
    let all = [
        JsonType::Boolean,
        JsonType::Integer,
        JsonType::Number,
        JsonType::String,
        JsonType::Array,
        JsonType::Object,
        JsonType::Null,
    ];
    let mut names: Vec<_> = all
        .into_iter()
        .filter(|ty| admits(writer, *ty, schema, 0))
        .map(|ty| ty.name().to_owned())
        .collect();
    if names.iter().any(|name| name == "number") {
        names.retain(|name| name != "integer");
    }
    names
}
