//! Values that are listed one by one.

use super::Deprecated;
use crate::source::Pointer;

/// A scalar with declared values; open to others.
#[derive(Clone, Debug)]
pub struct Enum {
    pub values: Vec<EnumValue>,
}

/// One declared value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    pub literal: Literal,
    /// What the document calls it: `x-enum-varnames`, or the title of a constant that is no text.
    pub name: Option<String>,
    /// What the document says of this value alone.
    pub docs: String,
    pub deprecated: Deprecated,
    pub at: Pointer,
}

/// A value of a document that stands in the output.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Text(String),
    Int(i64),
    /// Any other number.
    Float(f64),
    Bool(bool),
}

impl Enum {
    /// Whether all values are texts.
    pub fn is_text(&self) -> bool {
        let mut values = self.values.iter();
        values.all(|value| matches!(value.literal, Literal::Text(_)))
    }
}

impl std::fmt::Display for Literal {
    /// The text itself, or the value as JSON.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Literal::Text(text) => f.write_str(text),
            Literal::Int(value) => value.fmt(f),
            Literal::Float(value) => write!(f, "{value:?}"),
            Literal::Bool(value) => value.fmt(f),
        }
    }
}
