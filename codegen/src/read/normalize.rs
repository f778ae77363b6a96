//! Schemas of OpenAPI 3.1 in the spelling of 3.0.
//!
//! In: one schema as it was written, in any version. Out: the same with what 3.0 can say in the words of 3.0;
//! what it can't say stays as it is. Guaranteed: nodes that change their place are on record, so that what is said
//! about them later points at the text.

use super::check::Check;
use super::node_path::NodePath;
use super::shape::Usage;
use super::tables::TYPES;
use super::version::Version;
use super::{Map, Node};
use crate::diag::{Diagnostic, Severity, codes};
use crate::source::Pointer;

/// Keywords that are about values of some types alone.
const APPLY_TO: &[(&[&str], &[&str])] = &[
    (
        &["string"],
        &[
            "minLength",
            "maxLength",
            "pattern",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
        ],
    ),
    (
        &["integer", "number"],
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
    (
        &["array"],
        &[
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedItems",
        ],
    ),
    (
        &["object"],
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties",
            "discriminator",
        ],
    ),
];

/// Keywords that say what a schema is without `type`.
const COMPOSED: &[&str] = &["$ref", "allOf", "anyOf", "oneOf", "enum", "const"];

/// Media types whose content is bytes, and never text.
const BYTES: &[&str] = &[
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "audio/",
    "image/",
    "video/",
];

