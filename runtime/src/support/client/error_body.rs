//! What the message of an error shows of a response body, on one line and without credentials.
//!
//! Servers describe an error in a few common ways: problem details (RFC 9457), OAuth 2.0 (RFC 6749, section 5.2), an
//! object `error`, a list `errors`, or a `message`. The text of these is shown; of any other body, the start.

use std::fmt;

use serde_json::{Map, Value};

use super::Received;
use super::redaction::{excerpt, redacted};

/// How much of a body or description is shown, in bytes.
const LONGEST: usize = 300;
/// Larger bodies are not searched for a description, in bytes.
const LARGEST: usize = 64 << 10;
/// How many errors of a list are shown.
const MOST: usize = 3;
/// How deep a description is searched for.
const DEEPEST: usize = 4;

/// Writes the description of the error, or else the start of the body. A compressed body is not readable.
pub(super) fn write_reason(f: &mut fmt::Formatter<'_>, received: &Received) -> fmt::Result {
    match description(received) {
        Some(text) => write_line(f, &text),
        None => write_start(f, received),
    }
}

/// Writes the start of a body. Nothing of a compressed body is readable.
pub(super) fn write_start(f: &mut fmt::Formatter<'_>, received: &Received) -> fmt::Result {
    if received.encoding().is_some() {
        return Ok(());
    }
    let body = received.body();
    write_line(f, &excerpt(body, LONGEST, &received.secrets))?;
    match body.len() > LONGEST {
        true => f.write_str("…"),
        false => Ok(()),
    }
}

fn write_line(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut separator = ": ";
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        write!(f, "{separator}{word}")?;
        separator = " ";
    }
    Ok(())
}

fn description(received: &Received) -> Option<String> {
    let body = received.body();
    if body.len() > LARGEST || received.encoding().is_some() {
        return None;
    }
    let body: Value = serde_json::from_slice(body).ok()?;
    let text = redacted(of_object(body.as_object()?, 0)?, &received.secrets);
    // The message has the words of the status already.
    let reason = received
        .status_code()
        .canonical_reason()
        .unwrap_or_default();
    let text = match text.get(..reason.len()) {
        Some(start) if start.eq_ignore_ascii_case(reason) && text.len() > reason.len() => text
            [reason.len()..]
            .trim_start_matches([':', ' '])
            .to_owned(),
        _ => text,
    };
    match text.char_indices().find(|(at, _)| *at >= LONGEST) {
        Some((end, _)) => Some(text.get(..end).unwrap_or_default().to_owned() + "…"),
        None => Some(text),
    }
}

fn of_value(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Object(object) if depth < DEEPEST => of_object(object, depth + 1),
        Value::Array(errors) if depth < DEEPEST => {
            let texts = errors.iter().filter_map(|error| of_value(error, depth + 1));
            let mut texts: Vec<_> = texts.take(MOST + 1).collect();
            if texts.len() > MOST {
                texts.truncate(MOST);
                texts.push("…".to_owned());
            }
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        _ => None,
    }
}

/// The texts of one object: what happened, then the details, after the place that it concerns and before the code.
fn of_object(object: &Map<String, Value>, depth: usize) -> Option<String> {
    let text = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| object.get(*name));
        values.find_map(|value| of_value(value, depth))
    };
    let what = text(&["title", "message", "msg", "error", "reason"]);
    let details = text(&["detail", "details", "error_description", "errors"]);
    let mut line = match (what, details) {
        (Some(what), Some(details)) if !what.contains(&details) => {
            format!("{}: {details}", what.trim_end_matches('.'))
        }
        (Some(text), _) | (None, Some(text)) => text,
        (None, None) => return None,
    };
    if let Some(place) = place(object) {
        line = format!("{place}: {line}");
    }
    let code = |name: &&str| match object.get(*name)? {
        Value::String(code) if !code.is_empty() => Some(code.clone()),
        Value::Number(code) => Some(code.to_string()),
        _ => None,
    };
    match ["code", "reason", "error_code"].iter().find_map(code) {
        Some(code) if !line.contains(&code) => Some(format!("{line} ({code})")),
        _ => Some(line),
    }
}

/// What an error of a list concerns: a path of keys and indices, a name, or a JSON pointer.
fn place(object: &Map<String, Value>) -> Option<String> {
    let names = ["loc", "path", "field", "param", "pointer"];
    let step = |step: &Value| match step {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match names.iter().find_map(|name| object.get(*name))? {
        Value::Array(steps) => {
            let steps: Option<Vec<_>> = steps.iter().map(step).collect();
            steps.map(|steps| steps.join("."))
        }
        Value::String(name) if !name.is_empty() => Some(name.clone()),
        _ => None,
    }
}
