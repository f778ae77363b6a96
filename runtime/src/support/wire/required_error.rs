//! Errors about required properties that are missing or null.
//!
//! This is the most common mistake of servers and documents. So the message ends with the JSONPath of the schema, from
//! which the correction of the document is made.

use std::fmt::Write as _;

use serde::de::Error;

use super::path;

/// The start of the JSONPath in a message.
const START: &str = " (schema $";

/// The error about a required property that is missing.
#[cold]
pub fn missing<E: Error>(schema: Option<&str>, name: &'static str) -> E {
    match schema {
        None => E::missing_field(name),
        Some(schema) => E::custom(format!("missing field `{name}` (schema {schema})")),
    }
}

/// Prepends the segment of a required property to an error.
#[cold]
pub fn at_required_key<E: Error>(schema: Option<&str>, name: &str, error: E) -> E {
    let message = error.to_string();
    match schema {
        Some(schema) if message.starts_with("invalid type: null") => {
            let (reason, position) = message.split_at(path::without_position(&message).len());
            let message = format!("{reason} (schema {schema}){position}");
            path::at_key(name, E::custom(message))
        }
        _ => path::at_key(name, error),
    }
}

/// Splits a message into the reason and the JSONPath of the schema.
pub fn split(message: &str) -> (&str, Option<&str>) {
    let message = path::without_position(message);
    let found = message.rfind(START).and_then(|start| {
        let schema = message.get(start + START.len() - 1..)?.strip_suffix(')')?;
        Some((&message[..start], Some(schema)))
    });
    found.unwrap_or((message, None))
}

/// The name of the required property that a reason reports as missing.
pub fn missing_name(reason: &str) -> Option<&str> {
    let (reason, _) = split(reason);
    reason.strip_prefix("missing field `")?.strip_suffix('`')
}

/// The JSONPath of the entry of `required` that makes a property required.
pub fn required_entry(schema: &str, name: &str) -> String {
    let mut path = format!("{schema}.required[?@ == '");
    for c in name.chars() {
        match c {
            '\'' | '\\' => path.extend(['\\', c]),
            // Writing to a `String` can't fail.
            c if c.is_control() => drop(write!(path, "\\u{:04x}", u32::from(c))),
            c => path.push(c),
        }
    }
    path.push_str("']");
    path
}
