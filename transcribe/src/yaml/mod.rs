//! Writes YAML in the style of a person.
//!
//! In: a tree of values. Out: text that parses to the same tree. Keys keep their order, strings have quotes only if
//! YAML needs them, and strings of several lines are block scalars.

mod scalar;

use scalar::{block, scalar};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(i128),
    /// A number with a fraction or an exponent. It is finite.
    Float(f64),
    Bool(bool),
    Null,
    List(Vec<Value>),
    /// A list of strings on one line.
    FlowList(Vec<String>),
    Map(Map),
    /// An object with an empty line between its entries.
    Spaced(Map),
}

/// An object that keeps the order of its keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map(pub Vec<(String, Value)>);

impl Map {
    pub fn new() -> Self {
        Map::default()
    }

    pub fn add(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        self.0.push((key.into(), value.into()));
    }

    /// Adds an entry if it has a value.
    pub fn add_some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.add(key, value);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Value::Map(map)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i128> for Value {
    fn from(value: i128) -> Self {
        Value::Number(value)
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Value::Number(i128::from(value))
    }
}

/// The text of a document. An empty line precedes `paths` and `components`.
pub fn text(root: &Map) -> String {
    let mut out = String::new();
    for (key, value) in &root.0 {
        if ["paths", "components"].contains(&key.as_str()) {
            out.push('\n');
        }
        entry(&mut out, 0, key, value);
    }
    out
}

const STEP: usize = 2;

fn entry(out: &mut String, indent: usize, key: &str, value: &Value) {
    pad(out, indent);
    out.push_str(&scalar(key));
    out.push(':');
    behind(out, indent, value);
}

/// Writes a value behind its key or dash.
fn behind(out: &mut String, indent: usize, value: &Value) {
    match value {
        Value::Text(text) => match block(text, indent + STEP) {
            Some(block) => out.push_str(&block),
            None => line(out, &scalar(text)),
        },
        Value::Number(number) => line(out, &number.to_string()),
        Value::Float(number) => line(out, &float(*number)),
        Value::Null => line(out, "null"),
        Value::Bool(value) => line(out, if *value { "true" } else { "false" }),
        Value::FlowList(words) => line(out, &flow(words)),
        Value::List(items) if items.is_empty() => line(out, "[]"),
        Value::Map(map) | Value::Spaced(map) if map.is_empty() => line(out, "{}"),
        Value::List(items) => {
            out.push('\n');
            items
                .iter()
                .for_each(|value| item(out, indent + STEP, value));
        }
        Value::Map(map) => {
            out.push('\n');
            for (key, value) in &map.0 {
                entry(out, indent + STEP, key, value);
            }
        }
        Value::Spaced(map) => {
            out.push('\n');
            for (index, (key, value)) in map.0.iter().enumerate() {
                if index > 0 {
                    out.push('\n');
                }
                entry(out, indent + STEP, key, value);
            }
        }
    }
}

fn item(out: &mut String, indent: usize, value: &Value) {
    pad(out, indent);
    out.push('-');
    match value {
        Value::Map(map) | Value::Spaced(map) if !map.is_empty() => {
            for (index, (key, value)) in map.0.iter().enumerate() {
                match index {
                    0 => {
                        out.push(' ');
                        out.push_str(&scalar(key));
                        out.push(':');
                        behind(out, indent + STEP, value);
                    }
                    _ => entry(out, indent + STEP, key, value),
                }
            }
        }
        other => behind(out, indent, other),
    }
}

/// YAML 1.1 reads a number with an exponent only if it has a point.
fn float(number: f64) -> String {
    let text = format!("{number:?}");
    match text.split_once('e') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
        _ => text,
    }
}

fn flow(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| scalar::in_flow(word)).collect();
    format!("[{}]", words.join(", "))
}

fn line(out: &mut String, text: &str) {
    out.push(' ');
    out.push_str(text);
    out.push('\n');
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}
