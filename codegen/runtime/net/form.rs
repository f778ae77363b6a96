//! Objects as pairs: forms and queries.

use serde_json::Value;

use super::encode::pair_into;

/// Appends the members of an object as pairs: lists repeat their name, objects put their keys in
/// brackets, `null` leaves nothing.
pub(super) fn form_of(out: &mut String, value: &Value) {
    if let Value::Object(members) = value {
        for (name, member) in members {
            match member {
                Value::Array(items) => items.iter().for_each(|item| deep_into(out, name, item)),
                other => deep_into(out, name, other),
            }
        }
    }
}

/// Appends a value under `name`, members of objects under `name[key]` and so on down.
pub(super) fn deep_into(out: &mut String, name: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) => pair_into(out, name, &value.to_string()),
        Value::String(text) => pair_into(out, name, text),
        Value::Array(items) => {
            for item in items {
                deep_into(out, name, item);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                deep_into(out, &format!("{name}[{key}]"), member);
            }
        }
    }
}
