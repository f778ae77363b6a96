//! The constraints of JSON Schema.

use std::fmt;

use super::{Check, Constrained, Keyed, Listed, Measure, pattern};

/// The constraints of a value, of each item of a list, or of each key of a map. An absent value
/// violates none.
pub struct Rules<'a> {
    check: &'a mut Check,
    name: &'static str,
    target: Target<'a>,
}

#[derive(Clone, Copy)]
enum Target<'a> {
    Value(&'a dyn Constrained),
    Items(&'a dyn Listed),
    Keys(&'a dyn Keyed),
}

impl<'a> Rules<'a> {
    pub(super) fn of_value(
        check: &'a mut Check,
        name: &'static str,
        value: &'a dyn Constrained,
    ) -> Self {
        Self {
            check,
            name,
            target: Target::Value(value),
        }
    }

    pub(super) fn of_items(check: &'a mut Check, name: &'static str, list: &'a dyn Listed) -> Self {
        Self {
            check,
            name,
            target: Target::Items(list),
        }
    }

    pub(super) fn of_keys(check: &'a mut Check, name: &'static str, map: &'a dyn Keyed) -> Self {
        Self {
            check,
            name,
            target: Target::Keys(map),
        }
    }

    /// `minLength`: a string has at least this number of characters (Unicode code points).
    pub fn min_length(self, bound: usize) -> Self {
        self.length(move |length| length >= bound, "at least", bound)
    }

    /// `maxLength`: a string has at most this number of characters (Unicode code points).
    pub fn max_length(self, bound: usize) -> Self {
        self.length(move |length| length <= bound, "at most", bound)
    }

    /// `minimum`: a number is at least `bound`.
    pub fn minimum(self, bound: impl Into<Bound>) -> Self {
        self.number(bound.into(), |number, bound| number >= bound, "at least")
    }

    /// `maximum`: a number is at most `bound`.
    pub fn maximum(self, bound: impl Into<Bound>) -> Self {
        self.number(bound.into(), |number, bound| number <= bound, "at most")
    }

    /// `exclusiveMinimum`: a number is greater than `bound`.
    pub fn exclusive_minimum(self, bound: impl Into<Bound>) -> Self {
        self.number(bound.into(), |number, bound| number > bound, "more than")
    }

    /// `exclusiveMaximum`: a number is less than `bound`.
    pub fn exclusive_maximum(self, bound: impl Into<Bound>) -> Self {
        self.number(bound.into(), |number, bound| number < bound, "less than")
    }

    /// `multipleOf`: a number is a multiple of `step`.
    pub fn multiple_of(self, step: impl Into<Bound>) -> Self {
        self.number(step.into(), Bound::is_multiple_of, "a multiple of")
    }

    /// `minItems`: a list has at least this number of items.
    pub fn min_items(self, bound: usize) -> Self {
        self.items(move |count| count >= bound, "at least", bound)
    }

    /// `maxItems`: a list has at most this number of items.
    pub fn max_items(self, bound: usize) -> Self {
        self.items(move |count| count <= bound, "at most", bound)
    }

    /// `uniqueItems`: all items of a list differ.
    pub fn unique_items(self) -> Self {
        self.test(&|value| {
            let (first, later) = value.duplicate()?;
            Some(format!(
                "has equal items at {first} and {later}, but all items must differ"
            ))
        })
    }

    /// `minProperties`: an object has at least this number of properties.
    pub fn min_properties(self, bound: usize) -> Self {
        self.properties(move |count| count >= bound, "at least", bound)
    }

    /// `maxProperties`: an object has at most this number of properties.
    pub fn max_properties(self, bound: usize) -> Self {
        self.properties(move |count| count <= bound, "at most", bound)
    }

    /// `pattern`: a part of the string matches a regular expression, in the syntax of the crate
    /// `fancy-regex`. Checked only with the feature `regex`.
    pub fn pattern(self, pattern: &'static str) -> Self {
        self.pattern_as(pattern, pattern)
    }

    /// Like [`pattern`](Self::pattern) for an expression that was converted: errors show the pattern of
    /// the API.
    pub fn pattern_as(self, pattern: &'static str, expression: &'static str) -> Self {
        self.test(&|value| match value.measure() {
            Measure::String(text) if !pattern::matches(expression, text) => {
                Some(format!("doesn't match the pattern {pattern}"))
            }
            _ => None,
        })
    }

    fn length(self, holds: impl Fn(usize) -> bool, word: &str, bound: usize) -> Self {
        self.test(&|value| {
            let Measure::String(text) = value.measure() else {
                return None;
            };
            let length = text.chars().count();
            (!holds(length)).then(|| format!("has {length} characters, must have {word} {bound}"))
        })
    }

    fn items(self, holds: impl Fn(usize) -> bool, word: &str, bound: usize) -> Self {
        self.test(&|value| {
            let Measure::Items(count) = value.measure() else {
                return None;
            };
            (!holds(count)).then(|| format!("has {count} items, must have {word} {bound}"))
        })
    }

    fn properties(self, holds: impl Fn(usize) -> bool, word: &str, bound: usize) -> Self {
        self.test(&|value| {
            let Measure::Properties(count) = value.measure() else {
                return None;
            };
            (!holds(count)).then(|| format!("has {count} properties, must have {word} {bound}"))
        })
    }

    fn number(self, bound: Bound, holds: fn(Bound, Bound) -> bool, word: &str) -> Self {
        self.test(&|value| {
            let number = match value.measure() {
                Measure::Integer(number) => Bound::Integer(number),
                Measure::Float(number) => Bound::Float(number),
                _ => return None,
            };
            (!holds(number, bound)).then(|| format!("is {number}, must be {word} {bound}"))
        })
    }

    fn test(self, rule: &dyn Fn(&dyn Constrained) -> Option<String>) -> Self {
        let Self {
            check,
            name,
            target,
        } = self;
        match target {
            Target::Value(value) => {
                if let Some(what) = rule(value) {
                    check.violation(name, None, &what);
                }
            }
            Target::Items(list) => list.items(&mut |index, item| {
                if let Some(what) = rule(item) {
                    check.violation(name, Some(index), &what);
                }
            }),
            Target::Keys(map) => map.keys(&mut |key| {
                // A trait object needs a sized type, hence `String`.
                if let Some(what) = rule(&key.to_owned()) {
                    let what = format!("has the key {key:?}, which {what}");
                    check.violation(name, None, &what);
                }
            }),
        }
        Self {
            check,
            name,
            target,
        }
    }
}

/// The bound of a numeric constraint. Integers are compared as integers.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Bound {
    /// An integer.
    Integer(i128),
    /// A number that is not an integer.
    Float(f64),
}

// Only one integer type is supported here: with two, a literal would default to `i32`.
impl From<i128> for Bound {
    fn from(bound: i128) -> Self {
        Self::Integer(bound)
    }
}

impl From<f64> for Bound {
    fn from(bound: f64) -> Self {
        Self::Float(bound)
    }
}

impl Bound {
    #[allow(clippy::cast_precision_loss)] // a float on the other side has no more precision
    fn as_f64(self) -> f64 {
        match self {
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }

    fn is_multiple_of(self, step: Self) -> bool {
        match (self, step) {
            (_, Self::Integer(0)) => true,
            (Self::Integer(number), Self::Integer(step)) => number % step == 0,
            _ => {
                let quotient = self.as_f64() / step.as_f64();
                // Allow for rounding: 0.3 is a multiple of 0.1, although not exactly in floating
                // point.
                !quotient.is_finite()
                    || (quotient - quotient.round()).abs() < 1e-9 * quotient.abs().max(1.0)
            }
        }
    }
}

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(std::cmp::Ordering::Equal)
    }
}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            _ => self.as_f64().partial_cmp(&other.as_f64()),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(f),
            Self::Float(float) => float.fmt(f),
        }
    }
}
