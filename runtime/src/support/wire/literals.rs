//! `literals!`: the table of an open enum of numbers, or of values of several types.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::super::unknown_value::UnknownValue;

/// A declared value.
#[derive(Clone, Copy, Debug)]
pub enum Literal {
    /// A string.
    Text(&'static str),
    /// A number without a fraction.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// True or false.
    Bool(bool),
}

impl Literal {
    /// Whether a value is this one; `3.0` is 3.
    #[allow(clippy::float_cmp)] // the same text gives the same float
    fn is(self, value: &Value) -> bool {
        match self {
            Self::Text(text) => value.as_str() == Some(text),
            Self::Bool(flag) => value.as_bool() == Some(flag),
            Self::Float(float) => value.as_f64() == Some(float),
            #[allow(clippy::cast_precision_loss)] // a float on the other side has no more precision
            Self::Int(int) => match value.as_i64() {
                Some(number) => number == int,
                None => value.as_f64() == Some(int as f64),
            },
        }
    }

    fn json(self) -> Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Int(int) => int.into(),
            Self::Float(float) => float.into(),
            Self::Bool(flag) => flag.into(),
        }
    }
}

/// An open enum of scalars. Implemented by `literals!` only.
#[doc(hidden)]
pub trait Literals: Clone + PartialEq + 'static {
    /// The variants with their values.
    const TABLE: &'static [(Literal, Self)];

    /// The variant for what is not in the table.
    fn from_unknown(value: UnknownValue) -> Self;

    /// The value of that variant.
    fn unknown(&self) -> Option<&UnknownValue>;
}

/// Makes an enum readable and writable as a scalar, from a table of its values.
macro_rules! literals {
    ($name:ident { $($variant:ident: $kind:ident($value:expr),)* }) => {
        impl wire::Literals for $name {
            const TABLE: &'static [(wire::Literal, Self)] =
                &[$((wire::Literal::$kind($value), Self::$variant),)*];

            fn from_unknown(value: wire::UnknownValue) -> Self {
                Self::Unknown(value)
            }

            fn unknown(&self) -> ::core::option::Option<&wire::UnknownValue> {
                match self {
                    Self::Unknown(value) => ::core::option::Option::Some(value),
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $name {
            /// The number, when the value is an integer that fits.
            pub fn as_i64(&self) -> ::core::option::Option<i64> {
                wire::literal_i64(self)
            }

            /// The text, when the value is a string.
            pub fn as_str(&self) -> ::core::option::Option<&str> {
                wire::literal_str(self)
            }

            /// The value as JSON.
            pub fn to_json(&self) -> wire::Value {
                wire::literal_json(self)
            }
        }

        impl ::core::convert::From<wire::Value> for $name {
            fn from(value: wire::Value) -> Self {
                wire::from_json(value)
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                wire::from_json(wire::Value::from(number))
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                wire::from_json(wire::Value::from(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                wire::show_literal(self, out)
            }
        }

        wire::open! { $name by wire::read_literal }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                sink: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_literal(self, sink)
            }
        }

        wire::param_for_literals! { $name }
    };
}
pub(crate) use literals;

/// The variant of a value; any value has one.
pub fn from_json<T: Literals>(value: Value) -> T {
    let known = T::TABLE.iter().find(|(literal, _)| literal.is(&value));
    match known {
        Some((_, variant)) => variant.clone(),
        None => T::from_unknown(UnknownValue::from(value)),
    }
}

fn literal<T: Literals>(value: &T) -> Option<Literal> {
    let row = T::TABLE.iter().find(|(_, variant)| variant == value);
    row.map(|(literal, _)| *literal)
}

/// The value as JSON.
pub fn literal_json<T: Literals>(value: &T) -> Value {
    match (literal(value), value.unknown()) {
        (Some(literal), _) => literal.json(),
        (None, Some(unknown)) => unknown.as_json().clone(),
        (None, None) => Value::Null,
    }
}

/// The number, when the value is an integer that fits.
pub fn literal_i64<T: Literals>(value: &T) -> Option<i64> {
    match literal(value) {
        Some(Literal::Int(int)) => Some(int),
        Some(_) => None,
        None => value.unknown()?.as_i64(),
    }
}

/// The text, when the value is a string.
pub fn literal_str<T: Literals>(value: &T) -> Option<&str> {
    match literal(value) {
        Some(Literal::Text(text)) => Some(text),
        Some(_) => None,
        None => value.unknown()?.as_str(),
    }
}

/// A text as it is, any other value as JSON.
pub fn show_literal<T: Literals>(value: &T, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    match literal_str(value) {
        Some(text) => out.pad(text),
        None => out.pad(&literal_json(value).to_string()),
    }
}

/// Reads a value; what is not in the table is kept, whatever it is.
pub fn read_literal<'de, T: Literals, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    Value::deserialize(source).map(from_json)
}

/// Writes a value.
pub fn write_literal<T: Literals, S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
    literal_json(value).serialize(sink)
}
