//! Enumerations: `enum`, `const`, and unions of constants.
//!
//! In: a schema that lists values. Out: an [`Enum`]. Guaranteed: values are unique; `null` is not a value; values of
//! another type are converted to the type of the schema if possible.

use std::collections::HashSet;

use super::json::to_json;
use super::rules::rules;
use super::schema::docs;
use super::union::is_null;
use super::{Lower, schemas, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Deprecated, Enum, EnumValue, Literal, Ref, Scalar, Shape};
use crate::read::{Node, Number, REMOVED_VALUES, Schema};
use crate::source::Pointer;

/// A listed value, with its name and documentation.
struct Listed<'d> {
    node: &'d Node,
    name: Option<String>,
    docs: String,
    deprecated: Deprecated,
    at: Pointer,
}

impl<'d> Lower<'d, '_> {
    /// The values of a schema with `enum` or `const`.
    pub(super) fn enumeration(&mut self, schema: Schema<'d>, at: &Pointer) -> Enum {
        Enum {
            format: schema.format().to_owned(),
            ..self.values(schema.single_type(), listed(schema, at))
        }
    }

    /// The values of a union of constants.
    pub(super) fn constants(&mut self, keyword: &str, schema: Schema<'d>, at: &Pointer) -> Enum {
        let mut all = Vec::new();
        let mut other_strings = None;
        for (schema, at) in schemas(schema, at, keyword) {
            if values(schema).is_empty() && !is_null(schema) {
                let string = Ref::new(Shape::Scalar(Scalar::String), at);
                other_strings = Some(Ref {
                    rules: rules(schema),
                    ..string
                });
                continue;
            }
            let description = docs(schema).description;
            let title = text(schema, "title");
            let is_single = values(schema).len() == 1;
            for mut value in listed(schema, &at) {
                if is_single {
                    value.docs.clone_from(&description);
                    // Strings are named by their value, other constants by their title.
                    if value.node.as_str().is_none() && !title.is_empty() {
                        value.name.get_or_insert(title.to_owned());
                    } else if value.docs.is_empty() {
                        value.docs = title.to_owned();
                    }
                }
                all.push(value);
            }
        }
        Enum {
            other_strings,
            ..self.values(schema.single_type(), all)
        }
    }

    fn values(&mut self, kind: &str, listed: Vec<Listed<'d>>) -> Enum {
        let mut values: Vec<EnumValue> = Vec::new();
        // Floats have no hash: their text stands for them.
        let mut known = HashSet::new();
        for Listed {
            node,
            name,
            docs,
            deprecated,
            at,
        } in listed
        {
            let Some(literal) = self.literal(kind, node, &at) else {
                continue;
            };
            if !known.insert(format!("{literal:?}")) {
                let message = format!("`{literal}` is listed twice");
                let found = Diagnostic::new(codes::DUPLICATE_VALUE, message).at(&at);
                self.diags
                    .push(found.label("the second occurrence is left out"));
                continue;
            }
            values.push(EnumValue {
                literal,
                name,
                docs,
                deprecated,
                at,
            });
        }
        Enum {
            values,
            other_strings: None,
            format: String::new(),
        }
    }

    /// The value, converted to the type of the schema if possible. Returns `None` for `null`, arrays and objects.
    fn literal(&mut self, kind: &str, node: &Node, at: &Pointer) -> Option<Literal> {
        let plain = match node {
            // `null` is a property of the edge.
            Node::Null => return None,
            Node::String(text) => Literal::String(text.clone()),
            Node::Bool(flag) => Literal::Bool(*flag),
            Node::Number(number) => {
                if let Number::Int(int) = number
                    && i64::try_from(*int).is_err()
                    && (*int as f64) as i128 != *int
                {
                    let message = format!(
                        "`{int}` is neither a 64-bit integer with sign nor exactly a float"
                    );
                    let found = Diagnostic::new(codes::ENUM_VALUE_TYPE, message).at(at);
                    let label = "sent rounded; received as an undeclared value";
                    self.diags.push(found.label(label));
                }
                number_literal(*number)
            }
            Node::Array(_) | Node::Object(_) => {
                let message = format!("`{}` is not a scalar", to_json(node));
                let found = Diagnostic::new(codes::ENUM_VALUE_TYPE, message).at(at);
                self.diags.push(found.label("the value is left out"));
                return None;
            }
        };
        let converted = match (kind, &plain) {
            ("string", Literal::String(_)) => return Some(plain),
            ("string", other) => Literal::String(other.to_string()),
            ("integer" | "number", Literal::String(text)) => match text.parse::<i64>() {
                Ok(number) => Literal::Int(number),
                Err(_) => text.parse().map_or_else(|_| plain.clone(), Literal::Float),
            },
            _ => return Some(plain),
        };
        let message = format!("`{plain}` is not of the type `{kind}`");
        let found = Diagnostic::new(codes::ENUM_VALUE_TYPE, message).at(at);
        let label = match converted == plain {
            true => "generated with its own type".to_owned(),
            false => format!("generated as the {kind} `{converted}`"),
        };
        self.diags.push(found.label(label));
        Some(converted)
    }
}

