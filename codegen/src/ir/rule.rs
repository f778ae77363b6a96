//! Constraints that values are checked against before they are sent.

use super::Pattern;

/// A constraint of JSON Schema (Validation, Wright draft 00, section 5). Constraints never change the Rust type.
///
/// The lock stores the `Debug` format of constraints, so variants must not be renamed.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// In code points.
    MinLength(u64),
    /// In code points.
    MaxLength(u64),
    Pattern(Pattern),
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

impl Rule {
    /// The keyword of the constraint.
    pub fn keyword(&self) -> &'static str {
        match self {
            Rule::MinLength(_) => "minLength",
            Rule::MaxLength(_) => "maxLength",
            Rule::Pattern(_) => "pattern",
            Rule::Minimum(_) => "minimum",
            Rule::Maximum(_) => "maximum",
            Rule::ExclusiveMinimum(_) => "exclusiveMinimum",
            Rule::ExclusiveMaximum(_) => "exclusiveMaximum",
            Rule::MultipleOf(_) => "multipleOf",
            Rule::MinItems(_) => "minItems",
            Rule::MaxItems(_) => "maxItems",
            Rule::UniqueItems => "uniqueItems",
            Rule::MinProperties(_) => "minProperties",
            Rule::MaxProperties(_) => "maxProperties",
            Rule::Keys(_) => "propertyNames",
            Rule::Only(_) => "enum",
        }
    }

    /// Whether the constraint applies to objects.
    pub fn is_of_objects(&self) -> bool {
        matches!(
            self,
            Rule::MinProperties(_) | Rule::MaxProperties(_) | Rule::Keys(_)
        )
    }
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
