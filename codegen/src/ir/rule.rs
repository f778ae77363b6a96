//! What a value must satisfy before it is sent.

/// A constraint of JSON Schema (Validation, Wright draft 00, section 5). Limits never shape a type.
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
    /// What each key of a map must satisfy.
    Keys(Vec<Rule>),
    /// A boolean that is always the same.
    Only(bool),
}

/// A number as the document has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    Int(i128),
    Float(f64),
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bound::Int(value) => write!(f, "{value}"),
            // `{:?}` keeps the point, so that the literal stays a float.
            Bound::Float(value) => write!(f, "{value:?}"),
        }
    }
}
