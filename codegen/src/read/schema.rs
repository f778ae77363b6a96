//! Schemas in the vocabulary of JSON Schema 2020-12.
//!
//! Input: a schema of a checked [`Document`](super::Document), whatever the version of the document. [`Schema`] reads
//! its keywords; OpenAPI's own keywords (`discriminator`, `readOnly`, `xml`, …) are beside those of JSON Schema.
//! `nullable` remains only where a schema has no `type` that could include `null`.

use std::sync::LazyLock;

use super::type_keyword::{TYPES, distinct, is_of_type, lists_null, single_type};
use super::{Node, Number};

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
const COMPOSED: &[&str] = &[
    "$ref",
    "$dynamicRef",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "const",
];

/// Lower bounds of counts, which are never negative.
const COUNTS: &[&str] = &["minLength", "minItems", "minProperties", "minContains"];

/// Media types whose content is binary.
const BINARY_MEDIA_TYPES: &[&str] = &[
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "audio/",
    "image/",
    "video/",
];

/// The format of a string that can be an integer.
const INT_OR_STRING: &str = "int-or-string";

static INTEGER: LazyLock<Node> = LazyLock::new(|| Node::String("integer".to_owned()));
static STRING: LazyLock<Node> = LazyLock::new(|| Node::String("string".to_owned()));

/// Keywords that refer to other schemas for the same value, or contain such schemas.
const REFERRING: &[&str] = &["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf"];

/// A schema of a checked document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schema<'d> {
    node: &'d Node,
    /// The only type that is considered: an item of `type`.
    only: Option<&'d Node>,
    /// Whether only the keywords beside references and compositions are considered.
    is_beside: bool,
}

/// A bound of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// The bound itself is allowed.
    Inclusive(Number),
    /// The bound itself is not allowed.
    Exclusive(Number),
}

impl<'d> Schema<'d> {
    /// The schema at a node.
    pub fn new(node: &'d Node) -> Self {
        Self {
            node,
            only: None,
            is_beside: false,
        }
    }