impl Check<'_> {
    /// Respells one schema; those in it follow when their turn comes.
    pub(super) fn normalize(&mut self, map: &mut Map, path: &NodePath<'_>) {
        self.extensions(map, path);
        self.older(map, path);
        self.null_type(map, path);
        self.type_list(map, path);
        self.exclusive(map, path, "exclusiveMinimum", "minimum", |bound, old| {
            bound >= old
        });
        self.exclusive(map, path, "exclusiveMaximum", "maximum", |bound, old| {
            bound <= old
        });
        self.content(map, path);
        self.tuple(map, path);
        for (newer, older) in [
            ("unevaluatedProperties", "additionalProperties"),
            ("unevaluatedItems", "items"),
            ("$dynamicRef", "$ref"),
        ] {
            self.rename(map, path, newer, older);
        }
        self.first_example(map, path);
    }

    /// A schema that is `true` or `false`.
    pub(super) fn boolean_schema(&mut self, node: &mut Node, value: bool, path: &NodePath<'_>) {
        let message = format!("a schema `{value}` is of OpenAPI 3.1");
        let label = match value {
            true => "read as a schema without keywords: any value",
            false => "read as `not: {}`: no value",
        };
        self.newer("a boolean schema", path, &message, label);
        let mut map = Map::default();
        if !value {
            map.replace("not".to_owned(), Node::Object(Map::default()));
        }
        *node = Node::Object(map);
    }

    /// What Swagger 2.0 says in its own way, or by way of well-known extensions.
    fn extensions(&mut self, map: &mut Map, path: &NodePath<'_>) {
        if self.version > Version::V2_0 {
            return;
        }
        self.rename(map, path, "x-nullable", "nullable");
        self.rename(map, path, "x-example", "example");
        if map.get("type").and_then(Node::as_str) == Some("file") {
            map.replace("type".to_owned(), Node::String("string".to_owned()));
            map.replace("format".to_owned(), Node::String("binary".to_owned()));
        }
        if let Some(Node::String(name)) = map.get("discriminator") {
            let property = ("propertyName".to_owned(), Node::String(name.clone()));
            let object = Node::Object([property].into_iter().collect());
            map.replace("discriminator".to_owned(), object);
            let written = path.key("discriminator").pointer();
            self.moved(written.child("propertyName"), &written);
        }
    }

    /// What only OpenAPI 3.0 has is read as it was meant there.
    fn older(&mut self, map: &Map, path: &NodePath<'_>) {
        if self.version <= Version::V3_0 || self.usage == Usage::Unused {
            return;
        }
        for key in ["nullable", "exclusiveMinimum", "exclusiveMaximum"] {
            if map.get(key).is_some_and(|value| value.as_bool().is_some()) {
                let stated = self.version.as_str();
                self.report_once("schema", key, || {
                    let message = format!("OpenAPI 3.0 has `{key}: true`; {stated} has not");
                    let found = Diagnostic::new(codes::OTHER_VERSION, message);
                    let found = found.at_key(&path.key(key).pointer());
                    found.label("it is read all the same")
                });
            }
        }
    }

    /// `type: null` among alternatives means the word, which lacks its quotes.
    fn null_type(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let alternative = matches!(
            path,
            NodePath::Index(NodePath::Key(_, "oneOf" | "anyOf" | "allOf"), _)
        );
        if alternative && map.get("type").is_some_and(Node::is_null) {
            let found = Diagnostic::new(codes::WRONG_TYPE, "`type` must be text, not null");
            let found = found.severity(Severity::Note);
            let found = found.at(&path.key("type").pointer());
            self.report(found.label("it is read as `'null'`"));
            map.replace("type".to_owned(), Node::String("null".to_owned()));
        }
    }

    fn type_list(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let Some(types) = map.get("type").and_then(Node::as_array) else {
            return;
        };
        let names: Option<Vec<_>> = types.iter().map(Node::as_str).collect();
        let Some(names) = names.filter(|names| !names.is_empty()) else {
            return;
        };
        let nullable = names.contains(&"null");
        let mut types: Vec<String> = Vec::new();
        for name in names.into_iter().filter(|name| *name != "null") {
            if !types.iter().any(|it| it == name) {
                types.push(name.to_owned());
            }
        }
        // Every integer is a number.
        if types.iter().any(|it| it == "number") {
            types.retain(|it| it != "integer");
        }
        let message = "a list as `type` is of OpenAPI 3.1";
        let label = "read as one schema for each type, and `null` in it as `nullable: true`";
        self.newer("a list as type", &path.key("type"), message, label);
        match types.as_slice() {
            [] => map.replace("type".to_owned(), Node::String("null".to_owned())),
            [only] => {
                map.replace("type".to_owned(), Node::String(only.clone()));
            }
            // What it is says more than the types that it may have.
            _ if COMPOSED.iter().any(|key| map.contains(key)) => map.remove("type"),
            all if is_anything(map, all) => map.remove("type"),
            several => self.alternatives(map, several, path),
        }
        if nullable && !types.is_empty() {
            map.replace("nullable".to_owned(), Node::Bool(true));
        }
    }

    /// One schema for each type, each with the keywords that are about it.
    fn alternatives(&mut self, map: &mut Map, types: &[String], path: &NodePath<'_>) {
        let mut schemas = Vec::new();
        let here = path.pointer();
        for (index, name) in types.iter().enumerate() {
            let mut schema = Map::default();
            schema.replace("type".to_owned(), Node::String(name.clone()));
            let moved = APPLY_TO
                .iter()
                .filter(|(types, _)| types.contains(&name.as_str()));
            for key in moved.flat_map(|(_, keys)| *keys) {
                if let Some(value) = map.get(key) {
                    schema.replace((*key).to_owned(), value.clone());
                }
            }
            if let Some(format) = map.get("format")
                && format.as_str().is_some_and(|format| fits(format, name))
            {
                schema.replace("format".to_owned(), format.clone());
            }
            schemas.push(Node::Object(schema));
            let now = here.child("anyOf").index(index);
            self.checked
                .moves
                .made(now, self.checked.moves.origin(&here));
        }
        let moved = APPLY_TO.iter().flat_map(|(_, keys)| *keys);
        moved.for_each(|key| map.remove(key));
        map.remove("format");
        map.remove("type");
        map.replace("anyOf".to_owned(), Node::Array(schemas));
    }

    /// `exclusiveMinimum: 5` is `minimum: 5` and `exclusiveMinimum: true`.
    fn exclusive(
        &mut self,
        map: &mut Map,
        path: &NodePath<'_>,
        exclusive: &'static str,
        inclusive: &str,
        is_stricter: fn(f64, f64) -> bool,
    ) {
        let Some(bound) = map.get(exclusive).and_then(Node::as_number) else {
            return;
        };
        let message = format!("a number as `{exclusive}` is of OpenAPI 3.1");
        let label = format!("read as `{inclusive}` with `{exclusive}: true`");
        self.newer(exclusive, &path.key(exclusive), &message, &label);
        let other = map.get(inclusive).and_then(Node::as_number);
        if other.is_some_and(|other| !is_stricter(bound.as_f64(), other.as_f64())) {
            map.remove(exclusive);
            return;
        }
        let here = path.pointer();
        let written = here.child(exclusive);
        self.moved(here.child(inclusive), &written);
        map.replace(inclusive.to_owned(), Node::Number(bound));
        map.replace(exclusive.to_owned(), Node::Bool(true));
    }

    /// Bytes: `contentEncoding: base64` is `format: byte`, bytes as they are `format: binary`.
    fn content(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let text = |key: &str| map.get(key).and_then(Node::as_str).unwrap_or_default();
        let media_type = text("contentMediaType").to_ascii_lowercase();
        let is_bytes = BYTES.iter().any(|prefix| media_type.starts_with(prefix));
        let encoding = text("contentEncoding").to_ascii_lowercase();
        let (format, keyword) = match (encoding.as_str(), text("format")) {
            ("base64", "" | "binary") => ("byte", "contentEncoding"),
            ("", "") if is_bytes => ("binary", "contentMediaType"),
            _ => return,
        };
        let here = path.pointer();
        let mut add = |map: &mut Map, key: &str, value: &str| {
            map.replace(key.to_owned(), Node::String(value.to_owned()));
            self.moved(here.child(key), &here.child(keyword));
        };
        add(map, "format", format);
        if !map.contains("type") && !COMPOSED.iter().any(|key| map.contains(key)) {
            add(map, "type", "string");
        }
    }

    /// Older drafts of JSON Schema have a list as `items`, where newer ones have `prefixItems`.
    fn tuple(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let items = map.get("items").and_then(Node::as_array);
        if items.is_some_and(|items| !items.is_empty()) {
            self.report_once("schema", "a list as items", || {
                let message = "a list as `items` is of older drafts of JSON Schema";
                let found = Diagnostic::new(codes::OTHER_VERSION, message);
                let found = found.at_key(&path.key("items").pointer());
                found.label("it is read as `prefixItems`")
            });
            self.rename(map, path, "items", "prefixItems");
            self.rename(map, path, "additionalItems", "items");
        }
    }

    fn rename(&mut self, map: &mut Map, path: &NodePath<'_>, newer: &str, older: &str) {
        if map.contains(older) || !map.contains(newer) {
            return;
        }
        map.rename(newer, older);
        let here = path.pointer();
        self.moved(here.child(older), &here.child(newer));
    }

    fn first_example(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let examples = map.get("examples").and_then(Node::as_array);
        if let Some(first) = examples.and_then(|examples| examples.first())
            && !map.contains("example")
        {
            map.replace("example".to_owned(), first.clone());
            let here = path.pointer();
            let written = here.child("examples").index(0);
            self.moved(here.child("example"), &written);
        }
    }

    /// Takes note that a node stands elsewhere than it is written; what holds it may have been moved, too.
    fn moved(&mut self, now: Pointer, written: &Pointer) {
        let before = self.checked.moves.origin(written);
        self.checked.moves.moved(now, before);
    }

    /// Says that a document of OpenAPI 3.0 uses what a later version has.
    fn newer(&mut self, what: &'static str, path: &NodePath<'_>, message: &str, label: &str) {
        if self.version > Version::V3_0 {
            return;
        }
        self.report_once("schema", what, || {
            let found = Diagnostic::new(codes::OTHER_VERSION, message);
            found.at(&path.pointer()).label(label)
        });
    }
}

/// All types that there are, and no word about any of them.
fn is_anything(map: &Map, types: &[String]) -> bool {
    let is_said = |key: &&str| map.contains(key);
    let covered = |name: &&str| *name == "integer" || types.iter().any(|it| it == name);
    TYPES.iter().all(covered) && !APPLY_TO.iter().any(|(_, keys)| keys.iter().any(is_said))
}

/// Whether a format is about this type.
fn fits(format: &str, name: &str) -> bool {
    match format {
        "float" | "double" | "decimal" => name == "number",
        _ if format.starts_with("int") || format.starts_with("uint") => {
            matches!(name, "integer" | "number")
        }
        _ => name == "string",
    }
}
