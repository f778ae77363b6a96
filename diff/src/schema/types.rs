//! Compares `type` and `format` of two schemas.
//!
//! In media types without types (forms, query strings), every value is a string.

use std::collections::BTreeSet;
use std::fmt;

/// Types and format. No types means any type.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Types {
    pub names: BTreeSet<String>,
    pub format: Option<String>,
    /// The types of array items, for messages.
    pub items: Option<String>,
}

/// How the types of two schemas differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Wider,
    Narrower,
    Other,
    /// The types differ, but not when values are sent as strings.
    Same,
}

impl Types {
    fn allows_all_of(&self, other: &Types) -> bool {
        if self.names.is_empty() {
            return self.format.is_none() || self.format == other.format;
        }
        let has = |name: &String| {
            self.names.contains(name) || name == "integer" && self.names.contains("number")
        };
        !other.names.is_empty() && other.names.iter().all(has) && self.format_allows(other)
    }

    fn format_allows(&self, other: &Types) -> bool {
        let (Some(mine), theirs) = (&self.format, &other.format) else {
            return true;
        };
        let rank = |format: &str| {
            ["int32", "int64", "float", "double"]
                .iter()
                .position(|f| *f == format)
        };
        match theirs {
            Some(theirs) if theirs == mine => true,
            Some(theirs) => match (rank(mine), rank(theirs)) {
                (Some(mine), Some(theirs)) => mine > theirs,
                _ => false,
            },
            None => false,
        }
    }

    fn has_text(&self) -> bool {
        self.names.contains("string") && self.format.is_none()
    }

    /// How the types changed. `loose`: values are sent as strings.
    pub fn change(&self, to: &Types, loose: bool) -> Change {
        let wider = to.allows_all_of(self);
        let narrower = self.allows_all_of(to);
        match (wider, narrower) {
            (true, false) => Change::Wider,
            (false, true) => Change::Narrower,
            (true, true) => Change::Same,
            (false, false) if loose && to.has_text() && !self.has_text() => Change::Same,
            (false, false) => Change::Other,
        }
    }
}

/// Whether every value of `from`, sent as a string, is a value of `to`.
pub fn is_wider(to: &Types, from: &Types) -> bool {
    to.has_text() && !from.has_text()
}

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => f.write_str("any")?,
            ["array"] => match &self.items {
                Some(items) => write!(f, "array<{items}>")?,
                None => f.write_str("array")?,
            },
            names => f.write_str(&names.join(" or "))?,
        }
        match &self.format {
            Some(format) => write!(f, " ({format})"),
            None => Ok(()),
        }
    }
}