/// A number without a fractional part is an integer, even if written as `1.0`.
fn number_literal(number: Number) -> Literal {
    match (number.as_i64(), number.as_f64()) {
        (Some(int), _) => Literal::Int(int),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it has no fractional part and is within bounds"
        )]
        (None, float) if float.fract() == 0.0 && float.abs() < 9e15 => Literal::Int(float as i64),
        (None, float) => Literal::Float(float),
    }
}

/// The values of `enum` and `const`, without `null`.
pub(super) fn values(schema: Schema<'_>) -> Vec<&Node> {
    let listed = schema
        .get("enum")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let listed = listed.iter().chain(schema.get("const"));
    listed.filter(|value| !value.is_null()).collect()
}

/// Whether `enum` or `const` includes `null`.
pub(super) fn lists_null(schema: Schema<'_>) -> bool {
    let listed = schema
        .get("enum")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let mut listed = listed.iter().chain(schema.get("const"));
    listed.any(Node::is_null)
}

fn listed<'d>(schema: Schema<'d>, at: &Pointer) -> Vec<Listed<'d>> {
    let names = ["x-enum-varnames", "x-enum-names", "x-enumNames"];
    let names = names.into_iter().find_map(|key| schema.get(key));
    let descriptions = ["x-enum-descriptions", "x-enumDescriptions"];
    let descriptions = descriptions.into_iter().find_map(|key| schema.get(key));
    let description = text(schema, "description");
    let values = schema
        .get("enum")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let values_at = at.child("enum");
    let mut all: Vec<Listed<'d>> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let docs = extension_value(descriptions, index, value).map(str::to_owned);
        all.push(Listed {
            node: value,
            name: extension_value(names, index, value).map(str::to_owned),
            docs: docs.unwrap_or_else(|| value_docs(description, &plain(value))),
            deprecated: deprecation(schema, value),
            at: values_at.index(index),
        });
    }
    all.extend(schema.get("const").map(|value| Listed {
        node: value,
        name: extension_value(names, 0, value).map(str::to_owned),
        docs: String::new(),
        deprecated: Deprecated::No,
        at: at.child("const"),
    }));
    all
}

/// Whether a value is removed from the document and only retained for a while.
fn deprecation(schema: Schema<'_>, value: &Node) -> Deprecated {
    let mark = schema.get(REMOVED_VALUES);
    let values = mark.and_then(|mark| mark.get("values")?.as_array());
    match (mark, values) {
        (Some(mark), Some(values)) if values.contains(value) => {
            Deprecated::Until(text(mark, "version").to_owned())
        }
        _ => Deprecated::No,
    }
}

/// The entry of an extension for a value: the extension is an array in the order of the values, or an object with the
/// values as keys.
fn extension_value<'d>(extension: Option<&'d Node>, index: usize, value: &Node) -> Option<&'d str> {
    let extension = extension?;
    let found = match extension.as_array() {
        Some(list) => list.get(index)?,
        None => extension.get(&plain(value))?,
    };
    found.as_str().filter(|text| !text.trim().is_empty())
}

fn plain(value: &Node) -> String {
    match value {
        Node::String(text) => text.clone(),
        other => to_json(other),
    }
}

/// The description of a value in a Markdown list: `` - `VALUE`: description ``.
fn value_docs(description: &str, wire: &str) -> String {
    let entry = |line: &str| {
        let item = line
            .trim_start()
            .strip_prefix(['-', '*', '+'])?
            .trim_start();
        let item = item.strip_prefix('`').unwrap_or(item).strip_prefix(wire)?;
        let item = item.strip_prefix('`').unwrap_or(item).trim_start();
        let docs = item
            .strip_prefix(':')
            .or_else(|| item.strip_prefix(['-', '–', '—']))?;
        Some(capitalize(docs.trim()))
    };
    description.lines().find_map(entry).unwrap_or_default()
}

fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
