//! Constraints that values are checked against before they are sent.

/// A constraint of JSON Schema (Validation, Wright draft 00, section 5). Constraints never change the Rust type.
///
/// The lock stores the `Debug` format of constraints, so variants must not be renamed.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// In code points.
    MinLength(u64),
    /// In code points.
    MaxLength(u64),
    Pattern(String),
    Minimum(Bound),
    Maximum(Bound),
    ExclusiveMinimum(Bound),
    ExclusiveMaximum(Bound),
    MultipleOf(Bound),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    /// Constraints on the keys of a map: `propertyNames`.
    Keys(Vec<Rule>),
    /// The only allowed value of a boolean.
    Only(bool),
}

/// A number as written in the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    Int(i128),
    Float(f64),
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bound::Int(value) => write!(f, "{value}"),
            // `{:?}` prints the decimal point, so that the literal is a float.
            Bound::Float(value) => write!(f, "{value:?}"),
        }
    }
}
