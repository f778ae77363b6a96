//! A part of a response that lenient decoding left out.

use std::fmt;

use serde_json::Value;

use super::excerpt::shortened;

/// A value that was left out by lenient decoding: a property or an item of an array that doesn't match the API's
/// declaration, a required property that is missing, or a property that isn't declared (see
/// [`is_undeclared`](Self::is_undeclared)).
///
/// At most 1,000 undeclared properties are listed.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectedValue {
    path: String,
    value: Value,
    text: String,
    reason: String,
    is_undeclared: bool,
}

impl RejectedValue {
    pub(super) fn new(path: String, value: Value, text: String, reason: String) -> Self {
        Self {
            path,
            value,
            text,
            reason: shortened(reason),
            is_undeclared: false,
        }
    }

    /// A property that isn't declared.
    pub(super) fn undeclared(path: String, value: Value, text: String) -> Self {
        Self {
            path,
            value,
            text,
            reason: "the property isn't declared".to_owned(),
            is_undeclared: true,
        }
    }

    /// Whether it is a property that the API doesn't declare. It is lost when the decoded value is sent back.
    pub fn is_undeclared(&self) -> bool {
        self.is_undeclared
    }

    /// Returns the path of the value in the JSON, such as `$.backups[3].size`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the value as it was received. It is null if a required property is missing, or if the value is undeclared
    /// and can't be a [`Value`], such as the number `1e600`: see [`text`](Self::text).
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Returns the text of the value. Unlike [`value`](Self::value), it holds all digits of a number that fits into no
    /// Rust type. Bytes that aren't UTF-8 are replaced.
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
