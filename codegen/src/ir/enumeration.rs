//! Enumerations.

use super::{Deprecated, Ref};
use crate::source::Pointer;

/// A scalar with declared values. Other values are accepted as well.
#[derive(Clone, Debug)]
pub struct Enum {
    pub values: Vec<EnumValue>,
    /// The alternative beside the constants that declares all other strings; the pass `merged_alternatives` moves it to the
    /// edges.
    pub other_strings: Option<Ref>,
    /// The `format` of the schema.
    pub format: String,
}

/// One declared value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    pub literal: Literal,
    /// The name from `x-enum-varnames`, or from the title of a constant that is not a string.
    pub name: Option<String>,
    /// The description of this value.
    pub docs: String,
    pub deprecated: Deprecated,
    pub at: Pointer,
}

/// A scalar value of the document that becomes a Rust literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    String(String),
    Int(i64),
    /// Any other number.
    Float(f64),
    Bool(bool),
}

impl Enum {
    /// Whether all values are strings.
    pub fn is_string(&self) -> bool {
        let mut values = self.values.iter();
        values.all(|value| matches!(value.literal, Literal::String(_)))
    }
}

impl std::fmt::Display for Literal {
    /// A string without quotes, or any other value as JSON.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Literal::String(value) => f.write_str(value),
            Literal::Int(value) => value.fmt(f),
            Literal::Float(value) => write!(f, "{value:?}"),
            Literal::Bool(value) => value.fmt(f),
        }
    }
}
