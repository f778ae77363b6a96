//! Values that are listed one by one: `enum`, `const`, and the same spelled as a choice of constants.
//!
//! In: a schema that lists values. Out: an [`Enum`]. Guaranteed: each value is there once, `null` is none of them,
//! and a value that is written in another type than the schema's own is read as one of that type.

use super::json::to_json;
use super::schema::docs;
use super::{Lower, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Deprecated, Enum, EnumValue, Literal};
use crate::read::{Node, Number, REMOVED_VALUES};
use crate::source::Pointer;

/// A value as it is listed, with what is said of it there.
struct Listed<'d> {
    node: &'d Node,
    name: Option<String>,
    docs: String,
    deprecated: Deprecated,
    at: Pointer,
}

impl<'d> Lower<'d, '_> {
    /// The values of a schema with `enum` or `const`.
    pub(super) fn enumeration(&mut self, node: &'d Node, at: &Pointer) -> Enum {
        self.values(text(node, "type"), listed(node, at))
    }

    /// The values of a choice of constants.
    pub(super) fn constants(&mut self, keyword: &str, node: &'d Node, at: &Pointer) -> Enum {
        let mut all = Vec::new();
        for (schema, place) in super::items(node, at, keyword) {
            let about = docs(schema);
            let title = text(schema, "title");
            let alone = values(schema).len() == 1;
            for mut value in listed(schema, &place) {
                if alone {
                    value.docs = about.description.clone();
                    // A text is its own name; what else is constant has one in its title.
                    if value.node.as_str().is_none() && !title.is_empty() {
                        value.name.get_or_insert(title.to_owned());
                    } else if value.docs.is_empty() {
                        value.docs = title.to_owned();
                    }
                }
                all.push(value);
            }
        }
        self.values(text(node, "type"), all)
    }

    fn values(&mut self, kind: &str, listed: Vec<Listed<'d>>) -> Enum {
        let mut values: Vec<EnumValue> = Vec::new();
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
            if values.iter().any(|known| known.literal == literal) {
                let message = format!("`{literal}` is listed twice");
                let found = Diagnostic::new(codes::DUPLICATE_VALUE, message).at(&at);
                self.diags.push(found.label("the second one is left out"));
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
        Enum { values }
    }

    /// The value, in the schema's own type where it can be read so.
    fn literal(&mut self, kind: &str, node: &Node, at: &Pointer) -> Option<Literal> {
        let plain = match node {
            // `null` is the business of the edge.
            Node::Null => return None,
            Node::String(text) => Literal::String(text.clone()),
            Node::Bool(flag) => Literal::Bool(*flag),
            Node::Number(number) => number_literal(*number),
            Node::Array(_) | Node::Object(_) => {
                let message = format!("`{}` is no scalar", to_json(node));
                let found = Diagnostic::new(codes::ENUM_VALUE_TYPE, message).at(at);
                self.diags.push(found.label("the value is left out"));
                return None;
            }
        };
        let meant = match (kind, &plain) {
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
        let label = match meant == plain {
            true => "kept as it is".to_owned(),
            false => format!("taken as the {kind} `{meant}`"),
        };
        self.diags.push(found.label(label));
        Some(meant)
    }
}

/// A whole number is an integer, however it is written.
fn number_literal(number: Number) -> Literal {
    match (number.as_i64(), number.as_f64()) {
        (Some(int), _) => Literal::Int(int),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is whole, and within bounds"
        )]
        (None, float) if float.fract() == 0.0 && float.abs() < 9e15 => Literal::Int(float as i64),
        (None, float) => Literal::Float(float),
    }
}

/// The values that a schema lists, `null` aside.
pub(super) fn values(node: &Node) -> Vec<&Node> {
    let listed = node
        .get("enum")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let listed = listed.iter().chain(node.get("const"));
    listed.filter(|value| !value.is_null()).collect()
}

/// Whether the values that a schema lists include `null`.
pub(super) fn lists_null(node: &Node) -> bool {
    let listed = node
        .get("enum")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let mut listed = listed.iter().chain(node.get("const"));
    listed.any(Node::is_null)
}

fn listed<'d>(node: &'d Node, at: &Pointer) -> Vec<Listed<'d>> {
    let names = ["x-enum-varnames", "x-enum-names", "x-enumNames"];
    let names = names.into_iter().find_map(|key| node.get(key));
    let about = ["x-enum-descriptions", "x-enumDescriptions"];
    let about = about.into_iter().find_map(|key| node.get(key));
    let description = text(node, "description");
    let values = node
        .get("enum")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let place = at.child("enum");
    let mut all: Vec<Listed<'d>> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let docs = beside(about, index, value).map(str::to_owned);
        all.push(Listed {
            node: value,
            name: beside(names, index, value).map(str::to_owned),
            docs: docs.unwrap_or_else(|| value_docs(description, &plain(value))),
            deprecated: removed(node, value),
            at: place.index(index),
        });
    }
    all.extend(node.get("const").map(|value| Listed {
        node: value,
        name: beside(names, 0, value).map(str::to_owned),
        docs: String::new(),
        deprecated: Deprecated::No,
        at: at.child("const"),
    }));
    all
}

/// Whether a value of a schema is one that the document no longer has.
fn removed(node: &Node, value: &Node) -> Deprecated {
    let mark = node.get(REMOVED_VALUES);
    let values = mark.and_then(|mark| mark.get("values")?.as_array());
    match (mark, values) {
        (Some(mark), Some(values)) if values.contains(value) => {
            Deprecated::Until(text(mark, "version").to_owned())
        }
        _ => Deprecated::No,
    }
}

/// What a list in the order of the values, or an object with the values for keys, holds for one of them.
fn beside<'d>(extension: Option<&'d Node>, index: usize, value: &Node) -> Option<&'d str> {
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

/// What a description that lists the values says of one: `` - `NAME`: words ``, in Markdown's list markers.
fn value_docs(description: &str, wire: &str) -> String {
    let entry = |line: &str| {
        let item = line
            .trim_start()
            .strip_prefix(['-', '*', '+'])?
            .trim_start();
        let item = item.strip_prefix('`').unwrap_or(item).strip_prefix(wire)?;
        let item = item.strip_prefix('`').unwrap_or(item).trim_start();
        let words = item
            .strip_prefix(':')
            .or_else(|| item.strip_prefix(['-', '–', '—']))?;
        Some(capitalised(words.trim()))
    };
    description.lines().find_map(entry).unwrap_or_default()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
