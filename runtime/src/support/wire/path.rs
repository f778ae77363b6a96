//! The JSON path of a decoding error: `$.backups[3].size: invalid type …`.
//!
//! serde's errors carry no place, and neither would a wrapper of ours survive the users' own
//! `serde_json::from_str`. So the path lives in the message: every object, list and map on the way
//! out puts its segment in front of what the inner one said.

use std::fmt::Write as _;

use serde::de::Error;
use serde_json::Value;

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Member(String),
    Item(usize),
}

/// The error with the member's segment in front.
#[cold]
pub fn at_member<E: Error>(name: &str, error: E) -> E {
    let mut segment = String::new();
    push_member(&mut segment, name);
    E::custom(prepend(&segment, &error.to_string()))
}

/// The error with the item's segment in front.
#[cold]
pub fn at_item<E: Error>(index: usize, error: E) -> E {
    E::custom(prepend(&format!("[{index}]"), &error.to_string()))
}

/// Appends a member's segment: `.name`, or `["odd name"]` where it isn't a plain identifier.
pub fn push_member(path: &mut String, name: &str) {
    if is_plain(name) {
        path.push('.');
        path.push_str(name);
    } else {
        // Writing JSON into a String can't fail, and a quoted key can't be told from the message.
        let _ = write!(path, "[{}]", serde_json::Value::from(name));
    }
}

/// Splits a message into the path (`$.a[0]`), when it begins with one, and the rest.
pub fn split(message: &str) -> (Option<&str>, &str) {
    let Some(end) = path_end(message) else {
        return (None, message);
    };
    match message[end..].strip_prefix(": ") {
        Some(rest) => (Some(&message[..end]), rest),
        None => (None, message),
    }
}

/// The segments of a path; `None` if it isn't one.
pub fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = path.strip_prefix('$')?;
    while !rest.is_empty() {
        let length;
        if let Some(name) = rest.strip_prefix('.') {
            length = 1 + plain_length(name.as_bytes());
            steps.push(Step::Member(rest[1..length].to_owned()));
        } else {
            length = bracket_length(rest.as_bytes())?;
            let inner = rest.get(1..length - 1)?;
            steps.push(match inner.parse() {
                Ok(index) => Step::Item(index),
                Err(_) => Step::Member(serde_json::from_str(inner).ok()?),
            });
        }
        rest = &rest[length..];
    }
    Some(steps)
}

/// The path of these segments.
pub fn text(steps: &[Step]) -> String {
    let mut path = String::from("$");
    for step in steps {
        match step {
            Step::Member(name) => push_member(&mut path, name),
            // Writing into a String can't fail.
            Step::Item(index) => drop(write!(path, "[{index}]")),
        }
    }
    path
}

/// The value where the segments lead.
pub fn value<'v>(whole: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(whole, |value, step| match step {
        Step::Member(name) => value.get(name),
        Step::Item(index) => value.get(index),
    })
}

/// The value where the segments lead, to be changed.
pub fn value_mut<'v>(whole: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    steps.iter().try_fold(whole, |value, step| match step {
        Step::Member(name) => value.get_mut(name),
        Step::Item(index) => value.get_mut(index),
    })
}

fn prepend(segment: &str, message: &str) -> String {
    match split(message) {
        (Some(path), rest) => format!("${segment}{}: {rest}", &path[1..]),
        (None, rest) => format!("${segment}: {rest}"),
    }
}

/// The length of the path that the message begins with.
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

/// The length of a `[…]` segment, its brackets included.
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