    /// The node of the schema.
    pub fn node(self) -> &'d Node {
        self.node
    }

    /// The schema without its references and compositions: the keywords beside them.
    pub fn beside(self) -> Self {
        Self {
            is_beside: true,
            ..self
        }
    }

    /// Whether the view is that of [`Schema::beside`].
    pub fn is_beside(self) -> bool {
        self.is_beside
    }

    /// Returns the value of a keyword, or `None` if the schema does not have it.
    pub fn get(self, keyword: &str) -> Option<&'d Node> {
        if self.is_beside && REFERRING.contains(&keyword) {
            return None;
        }
        let value = self.node.get(keyword)?;
        let Some(only) = self.only else {
            return Some(value);
        };
        let name = only.as_str().unwrap_or_default();
        let applies = |(types, keywords): &(&[&str], &[&str])| {
            types.contains(&name) && keywords.contains(&keyword)
        };
        match keyword {
            "type" => Some(only),
            "format" => format_applies(value.as_str()?, name).then_some(value),
            _ => TYPE_KEYWORDS.iter().any(applies).then_some(value),
        }
    }

    /// Whether the schema has a keyword.
    pub fn has(self, keyword: &str) -> bool {
        self.get(keyword).is_some()
    }

    /// Whether the schema has a keyword with a value that has an effect. `minItems: 0`, `required: []` and
    /// `uniqueItems: false` have none.
    pub fn has_effect(self, keyword: &str) -> bool {
        match self.get(keyword) {
            None => false,
            Some(_) if keyword == "const" => true,
            Some(Node::Null) => false,
            Some(Node::Bool(value)) => *value || keyword != "uniqueItems",
            Some(Node::Number(number)) => number.as_f64() > 0.0 || !COUNTS.contains(&keyword),
            Some(Node::String(_)) => true,
            Some(Node::Array(items)) => !items.is_empty(),
            Some(Node::Object(map)) => !map.is_empty(),
        }
    }

    /// The keywords of the schema, in the order of the document.
    pub fn keywords(self) -> impl Iterator<Item = &'d str> {
        let map = self.node.as_object();
        let keywords = map.into_iter().flat_map(|map| map.keys());
        let is_complete = self.only.is_none() && !self.is_beside;
        keywords.filter(move |keyword| is_complete || self.has(keyword))
    }

    /// Whether the schema is `false` or `not: {}`: no value is valid.
    pub fn is_never(self) -> bool {
        let is_anything = |node: &Node| match node {
            Node::Bool(value) => *value,
            node => node.as_object().is_some_and(|map| map.is_empty()),
        };
        match self.node {
            Node::Bool(value) => !value,
            _ => self.keywords().eq(["not"]) && self.get("not").is_some_and(is_anything),
        }
    }

    /// The references, with their keywords: `$ref`, `$dynamicRef`, or both.
    pub fn references(self) -> impl Iterator<Item = (&'static str, &'d str)> {
        let keywords = ["$ref", "$dynamicRef"].into_iter();
        keywords.filter_map(move |keyword| Some((keyword, self.get(keyword)?.as_str()?)))
    }

    /// The type of all values other than `null`. It is `null` if there are no other values, and empty if all types or
    /// several types are allowed. A name that is not a type is ignored: the check has reported it.
    pub fn single_type(self) -> &'d str {
        single_type(self.get("type"))
    }

    /// The schema of each type, if `type` lists several types and no other keyword defines the values more precisely.
    /// Each has the index of its type in `type`, and only the keywords that apply to that type.
    pub fn by_type(self) -> Vec<(usize, Schema<'d>)> {
        if self.is_integer_or_string() {
            let narrowed = |only: &'static Node| Schema {
                only: Some(only),
                ..self
            };
            return vec![(0, narrowed(&INTEGER)), (1, narrowed(&STRING))];
        }
        let Some(types) = self.get("type").and_then(Node::as_array) else {
            return Vec::new();
        };
        let types = distinct(types);
        let is_composed = || COMPOSED.iter().any(|keyword| self.has(keyword));
        if types.len() < 2 || is_composed() || self.is_of_any_type(&types) {
            return Vec::new();
        }
        let narrowed = |(index, only)| {
            let only = Some(only);
            (index, Schema { only, ..self })
        };
        types.into_iter().map(narrowed).collect()
    }

    /// Whether the schema is that of Kubernetes for an integer or a string, which it calls a string with a format.
    fn is_integer_or_string(self) -> bool {
        let is_marked = || {
            let mark = self.get("x-kubernetes-int-or-string");
            mark.and_then(Node::as_bool) == Some(true)
        };
        let has_format = self.get("format").and_then(Node::as_str) == Some(INT_OR_STRING);
        self.only.is_none()
            && !self.is_defined_without_type()
            && match self.single_type() {
                "string" => has_format,
                "" => has_format || is_marked(),
                _ => false,
            }
    }

    /// Whether all types are allowed and no keyword constrains the values of one type.
    fn is_of_any_type(self, types: &[(usize, &Node)]) -> bool {
        let is_listed = |name: &str| types.iter().any(|(_, it)| it.as_str() == Some(name));
        let covered = |name: &&str| *name == "integer" || is_listed(name);
        let has = |keyword: &&str| self.has(keyword);
        TYPES.iter().all(covered)
            && !TYPE_KEYWORDS
                .iter()
                .any(|(_, keywords)| keywords.iter().any(has))
    }

    /// Whether `null` is allowed by `type`, or by `nullable` where there is no `type`.
    pub fn allows_null(self) -> bool {
        lists_null(self.get("type")) || self.get("nullable").and_then(Node::as_bool) == Some(true)
    }

    /// Returns the default value, or `None` if it does not have the type of the schema, which the check has reported.
    pub fn default_value(self) -> Option<&'d Node> {
        let default = self.get("default")?;
        let is_valid = default.is_null() || is_of_type(self.single_type(), default);
        is_valid.then_some(default)
    }

    /// The format of strings, also if `contentEncoding` or `contentMediaType` states it: `byte` for Base64, `binary` for
    /// bytes.
    pub fn format(self) -> &'d str {
        let text = |key: &str| self.get(key).and_then(Node::as_str).unwrap_or_default();
        string_format(
            text("format"),
            text("contentEncoding"),
            text("contentMediaType"),
        )
    }

    /// Whether references, compositions or listed values define the schema.
    pub(crate) fn is_defined_without_type(self) -> bool {
        COMPOSED.iter().any(|keyword| self.has(keyword))
    }

    /// Whether the content keywords make the schema one of strings although it has no `type`.
    pub fn is_encoded_string(self) -> bool {
        let is_encoded = self.has("contentEncoding") || self.has("contentMediaType");
        let is_untyped = !self.has("type") && !self.is_defined_without_type();
        is_untyped && is_encoded && matches!(self.format(), "byte" | "binary")
    }

    /// The lower bound: the stricter one of `minimum` and `exclusiveMinimum`.
    pub fn minimum(self) -> Option<Limit> {
        self.limit("minimum", "exclusiveMinimum", |exclusive, inclusive| {
            exclusive >= inclusive
        })
    }

    /// The upper bound: the stricter one of `maximum` and `exclusiveMaximum`.
    pub fn maximum(self) -> Option<Limit> {
        self.limit("maximum", "exclusiveMaximum", |exclusive, inclusive| {
            exclusive <= inclusive
        })
    }

    fn limit(
        self,
        inclusive: &str,
        exclusive: &str,
        is_stricter: fn(f64, f64) -> bool,
    ) -> Option<Limit> {
        let number = |keyword: &str| self.get(keyword).and_then(Node::as_number);
        match (number(inclusive), number(exclusive)) {
            (Some(inclusive), Some(exclusive))
                if !is_stricter(exclusive.as_f64(), inclusive.as_f64()) =>
            {
                Some(Limit::Inclusive(inclusive))
            }
            (_, Some(exclusive)) => Some(Limit::Exclusive(exclusive)),
            (inclusive, None) => inclusive.map(Limit::Inclusive),
        }
    }

    /// The schema of undeclared properties, with its keyword: `additionalProperties` or `unevaluatedProperties`.
    pub fn undeclared_properties(self) -> Option<(&'static str, &'d Node)> {
        self.first(["additionalProperties", "unevaluatedProperties"])
    }

    /// The schema of all further items, with its keyword: `items` or `unevaluatedItems`.
    pub fn further_items(self) -> Option<(&'static str, &'d Node)> {
        self.first(["items", "unevaluatedItems"])
    }

    fn first(self, keywords: [&'static str; 2]) -> Option<(&'static str, &'d Node)> {
        let mut keywords = keywords.into_iter();
        keywords.find_map(|keyword| Some((keyword, self.get(keyword)?)))
    }
}

/// The format of strings with these values of `format`, `contentEncoding` and `contentMediaType` (see
/// [`Schema::format`]). An empty string stands for an absent keyword.
pub fn string_format<'d>(format: &'d str, encoding: &str, media_type: &str) -> &'d str {
    if encoding.eq_ignore_ascii_case("base64") && matches!(format, "" | "binary") {
        return "byte";
    }
    let is_binary = || {
        let media_type = media_type.to_ascii_lowercase();
        let mut prefixes = BINARY_MEDIA_TYPES.iter();
        prefixes.any(|prefix| media_type.starts_with(prefix))
    };
    match (format, encoding) {
        ("", "") if is_binary() => "binary",
        ("", encoding) if encoding.eq_ignore_ascii_case("binary") => "binary",
        _ => format,
    }
}

/// Whether a format applies to a type.
fn format_applies(format: &str, name: &str) -> bool {
    match format {
        INT_OR_STRING => false,
        "float" | "double" | "decimal" => name == "number",
        _ if ["int", "uint", "u-int"]
            .iter()
            .any(|start| format.starts_with(start)) =>
        {
            matches!(name, "integer" | "number")
        }
        _ => name == "string",
    }
}
