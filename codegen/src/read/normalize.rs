//! Normalizes schemas of every version to the keywords of OpenAPI 3.0.
//!
//! Input: one schema as it is written. Output: the same schema in keywords of OpenAPI 3.0, as far as they can express
//! it. Nodes that move are recorded, so that later diagnostics show where they are in the file.

use super::check::Check;
use super::node_path::NodePath;
use super::shape::Usage;
use super::tables::TYPES;
use super::version::Version;
use super::{Map, Node};
use crate::diag::{Diagnostic, Severity, codes};
use crate::source::Pointer;

/// Keywords that apply only to values of some types.
const TYPE_KEYWORDS: &[(&[&str], &[&str])] = &[
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

/// Keywords that define a schema without `type`.
const COMPOSED: &[&str] = &["$ref", "allOf", "anyOf", "oneOf", "enum", "const"];

/// Media types whose content is binary.
const BINARY_MEDIA_TYPES: &[&str] = &[
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "audio/",
    "image/",
    "video/",
];

impl Check<'_> {
    /// Normalizes one schema, without the schemas in it.
    pub(super) fn normalize(&mut self, map: &mut Map, path: &NodePath<'_>) {
        self.swagger_keywords(map, path);
        self.report_keywords_of_3_0(map, path);
        self.null_type(map, path);
        self.type_list(map, path);
        self.exclusive_bound(map, path, "exclusiveMinimum", "minimum", |bound, old| {
            bound >= old
        });
        self.exclusive_bound(map, path, "exclusiveMaximum", "maximum", |bound, old| {
            bound <= old
        });
        self.binary_format(map, path);
        self.tuple_items(map, path);
        for (newer, older) in [
            ("unevaluatedProperties", "additionalProperties"),
            ("unevaluatedItems", "items"),
            ("$dynamicRef", "$ref"),
        ] {
            self.rename(map, path, newer, older);
        }
        self.first_example(map, path);
    }

    /// Normalizes a schema that is `true` or `false`.
    pub(super) fn boolean_schema(&mut self, node: &mut Node, value: bool, path: &NodePath<'_>) {
        let message = format!("a schema `{value}` requires OpenAPI 3.1");
        let label = match value {
            true => "read as `{}`: any value",
            false => "read as `not: {}`: no value",
        };
        self.report_newer("a boolean schema", path, &message, label);
        let mut map = Map::default();
        if !value {
            map.replace("not".to_owned(), Node::Object(Map::default()));
        }
        *node = Node::Object(map);
    }

    /// Converts keywords and well-known extensions of Swagger 2.0.
    fn swagger_keywords(&mut self, map: &mut Map, path: &NodePath<'_>) {
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
            self.record_move(written.child("propertyName"), &written);
        }
    }

    /// Reports keywords of OpenAPI 3.0 that later versions removed. They are accepted anyway.
    fn report_keywords_of_3_0(&mut self, map: &Map, path: &NodePath<'_>) {
        if self.version <= Version::V3_0 || self.usage == Usage::Unused {
            return;
        }
        for key in ["nullable", "exclusiveMinimum", "exclusiveMaximum"] {
            if map.get(key).is_some_and(|value| value.as_bool().is_some()) {
                let declared = self.version.as_str();
                self.report_once("schema", key, || {
                    let message = format!("a boolean `{key}` requires OpenAPI 3.0, not {declared}");
                    let found = Diagnostic::new(codes::OTHER_VERSION, message);
                    let found = found.at_key(&path.key(key).pointer());
                    found.label("it is accepted anyway")
                });
            }
        }
    }

    /// Reads an unquoted `type: null` in `oneOf`, `anyOf` or `allOf` as the string `null`.
    fn null_type(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let alternative = matches!(
            path,
            NodePath::Index(NodePath::Key(_, "oneOf" | "anyOf" | "allOf"), _)
        );
        if alternative && map.get("type").is_some_and(Node::is_null) {
            let found = Diagnostic::new(codes::WRONG_TYPE, "`type` must be a string, not null");
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
        let message = "an array as `type` requires OpenAPI 3.1";
        let label = "read as one schema for each type, and `null` as `nullable: true`";
        self.report_newer("an array as type", &path.key("type"), message, label);
        match types.as_slice() {
            [] => map.replace("type".to_owned(), Node::String("null".to_owned())),
            [only] => {
                map.replace("type".to_owned(), Node::String(only.clone()));
            }
            // These keywords define the values more precisely than the list of types.
            _ if COMPOSED.iter().any(|key| map.contains(key)) => map.remove("type"),
            all if is_any_type(map, all) => map.remove("type"),
            several => self.split_types(map, several, path),
        }
        if nullable && !types.is_empty() {
            map.replace("nullable".to_owned(), Node::Bool(true));
        }
    }

    /// Splits a schema into one alternative of `anyOf` for each type, with the keywords that apply to it.
    fn split_types(&mut self, map: &mut Map, types: &[String], path: &NodePath<'_>) {
        let mut schemas = Vec::new();
        let here = path.pointer();
        for (index, name) in types.iter().enumerate() {
            let mut schema = Map::default();
            schema.replace("type".to_owned(), Node::String(name.clone()));
            let moved = TYPE_KEYWORDS
                .iter()
                .filter(|(types, _)| types.contains(&name.as_str()));
            for key in moved.flat_map(|(_, keys)| *keys) {
                if let Some(value) = map.get(key) {
                    schema.replace((*key).to_owned(), value.clone());
                }
            }
            if let Some(format) = map.get("format")
                && format
                    .as_str()
                    .is_some_and(|format| format_applies(format, name))
            {
                schema.replace("format".to_owned(), format.clone());
            }
            schemas.push(Node::Object(schema));
            let now = here.child("anyOf").index(index);
            self.checked
                .moves
                .made(now, self.checked.moves.origin(&here));
        }
        let moved = TYPE_KEYWORDS.iter().flat_map(|(_, keys)| *keys);
        moved.for_each(|key| map.remove(key));
        map.remove("format");
        map.remove("type");
        map.replace("anyOf".to_owned(), Node::Array(schemas));
    }

    /// Converts `exclusiveMinimum: 5` to `minimum: 5` and `exclusiveMinimum: true`.
    fn exclusive_bound(
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
        let message = format!("a number as `{exclusive}` requires OpenAPI 3.1");
        let label = format!("read as `{inclusive}` with `{exclusive}: true`");
        self.report_newer(exclusive, &path.key(exclusive), &message, &label);
        let other = map.get(inclusive).and_then(Node::as_number);
        if other.is_some_and(|other| !is_stricter(bound.as_f64(), other.as_f64())) {
            map.remove(exclusive);
            return;
        }
        let here = path.pointer();
        let written = here.child(exclusive);
        self.record_move(here.child(inclusive), &written);
        map.replace(inclusive.to_owned(), Node::Number(bound));
        map.replace(exclusive.to_owned(), Node::Bool(true));
    }

    /// Converts `contentEncoding: base64` to `format: byte`, and a binary `contentMediaType` to `format: binary`.
    fn binary_format(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let text = |key: &str| map.get(key).and_then(Node::as_str).unwrap_or_default();
        let media_type = text("contentMediaType").to_ascii_lowercase();
        let is_bytes = BINARY_MEDIA_TYPES
            .iter()
            .any(|prefix| media_type.starts_with(prefix));
        let encoding = text("contentEncoding").to_ascii_lowercase();
        let (format, keyword) = match (encoding.as_str(), text("format")) {
            ("base64", "" | "binary") => ("byte", "contentEncoding"),
            ("", "") if is_bytes => ("binary", "contentMediaType"),
            _ => return,
        };
        let here = path.pointer();
        let mut add = |map: &mut Map, key: &str, value: &str| {
            map.replace(key.to_owned(), Node::String(value.to_owned()));
            self.record_move(here.child(key), &here.child(keyword));
        };
        add(map, "format", format);
        if !map.contains("type") && !COMPOSED.iter().any(|key| map.contains(key)) {
            add(map, "type", "string");
        }
    }

    /// Converts an array as `items`, which older drafts of JSON Schema have, to `prefixItems`.
    fn tuple_items(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let items = map.get("items").and_then(Node::as_array);
        if items.is_some_and(|items| !items.is_empty()) {
            self.report_once("schema", "an array as items", || {
                let message = "an array as `items` belongs to older drafts of JSON Schema";
                let found = Diagnostic::new(codes::OTHER_VERSION, message);
                let found = found.at_key(&path.key("items").pointer());
                found.label("it is read as `prefixItems`")
            });
            self.rename(map, path, "items", "prefixItems");
            self.rename(map, path, "additionalItems", "items");
        }
    }

    /// Renames a keyword, unless the new name is used already.
    fn rename(&mut self, map: &mut Map, path: &NodePath<'_>, newer: &str, older: &str) {
        if map.contains(older) || !map.contains(newer) {
            return;
        }
        map.rename(newer, older);
        let here = path.pointer();
        self.record_move(here.child(older), &here.child(newer));
    }

    fn first_example(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let examples = map.get("examples").and_then(Node::as_array);
        if let Some(first) = examples.and_then(|examples| examples.first())
            && !map.contains("example")
        {
            map.replace("example".to_owned(), first.clone());
            let here = path.pointer();
            let written = here.child("examples").index(0);
            self.record_move(here.child("example"), &written);
        }
    }

    /// Records that a node was moved. Its parent may have been moved before.
    fn record_move(&mut self, now: Pointer, written: &Pointer) {
        let before = self.checked.moves.origin(written);
        self.checked.moves.moved(now, before);
    }

    /// Reports that a document uses a feature of a later version.
    fn report_newer(
        &mut self,
        feature: &'static str,
        path: &NodePath<'_>,
        message: &str,
        label: &str,
    ) {
        if self.version > Version::V3_0 {
            return;
        }
        self.report_once("schema", feature, || {
            let found = Diagnostic::new(codes::OTHER_VERSION, message);
            found.at(&path.pointer()).label(label)
        });
    }
}

/// Whether a schema allows all types and has no keywords that constrain them.
fn is_any_type(map: &Map, types: &[String]) -> bool {
    let is_constrained = |key: &&str| map.contains(key);
    let covered = |name: &&str| *name == "integer" || types.iter().any(|it| it == name);
    TYPES.iter().all(covered)
        && !TYPE_KEYWORDS
            .iter()
            .any(|(_, keys)| keys.iter().any(is_constrained))
}

/// Whether a format applies to a type.
fn format_applies(format: &str, name: &str) -> bool {
    match format {
        "float" | "double" | "decimal" => name == "number",
        _ if format.starts_with("int") || format.starts_with("uint") => {
            matches!(name, "integer" | "number")
        }
        _ => name == "string",
    }
}
