//! The words of types: `integer (int64)`, `array of strings`, `string[]`, `map<string, number>`, `string or null`.

use crate::draft::{Kind, Primitive, Schema};
use crate::span::Span;

/// Words of objects that a page describes elsewhere, and the names of their schemas.
pub type Names<'n> = &'n [String];

/// Reads a type. Returns `None` if a word is unknown.
pub fn parse(text: &str, names: Names<'_>, at: Span) -> Option<Schema> {
    read(text, names, at, 0)
}

fn read(text: &str, names: Names<'_>, at: Span, depth: usize) -> Option<Schema> {
    let text = text
        .trim()
        .trim_matches(['.', ',', ';', ':', '`', '*', '"', '\''])
        .trim();
    if text.is_empty() || depth > 8 {
        return None;
    }
    let alternatives = alternatives(text);
    if alternatives.len() == 1 {
        return single(text, names, at, depth);
    }
    let mut nullable = false;
    let mut kinds: Vec<Schema> = Vec::new();
    for alternative in alternatives {
        match alternative.trim().to_ascii_lowercase().as_str() {
            "null" | "nil" | "none" => nullable = true,
            "" => {}
            _ => kinds.push(single(alternative, names, at, depth)?),
        }
    }
    let mut schema = match kinds.len() {
        0 => return None,
        1 => kinds.remove(0),
        _ => Schema::new(Kind::AnyOf(kinds), at),
    };
    schema.nullable |= nullable;
    Some(schema)
}

/// Splits at `or`, `|` and `/` outside of brackets.
fn alternatives(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, char) in text.char_indices() {
        match char {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            '|' | '/' if depth == 0 && at >= start => {
                out.push(&text[start..at]);
                start = at + 1;
            }
            ' ' if depth == 0
                && text[at..].to_ascii_lowercase().starts_with(" or ")
                && at >= start =>
            {
                out.push(&text[start..at]);
                start = at + 4;
            }
            _ => {}
        }
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

fn single(text: &str, names: Names<'_>, at: Span, depth: usize) -> Option<Schema> {
    let text = text.trim().trim_matches(['.', ',', ';', '`', '*']).trim();
    let lower = text.to_ascii_lowercase();
    // `to_ascii_lowercase` keeps all byte offsets.
    let inner = |range: std::ops::Range<usize>| read(text.get(range)?, names, at, depth + 1);
    if let Some(rest) = lower.strip_prefix("nullable ") {
        let mut schema = inner(text.len() - rest.len()..text.len())?;
        schema.nullable = true;
        return Some(schema);
    }
    for prefix in [
        "array of ",
        "arrays of ",
        "list of ",
        "lists of ",
        "an array of ",
        "a list of ",
        "set of ",
    ] {
        if lower.starts_with(prefix) {
            return inner(prefix.len()..text.len()).map(Schema::list);
        }
    }
    for prefix in ["map of ", "dictionary of ", "hash of "] {
        if lower.starts_with(prefix) {
            let value = inner(prefix.len()..text.len())?;
            return Some(Schema::new(Kind::Map(Box::new(value)), at));
        }
    }
    if let Some(end) = ["[]", " array", " list"]
        .iter()
        .find(|end| lower.ends_with(**end))
    {
        return inner(0..text.len() - end.len()).map(Schema::list);
    }
    if lower.starts_with('[') && lower.ends_with(']') {
        return inner(1..text.len() - 1).map(Schema::list);
    }
    let open = lower.find(['<', '(', '[']);
    match open {
        Some(open) if lower.ends_with(['>', ')', ']']) => {
            with_argument(text, open, names, at, depth)
        }
        Some(_) => None,
        None => word(&lower, at).or_else(|| named(text, names, at)),
    }
}

/// `integer (int64)`, `array<string>`, `map<string, number>`.
fn with_argument(
    text: &str,
    open: usize,
    names: Names<'_>,
    at: Span,
    depth: usize,
) -> Option<Schema> {
    let (name, argument) = (
        text[..open].trim().to_ascii_lowercase(),
        &text[open + 1..text.len() - 1],
    );
    match name.as_str() {
        "array" | "list" | "set" | "sequence" => {
            read(argument, names, at, depth + 1).map(Schema::list)
        }
        "map" | "dict" | "dictionary" | "hash" | "record" | "object" if argument.contains(',') => {
            let (_, value) = argument.split_once(',')?;
            let value = read(value, names, at, depth + 1)?;
            Some(Schema::new(Kind::Map(Box::new(value)), at))
        }
        "optional" | "nullable" => {
            let mut schema = read(argument, names, at, depth + 1)?;
            schema.nullable = true;
            Some(schema)
        }
        name => {
            let mut schema = word(name, at)?;
            let argument = argument.trim().to_ascii_lowercase();
            if let Some(format) = format(&argument) {
                schema.format = Some(format.to_owned());
            } else if word(&argument, at).is_none() {
                return None;
            }
            Some(schema)
        }
    }
}

/// The formats that are written behind types.
pub fn format(word: &str) -> Option<&'static str> {
    Some(match word {
        "int32" | "32-bit" | "32 bit" => "int32",
        "int64" | "64-bit" | "64 bit" => "int64",
        "float" => "float",
        "double" => "double",
        "date" => "date",
        "date-time" | "datetime" | "iso 8601" | "iso8601" | "iso-8601" | "rfc 3339" | "rfc3339" => {
            "date-time"
        }
        "uuid" | "guid" => "uuid",
        "uri" | "url" => "uri",
        "email" => "email",
        "byte" | "base64" => "byte",
        "binary" => "binary",
        "password" => "password",
        "ipv4" => "ipv4",
        "ipv6" => "ipv6",
        "hostname" => "hostname",
        _ => return None,
    })
}

