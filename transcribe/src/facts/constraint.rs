//! Constraints on the values of a field.

use crate::span::Span;

/// A constraint, and where the page states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    pub keyword: Keyword,
    pub target: Target,
    pub source: ConstraintSource,
    pub at: Span,
}

/// A validation keyword of JSON Schema with its value.
#[derive(Clone, Debug, PartialEq)]
pub enum Keyword {
    MinLength(u64),
    MaxLength(u64),
    Minimum(i128),
    Maximum(i128),
    ExclusiveMinimum(i128),
    ExclusiveMaximum(i128),
    Pattern(String),
    /// The least number of items of a list, or of entries of a map.
    MinCount(u64),
    MaxCount(u64),
    UniqueItems,
    Default(String),
}

impl Keyword {
    /// The keyword in OpenAPI. Counts have the keywords of lists.
    pub fn name(&self) -> &'static str {
        match self {
            Keyword::MinLength(_) => "minLength",
            Keyword::MaxLength(_) => "maxLength",
            Keyword::Minimum(_) | Keyword::ExclusiveMinimum(_) => "minimum",
            Keyword::Maximum(_) | Keyword::ExclusiveMaximum(_) => "maximum",
            Keyword::Pattern(_) => "pattern",
            Keyword::MinCount(_) => "minItems",
            Keyword::MaxCount(_) => "maxItems",
            Keyword::UniqueItems => "uniqueItems",
            Keyword::Default(_) => "default",
        }
    }

    /// The value for messages.
    pub fn value(&self) -> String {
        match self {
            Keyword::MinLength(count)
            | Keyword::MaxLength(count)
            | Keyword::MinCount(count)
            | Keyword::MaxCount(count) => count.to_string(),
            Keyword::Minimum(number) | Keyword::Maximum(number) => number.to_string(),
            Keyword::ExclusiveMinimum(number) => format!("more than {number}"),
            Keyword::ExclusiveMaximum(number) => format!("less than {number}"),
            Keyword::Pattern(text) | Keyword::Default(text) => text.clone(),
            Keyword::UniqueItems => "true".to_owned(),
        }
    }
}

/// The values that a constraint applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The value of the field.
    Field,
    /// Each item of a list, or each value of a map.
    EachValue,
    /// Each key of a map.
    EachKey,
}

/// Where a constraint is stated. If sources disagree, the first variant takes precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConstraintSource {
    /// A standard sentence, which the vendor's tool writes for a constraint.
    StandardSentence,
    FrontMatter,
    /// A sentence in the author's own description.
    Description,
}
