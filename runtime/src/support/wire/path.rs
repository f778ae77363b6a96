//! The JSON path of a decoding error: `$.backups[3].size: invalid type …`.
//!
//! serde's errors have no path, and a wrapper type can't be returned from `serde_json::from_str`. So the path is part
//! of the message: when an error passes through an object, list or map, that one prepends its segment.

use std::fmt::Write as _;

use serde::de::Error;
use serde_json::Value;

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    Key(String),
    Index(usize),
}

/// Prepends the segment of a property to an error.
#[cold]
pub fn at_key<E: Error>(name: &str, error: E) -> E {
    let mut segment = String::new();
    push_key(&mut segment, name);
    E::custom(prepend(&segment, &error.to_string()))
}

/// Prepends the segment of an array item to an error.
#[cold]
pub fn at_index<E: Error>(index: usize, error: E) -> E {
    E::custom(prepend(&format!("[{index}]"), &error.to_string()))
}

/// Appends the segment of a property: `.name`, or `["odd name"]` if the name isn't an identifier.
pub fn push_key(path: &mut String, name: &str) {
    if is_plain(name) {
        path.push('.');
        path.push_str(name);
    } else {
        // Writing to a `String` can't fail. The quotes keep the name from being taken for a part of the message.
        let _ = write!(path, "[{}]", serde_json::Value::from(name));
    }
}

/// Splits a message into the path (`$.a[0]`) and the rest. The path is `None` if the message doesn't begin with one.
pub fn split(message: &str) -> (Option<&str>, &str) {
    let Some(end) = path_end(message) else {
        return (None, message);
    };
    match message[end..].strip_prefix(": ") {
        Some(rest) => (Some(&message[..end]), rest),
        None => (None, message),
    }
}

/// Removes the line and column that serde_json appends to a message. They don't belong to the original text.
pub fn without_position(message: &str) -> &str {
    let Some((text, position)) = message.rsplit_once(" at line ") else {
        return message;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match position.split_once(" column ") {
        Some((line, column)) if is_number(line) && is_number(column) => text,
        _ => message,
    }
}

/// Parses a path. Returns `None` if it is malformed.
pub fn parse(path: &str) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let mut rest = path.strip_prefix('$')?;
    while !rest.is_empty() {
        let length;
        if let Some(name) = rest.strip_prefix('.') {
            length = 1 + plain_length(name.as_bytes());
            segments.push(Segment::Key(rest[1..length].to_owned()));
        } else {
            length = bracket_length(rest.as_bytes())?;
            let inner = rest.get(1..length - 1)?;
            segments.push(match inner.parse() {
                Ok(index) => Segment::Index(index),
                Err(_) => Segment::Key(serde_json::from_str(inner).ok()?),
            });
        }
        rest = &rest[length..];
    }
    Some(segments)
}

/// Formats a path.
pub fn to_string(segments: &[Segment]) -> String {
    let mut path = String::from("$");
    for segment in segments {
        match segment {
            Segment::Key(name) => push_key(&mut path, name),
            // Writing to a `String` can't fail.
            Segment::Index(index) => drop(write!(path, "[{index}]")),
        }
    }
    path
}

/// Returns the value at a path.
pub fn get<'v>(root: &'v Value, segments: &[Segment]) -> Option<&'v Value> {
    segments
        .iter()
        .try_fold(root, |value, segment| match segment {
            Segment::Key(name) => value.get(name),
            Segment::Index(index) => value.get(index),
        })
}

/// Returns the value at a path, for changes.
pub fn get_mut<'v>(root: &'v mut Value, segments: &[Segment]) -> Option<&'v mut Value> {
    segments
        .iter()
        .try_fold(root, |value, segment| match segment {
            Segment::Key(name) => value.get_mut(name),
            Segment::Index(index) => value.get_mut(index),
        })
}

fn prepend(segment: &str, message: &str) -> String {
    match split(message) {
        (Some(path), rest) => format!("${segment}{}: {rest}", &path[1..]),
        (None, rest) => format!("${segment}: {rest}"),
    }
}

/// Returns the length of the path that the message begins with.
fn path_end(message: &str) -> Option<usize> {
    let bytes = message.as_bytes();
    if bytes.first() != Some(&b'$') {
        return None;
    }
    let mut at = 1;
    loop {
        let length = match bytes.get(at) {
            Some(b'.') => 1 + plain_length(&bytes[at + 1..]),
            Some(b'[') => bracket_length(&bytes[at..])?,
            _ => return Some(at),
        };
        at += length;
    }
}

/// Returns the length of a `[…]` segment, including its brackets.
fn bracket_length(bytes: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b']' if !quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn plain_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| is_plain_byte(**byte))
        .count()
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.as_bytes()[0].is_ascii_digit() && name.bytes().all(is_plain_byte)
}

fn is_plain_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