fn word(word: &str, at: Span) -> Option<Schema> {
    let primitive = |it: Primitive| Schema::primitive(it, at);
    let text = |format: &str| Schema::primitive(Primitive::String, at).with_format(format);
    let word = word.trim();
    let word = ["a ", "an "]
        .iter()
        .find_map(|article| word.strip_prefix(article))
        .unwrap_or(word);
    Some(match word {
        "string" | "strings" | "str" | "text" | "varchar" | "char" | "enum" | "string enum"
        | "enumeration" => primitive(Primitive::String),
        "integer" | "integers" | "int" | "ints" | "whole number" | "positive integer"
        | "unsigned integer" | "uint" | "unix timestamp" => primitive(Primitive::Integer),
        "int32" => primitive(Primitive::Integer).with_format("int32"),
        "int64" | "long" | "bigint" => primitive(Primitive::Integer).with_format("int64"),
        "number" | "numbers" | "numeric" | "decimal" | "float number" => {
            primitive(Primitive::Number)
        }
        "float" | "floats" => primitive(Primitive::Number).with_format("float"),
        "double" | "doubles" => primitive(Primitive::Number).with_format("double"),
        "boolean" | "booleans" | "bool" | "bools" | "true/false" | "flag" => {
            primitive(Primitive::Boolean)
        }
        "object" | "objects" | "hash" | "hashes" | "dict" | "dictionary" | "map" | "json"
        | "json object" | "struct" => Schema::object(at),
        "array" | "list" => Schema::list(Schema::any(at)),
        "date" => text("date"),
        "datetime" | "date-time" | "date time" | "iso 8601 date" | "iso 8601 timestamp"
        | "rfc 3339 timestamp" => text("date-time"),
        "uuid" | "guid" | "uuids" => text("uuid"),
        "uri" | "url" => text("uri"),
        "email" | "email address" => text("email"),
        "base64" => text("byte"),
        "file" | "binary" => text("binary"),
        "any" | "mixed" | "any type" => {
            let mut schema = Schema::any(at);
            schema.infer("type", "the page allows any value");
            schema
        }
        _ => return None,
    })
}

/// `Boat`, `Boat object`, `boat objects`.
fn named(text: &str, names: Names<'_>, at: Span) -> Option<Schema> {
    let lower = text.to_ascii_lowercase();
    let name = ["objects", "object", "resource"]
        .iter()
        .find_map(|end| lower.strip_suffix(end));
    let name = crate::draft::pascal_case(name.unwrap_or(&lower));
    let same = |known: &&String| {
        known.eq_ignore_ascii_case(&name) || known.eq_ignore_ascii_case(name.trim_end_matches('s'))
    };
    let known = names.iter().find(same);
    let ends = lower.ends_with("object") || lower.ends_with("objects");
    match known {
        Some(known) => Some(Schema::new(Kind::Named(known.clone()), at)),
        None if ends => Some(Schema::object(at)),
        None => None,
    }
}
