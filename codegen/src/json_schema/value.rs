//! Values of a document as JSON.

use serde_json::{Number as JsonNumber, Value};

use crate::read::{Node, Number, to_json};

/// The reason for leaving out a number.
pub(super) const INEXACT: &str = "the number is too large to be written exactly";

/// Converts a value. Returns `None` if it contains a number that JSON can't represent exactly.
pub fn value(node: &Node) -> Option<Value> {
    to_json(node, &|value| number(value).map(Value::Number))
}

/// Converts a number. Integers of more than 64 bits become floats if that changes nothing.
pub(super) fn number(number: Number) -> Option<JsonNumber> {
    match number {
        Number::Int(value) => {
            let short = i64::try_from(value).map(JsonNumber::from);
            let short = short.or_else(|_| u64::try_from(value).map(JsonNumber::from));
            let float = value as f64;
            let is_exact = float < i128::MAX as f64 && float as i128 == value;
            short
                .ok()
                .or_else(|| JsonNumber::from_f64(float).filter(|_| is_exact))
        }
        Number::Float(value) => JsonNumber::from_f64(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_exact_or_left_out() {
        let written = |value| number(Number::Int(value)).map(|number| number.to_string());
        assert_eq!(
            written(i128::from(u64::MAX)).as_deref(),
            Some("18446744073709551615")
        );
        assert_eq!(
            written(i128::from(i64::MIN)).as_deref(),
            Some("-9223372036854775808")
        );
        assert_eq!(written(1 << 64).as_deref(), Some("1.8446744073709552e+19"));
        assert_eq!(written((1 << 64) + 1), None);
        assert_eq!(written(i128::MAX), None);
        assert_eq!(number(Number::Float(f64::INFINITY)), None);
    }
}
