//! Constraints.

use crate::spot::Spot;

/// A constraint, and where it is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub bound: Bound,
    pub target: Target,
    pub origin: Origin,
    pub at: Spot,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    MinLength(u64),
    MaxLength(u64),
    Minimum(i128),
    Maximum(i128),
    Above(i128),
    Below(i128),
    Pattern(String),
    /// Of a list or, where the field is one, of a map.
    MinCount(u64),
    MaxCount(u64),
    Unique,
    Default(String),
}

impl Bound {
    /// The keyword of OpenAPI; counts are those of lists.
    pub fn keyword(&self) -> &'static str {
        match self {
            Bound::MinLength(_) => "minLength",
            Bound::MaxLength(_) => "maxLength",
            Bound::Minimum(_) | Bound::Above(_) => "minimum",
            Bound::Maximum(_) | Bound::Below(_) => "maximum",
            Bound::Pattern(_) => "pattern",
            Bound::MinCount(_) => "minItems",
            Bound::MaxCount(_) => "maxItems",
            Bound::Unique => "uniqueItems",
            Bound::Default(_) => "default",
        }
    }

    /// The value as people write it.
    pub fn value(&self) -> String {
        match self {
            Bound::MinLength(count)
            | Bound::MaxLength(count)
            | Bound::MinCount(count)
            | Bound::MaxCount(count) => count.to_string(),
            Bound::Minimum(number) | Bound::Maximum(number) => number.to_string(),
            Bound::Above(number) => format!("more than {number}"),
            Bound::Below(number) => format!("less than {number}"),
            Bound::Pattern(text) | Bound::Default(text) => text.clone(),
            Bound::Unique => "true".to_owned(),
        }
    }
}

/// What a constraint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Whole,
    EachValue,
    EachKey,
}

/// Who said it; what stands first is believed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The sentence that the vendor's tool writes for a constraint.
    Sentence,
    /// The front matter.
    Front,
    /// The words of an author.
    Prose,
}
