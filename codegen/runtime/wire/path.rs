//! The JSON path of a decoding error: `$.backups[3].size: invalid type …`.
//!
//! serde's errors carry no place, and neither would a wrapper of ours survive the users' own
//! `serde_json::from_str`. So the path lives in the message: every object, list and map on the way
//! out puts its segment in front of what the inner one said.

use std::fmt::Write as _;

use serde::de::Error;

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
