//! Reads schemas of every version up to the vocabulary of JSON Schema 2020-12.
//!
//! Input: one schema as it is written. Output: the same schema in the keywords that [`Schema`](super::schema::Schema)
//! reads. The schema is prepared before its keywords are checked, and upgraded afterwards: so the check reports what is
//! wrong in the words of the document's version. Nodes that move are recorded, so that later diagnostics show where
//! they are in the file.

use super::check::Check;
use super::node_path::NodePath;
use super::shape::{Rule, Usage};
use super::version::Version;
use super::{Map, Node, type_keyword};
use crate::diag::{Diagnostic, Severity, codes};
use crate::source::{Kind, Location, Part, Pointer, Span};

impl Check<'_> {
    /// Unifies the notations of one schema whose keywords were not checked yet.
    pub(super) fn prepare_schema(&mut self, map: &mut Map, rule: Rule, path: &NodePath<'_>) {
        self.swagger_keywords(map, rule, path);
        self.null_type(map, path);
        self.tuple_items(map, path);
        self.report_other_version(map, path);
    }

    /// Upgrades one schema whose keywords were checked.
    pub(super) fn upgrade_schema(&mut self, map: &mut Map, rule: Rule, path: &NodePath<'_>) {
        if let Some(Node::Array(types)) = map.get("type")
            && types.iter().all(Node::is_null)
        {
            map.remove("type");
        }
        if rule == Rule::Items {
            self.swagger_extensions(map, path);
        }
        self.nullable(map, path);
        self.exclusive_bound(map, path, "exclusiveMinimum", "minimum");
        self.exclusive_bound(map, path, "exclusiveMaximum", "maximum");
        if rule == Rule::Schema {
            self.single_example(map, path);
        }
    }

    /// Reports a schema that is `true` or `false` where the version does not allow it.
    pub(super) fn boolean_schema(&mut self, value: bool, path: &NodePath<'_>) {
        let message = format!("a schema `{value}` requires OpenAPI 3.1");
        let label = match value {
            true => "it is accepted anyway: any value",
            false => "it is accepted anyway: no value",
        };
        self.report_newer("a boolean schema", path, &message, label);
    }

    /// Converts keywords and well-known extensions of Swagger 2.0.
    fn swagger_keywords(&mut self, map: &mut Map, rule: Rule, path: &NodePath<'_>) {
        if self.version > Version::V2_0 {
            return;
        }
        // The table of parameters and items does not have these keywords: they are renamed after the check.
        if rule == Rule::Schema {
            self.swagger_extensions(map, path);
        }
        if map.get("type").and_then(Node::as_str) == Some("file") {
            map.replace("type".to_owned(), Node::String("string".to_owned()));
            match map.get("in").and_then(Node::as_str) {
                Some(location @ ("query" | "path" | "header")) => self.report_file(location, path),
                _ => {
                    map.replace("format".to_owned(), Node::String("binary".to_owned()));
                }
            }
        }
        if let Some(Node::String(name)) = map.get("discriminator") {
            let property = ("propertyName".to_owned(), Node::String(name.clone()));
            let object = Node::Object([property].into_iter().collect());
            map.replace("discriminator".to_owned(), object);
            let written = path.key("discriminator").pointer();
            self.record_move(written.child("propertyName"), &written, Kind::Scalar);
        }
    }

    fn swagger_extensions(&mut self, map: &mut Map, path: &NodePath<'_>) {
        if self.version == Version::V2_0 {
            self.rename(map, path, "x-nullable", "nullable");
            self.rename(map, path, "x-example", "example");
        }
    }

    fn report_file(&mut self, location: &str, path: &NodePath<'_>) {
        let message = format!("`type: file` requires `in: formData`, not `in: {location}`");
        let found = Diagnostic::new(codes::BAD_VALUE, message).at(&path.key("type").pointer());
        self.report(found.label("it is read as `string`"));
    }

    /// Reads an unquoted `null` as the type `null`: in a list of types, or as the type of an alternative.
    fn null_type(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let is_alternative = matches!(
            path,
            NodePath::Index(NodePath::Key(_, "oneOf" | "anyOf" | "allOf"), _)
        );
        let path = path.key("type");
        let null = || Node::String("null".to_owned());
        match map.get_mut("type") {
            Some(node @ Node::Null) if is_alternative => {
                *node = null();
                self.report_null_type(&path);
            }
            Some(Node::Array(types)) => {
                for (index, node) in types.iter_mut().enumerate() {
                    if node.is_null() {
                        *node = null();
                        self.report_null_type(&path.index(index));
                    }
                }
            }
            _ => {}
        }
    }

    fn report_null_type(&mut self, path: &NodePath<'_>) {
        let found = Diagnostic::new(codes::WRONG_TYPE, "`type` must be a string, not null");
        let found = found.severity(Severity::Note).at(&path.pointer());
        self.report(found.label("it is read as `'null'`"));
    }

    /// Converts an array as `items`, which older drafts of JSON Schema have, to `prefixItems`.
    fn tuple_items(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let items = map.get("items").and_then(Node::as_array);
        if items.is_some_and(|items| !items.is_empty()) {
            let message = "an array as `items` belongs to older drafts of JSON Schema";
            let found = Diagnostic::new(codes::OTHER_VERSION, message);
            // `additionalItems` becomes `items`.
            let found = self.at_written(found, &path.key("items"), Part::Key);
            self.report_once(codes::OTHER_VERSION, "schema", "an array as items", || {
                found.label("it is read as `prefixItems`")
            });
            self.rename(map, path, "items", "prefixItems");
            self.rename(map, path, "additionalItems", "items");
        }
    }

    /// Reports values that another version of OpenAPI allows for a keyword. They are accepted anyway.
    fn report_other_version(&mut self, map: &Map, path: &NodePath<'_>) {
        if map.get("type").is_some_and(|it| it.as_array().is_some()) {
            let message = "an array as `type` requires OpenAPI 3.1";
            let label = "it is accepted anyway";
            self.report_newer("an array as type", &path.key("type"), message, label);
        }
        for key in ["nullable", "exclusiveMinimum", "exclusiveMaximum"] {
            match map.get(key) {
                Some(Node::Bool(_)) => self.report_keyword_of_3_0(key, path),
                Some(Node::Number(_)) if key != "nullable" => {
                    let message = format!("a number as `{key}` requires OpenAPI 3.1");
                    let label = "it is accepted anyway";
                    self.report_newer(key, &path.key(key), &message, label);
                }
                _ => {}
            }
        }
    }

    /// Reports a boolean keyword that OpenAPI 3.1 removed.
    fn report_keyword_of_3_0(&mut self, key: &'static str, path: &NodePath<'_>) {
        if self.version <= Version::V3_0 || self.usage == Usage::Unused {
            return;
        }
        let declared = self.version.as_str();
        let message = format!("a boolean `{key}` requires OpenAPI 3.0, not {declared}");
        let found = Diagnostic::new(codes::OTHER_VERSION, message);
        let found = match key {
            "nullable" => found.at_key(&path.key(key).pointer()),
            _ => self.at_written(found, &path.key(key), Part::Key),
        };
        self.report_once(codes::OTHER_VERSION, "schema", key, || {
            found.label("it is accepted anyway")
        });
    }

    /// Sets the location of a keyword whose name another one takes later, so it is looked up now.
    pub(super) fn at_written(
        &mut self,
        found: Diagnostic,
        path: &NodePath<'_>,
        part: Part,
    ) -> Diagnostic {
        let pointer = self.checked.moves.text_of(&path.pointer());
        let file = pointer.file();
        let node = Location::Node { pointer, part };
        match self.locator.locate(&node) {
            Some(Span { line, column, .. }) => {
                found.location(Location::Text { file, line, column })
            }
            None => found.location(node),
        }
    }

    /// Adds `null` to the types of a nullable schema. Without `type`, OpenAPI 3.0.4 gives `nullable` no effect; documents
    /// mean `null` by it, so it remains.
    fn nullable(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let Some(nullable) = map.get("nullable").and_then(Node::as_bool) else {
            return;
        };
        if nullable && !map.contains("type") {
            return;
        }
        map.remove("nullable");
        if !nullable || type_keyword::lists_null(map.get("type")) {
            return;
        }
        let Some(types) = map.get_mut("type") else {
            return;
        };
        let here = path.pointer();
        let types_at = here.child("type");
        let mut names = match std::mem::replace(types, Node::Null) {
            Node::Array(names) => names,
            name => {
                self.record_move(types_at.index(0), &types_at, Kind::Scalar);
                vec![name]
            }
        };
        let null_at = types_at.index(names.len());
        names.push(Node::String("null".to_owned()));
        *types = Node::Array(names);
        self.record_move(null_at, &here.child("nullable"), Kind::Scalar);
    }

    /// Converts `minimum: 5` with `exclusiveMinimum: true` to `exclusiveMinimum: 5`.
    fn exclusive_bound(
        &mut self,
        map: &mut Map,
        path: &NodePath<'_>,
        exclusive: &str,
        inclusive: &str,
    ) {
        let Some(is_exclusive) = map.get(exclusive).and_then(Node::as_bool) else {
            return;
        };
        map.remove(exclusive);
        if is_exclusive {
            self.rename(map, path, inclusive, exclusive);
        }
    }

    /// Renames a keyword, unless the new name is used already.
    fn rename(&mut self, map: &mut Map, path: &NodePath<'_>, from: &str, to: &str) {
        if map.contains(to) || !map.contains(from) {
            return;
        }
        map.rename(from, to);
        let kind = moved_kind(map.get(to));
        let here = path.pointer();
        self.record_move(here.child(to), &here.child(from), kind);
    }

    /// Converts `example` to a list of one, unless the schema has `examples`.
    fn single_example(&mut self, map: &mut Map, path: &NodePath<'_>) {
        if map.contains("examples") || !map.contains("example") {
            return;
        }
        map.rename("example", "examples");
        let Some(example) = map.get_mut("examples") else {
            return;
        };
        let kind = moved_kind(Some(&*example));
        *example = Node::Array(vec![std::mem::replace(example, Node::Null)]);
        let here = path.pointer();
        self.record_move(here.join("/examples/0"), &here.join("/example"), kind);
    }

    /// Records where a node comes from. Its parent may have been moved before.
    fn record_move(&mut self, now: Pointer, written: &Pointer, kind: Kind) {
        let before = self.checked.moves.origin(written);
        self.checked.moves.insert(now, before, kind);
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
        self.report_once(codes::OTHER_VERSION, "schema", feature, || {
            let found = Diagnostic::new(codes::OTHER_VERSION, message);
            found.at(&path.pointer()).label(label)
        });
    }
}

fn moved_kind(node: Option<&Node>) -> Kind {
    match node.is_some_and(Node::is_scalar) {
        true => Kind::Scalar,
        false => Kind::Moved,
    }
}
