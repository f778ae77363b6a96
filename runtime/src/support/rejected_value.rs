//! A part of a response that lenient decoding left out.

use std::fmt;

use serde_json::Value;

use super::excerpt::shortened;

/// A value that doesn't match the API's declaration and was left out by lenient decoding: a property, an item of an
/// array, or a required property that is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectedValue {
    path: String,
    value: Value,
    text: String,
    reason: String,
}

impl RejectedValue {
    pub(super) fn new(path: String, value: Value, text: String, reason: String) -> Self {
        Self {
            path,
            value,
            text,
            reason: shortened(reason),
        }
    }

    /// Returns the path of the value in the JSON, such as `$.backups[3].size`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the value as it was received. It is null if a required property is missing.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Returns the text of the value. Unlike [`value`](Self::value), it holds all digits of a number that fits into no
    /// Rust type.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns why the value could not be decoded.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Omits the value, because it can be long or secret.
impl fmt::Display for RejectedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}
