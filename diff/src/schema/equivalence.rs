//! Equivalence of two schemas as written.
//!
//! Annotations, the order of keywords and keywords with their default values are ignored. References are equal if their
//! names are.

use std::collections::{BTreeMap, BTreeSet};

use oascribe_codegen::read::keyword::{Place, place};
use oascribe_codegen::read::{Map, Node, string_format};

use super::super::spec::{NOTES, shown};

/// Keywords whose default is `false`.
const FLAGS: &[&str] = &[
    "deprecated",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "nullable",
    "readOnly",
    "uniqueItems",
    "writeOnly",
];

/// Whether two schemas are equivalent as written.
pub fn same(old: &Node, new: &Node) -> bool {
    let (Node::Object(old), Node::Object(new)) = (old, new) else {
        return old == new;
    };
    let format = format(old);
    if format != self::format(new) {
        return false;
    }
    let (old, new) = (rules(old, format), rules(new, format));
    let has_same = |(key, value): (&&str, &&Node)| {
        let other = new.get(key);
        other.is_some_and(|other| same_keyword(key, value, other))
    };
    old.len() == new.len() && old.iter().all(has_same)
}

/// The keywords that constrain values.
fn rules<'m>(map: &'m Map, format: &str) -> BTreeMap<&'m str, &'m Node> {
    let is_rule = |(key, value): &(&str, &Node)| match *key {
        // In OpenAPI 3.0, `format` has the meaning of the content keywords.
        "format" => false,
        "contentEncoding" => format != "byte",
        "contentMediaType" => format != "binary",
        key if FLAGS.contains(&key) => value.as_bool() != Some(false),
        key => !NOTES.contains(&key) && !key.starts_with("x-"),
    };
    map.iter().filter(is_rule).collect()
}

fn format(map: &Map) -> &str {
    let text = |key: &str| map.get(key).and_then(Node::as_str).unwrap_or_default();
    let media_type = text("contentMediaType");
    string_format(text("format"), text("contentEncoding"), media_type)
}

fn same_keyword(key: &str, old: &Node, new: &Node) -> bool {
    match (place(key), old, new) {
        (Some(Place::Entries), Node::Object(old), Node::Object(new)) => {
            let has_same =
                |(key, old): (&str, &Node)| new.get(key).is_some_and(|new| same(old, new));
            old.len() == new.len() && old.iter().all(has_same)
        }
        (Some(Place::Items), Node::Array(old), Node::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new))
        }
        (Some(Place::Value), old, new) => same(old, new),
        (_, Node::String(old), Node::String(new)) if key == "$ref" => {
            old == new || name(old) == name(new)
        }
        (_, Node::Array(old), Node::Array(new)) if matches!(key, "enum" | "required" | "type") => {
            set(old) == set(new)
        }
        (_, old, new) => super::keywords::same_value(old, new),
    }
}

/// The values of a list. Null is left out: it has several notations.
fn set(items: &[Node]) -> BTreeSet<String> {
    let items = items.iter().filter(|item| !item.is_null());
    items.map(shown).collect()
}

/// The name of the schema that a reference leads to.
fn name(reference: &str) -> &str {
    super::compositions::split(reference).1
}

#[cfg(test)]
mod tests {
    use oascribe_codegen::diag::Diagnostics;
    use oascribe_codegen::read;
    use oascribe_codegen::source::Sources;

    use super::*;

    fn node(text: &str) -> Node {
        let mut sources = Sources::new();
        let file = sources.add("schema.json", text.to_owned());
        read::tree(&sources, file, &mut Diagnostics::new()).expect("a tree")
    }

    #[test]
    fn annotations_and_notation_are_ignored() {
        for (old, new) in [
            (
                r#"{"type": "string", "example": "a"}"#,
                r#"{"examples": ["a"], "type": "string", "nullable": false}"#,
            ),
            (
                r#"{"properties": {"title": {"type": "string"}}}"#,
                r#"{"properties": {"title": {"type": "string", "title": "Title"}}}"#,
            ),
            (
                r#"{"format": "byte", "enum": ["a", "b"]}"#,
                r#"{"format": "byte", "contentEncoding": "base64", "enum": ["b", "a", null]}"#,
            ),
            (
                r##"{"items": {"$ref": "#/definitions/Tree"}, "minItems": 1}"##,
                r##"{"items": {"$ref": "#/components/schemas/Tree"}, "minItems": 1.0}"##,
            ),
        ] {
            assert!(same(&node(old), &node(new)), "{old} {new}");
        }
    }

    #[test]
    fn constraints_are_compared() {
        for (old, new) in [
            (
                r#"{"type": "string"}"#,
                r#"{"type": "string", "nullable": true}"#,
            ),
            (
                r#"{"properties": {"title": {}}}"#,
                r#"{"properties": {"name": {}}}"#,
            ),
            (
                r#"{"items": {"type": "string"}}"#,
                r#"{"items": {"type": "integer"}}"#,
            ),
            (r#"{"required": ["a"]}"#, r#"{"required": ["a", "b"]}"#),
            (
                r##"{"$ref": "#/components/schemas/A"}"##,
                r##"{"$ref": "#/components/schemas/B"}"##,
            ),
        ] {
            assert!(!same(&node(old), &node(new)), "{old} {new}");
        }
    }
}
