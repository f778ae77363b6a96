//! JSON of samples and imports, with positions.
//!
//! Samples of pages are not strict: comments, trailing commas and `...` for parts that are left out are accepted. The
//! parser limits the depth.

use jsonc_parser::ast;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::span::Span;

/// No API nests deeper, and schemas are as deep as their samples.
const MAX_DEPTH: usize = 64;

/// A value, and where it is.
#[derive(Clone, Debug)]
pub struct Json {
    pub value: Value,
    pub at: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Positions are no part of a value.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// The source of a JSON text.
#[derive(Clone, Copy)]
pub struct Source {
    pub at: Span,
    /// Whether the text is exactly that of the span, so that values in it have positions of their own.
    pub exact: bool,
}

impl Source {
    fn span(self, start: usize, end: usize) -> Span {
        match self.exact {
            true => Span::new(self.at.file, self.at.start + start..self.at.start + end),
            false => self.at,
        }
    }
}

/// JSON, and whether `...` stands for parts of it.
pub struct Parsed {
    pub json: Json,
    pub elided: bool,
}

impl Json {
    pub fn new(value: Value, at: Span) -> Self {
        Json { value, at }
    }

    pub fn text(text: impl Into<String>, at: Span) -> Self {
        Json::new(Value::Text(text.into()), at)
    }

    /// Parses strict JSON. Returns the position and the reason of the first error.
    pub fn parse(text: &str, source: Source) -> Result<Json, (Span, String)> {
        parse(text, source, &options(false))
    }

    /// Parses a sample.
    pub fn sample(text: &str, source: Source) -> Result<Parsed, (Span, String)> {
        let (text, elided) = without_ellipses(text);
        let json = parse(&text, source, &options(true))?;
        Ok(Parsed { json, elided })
    }

    pub fn get(&self, key: &str) -> Option<&Json> {
        let Value::Object(entries) = &self.value else {
            return None;
        };
        let found = entries.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value)
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text at a key.
    pub fn string(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    pub fn items(&self) -> &[Json] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn entries(&self) -> &[(String, Json)] {
        match &self.value {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The list at a key.
    pub fn list(&self, key: &str) -> &[Json] {
        self.get(key).map_or(&[], Json::items)
    }

    pub fn is_true(&self, key: &str) -> bool {
        matches!(
            self.get(key),
            Some(Json {
                value: Value::Bool(true),
                ..
            })
        )
    }

    pub fn type_name(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(text) if is_integer(text) => "integer",
            Value::Number(_) => "number",
            Value::Text(_) => "string",
            Value::List(_) => "array",
            Value::Object(_) => "object",
        }
    }
}

/// Whether a number has neither a fraction nor an exponent, and fits into 64 bits.
pub fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}

fn options(lenient: bool) -> ParseOptions {
    ParseOptions {
        allow_comments: lenient,
        allow_loose_object_property_names: false,
        allow_trailing_commas: lenient,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_extended_string_escapes: false,
        allow_non_finite_numbers: false,
    }
}

fn parse(text: &str, source: Source, options: &ParseOptions) -> Result<Json, (Span, String)> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), options);
    let parsed = parsed.map_err(|error| {
        let range = error.range();
        let message = error.kind().to_string();
        (source.span(range.start, range.end), message)
    })?;
    match parsed.value.map(|value| convert(value, source)) {
        Some(json) if depth(&json) > MAX_DEPTH => {
            let message = format!("values are nested deeper than {MAX_DEPTH}");
            Err((source.at, message))
        }
        Some(json) => Ok(json),
        None => Err((source.at, "there is no value".to_owned())),
    }
}

fn depth(json: &Json) -> usize {
    let items = json.items().iter();
    let inner = items.chain(json.entries().iter().map(|(_, value)| value));
    inner.map(depth).max().map_or(0, |inner| inner + 1)
}

fn convert(value: ast::Value<'_>, source: Source) -> Json {
    let range = jsonc_parser::common::Ranged::range(&value);
    let at = source.span(range.start, range.end);
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(lit) => Value::Bool(lit.value),
        ast::Value::NumberLit(lit) => Value::Number(lit.value.to_owned()),
        ast::Value::StringLit(lit) => Value::Text(lit.value.into_owned()),
        ast::Value::Array(list) => {
            let items = list.elements.into_iter();
            Value::List(items.map(|item| convert(item, source)).collect())
        }
        ast::Value::Object(object) => {
            let mut entries: Vec<(String, Json)> = Vec::new();
            for property in object.properties {
                let name = property.name.into_string();
                let value = convert(property.value, source);
                // The last of equal keys counts, as in most parsers.
                match entries.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, known)) => *known = value,
                    None => entries.push((name, value)),
                }
            }
            Value::Object(entries)
        }
    };
    Json { value, at }
}

/// Replaces ellipses outside of strings by blanks, so that positions remain.
fn without_ellipses(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped, mut elided) = (false, false, false);
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let dots = if quoted { 0 } else { ellipsis(rest) };
        if dots > 0 {
            elided = true;
            out.extend(std::iter::repeat_n(' ', dots));
            rest = &rest[dots..];
            continue;
        }
        match char {
            '"' if !escaped => quoted = !quoted,
            // A string does not continue on the next line: a missing quote affects only one line.
            '\n' => quoted = false,
            _ => {}
        }
        escaped = quoted && char == '\\' && !escaped;
        out.push(char);
        rest = &rest[char.len_utf8()..];
    }
    (out, elided)
}

/// The length of an ellipsis at the beginning of a text, with a comma behind it.
fn ellipsis(text: &str) -> usize {
    let dots = match text {
        text if text.starts_with('…') => '…'.len_utf8(),
        text if text.starts_with("...") => 3,
        _ => return 0,
    };
    match text[dots..].starts_with(',') {
        true => dots + 1,
        false => dots,
    }
}
