//! A value that isn't what the API declares, taken out of what was read.

use std::fmt;

use serde_json::Value;

/// A value that isn't what the API declares, taken out so that the rest could be read: a member that may
/// be missing, an item of a list, or what holds a member that may not.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    path: String,
    value: Value,
    why: String,
}

impl SetAside {
    pub(super) fn new(path: String, value: Value, why: String) -> Self {
        Self { path, value, why }
    }

    /// Where in the JSON the value stood: `$.backups[3].size`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value as it came.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Why it could not be read.
    pub fn why(&self) -> &str {
        &self.why
    }
}

/// Without the value: it can be long, and secret.
impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.why)
    }
}
