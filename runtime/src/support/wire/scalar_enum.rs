//! `scalar_enum!`: the table of an open enum whose values are numbers, or scalars of several types.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::super::unknown_value::UnknownValue;
use super::fidelity;

/// A declared value.
#[derive(Clone, Copy, Debug)]
pub enum Literal {
    /// A string.
    String(&'static str),
    /// An integer.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A boolean.
    Bool(bool),
}

impl Literal {
    /// Whether a JSON value equals this one. `3.0` equals 3.
    #[allow(clippy::float_cmp, clippy::cast_precision_loss)] // equal literals are parsed to the same float
    fn equals(self, value: &Value) -> bool {
        match self {
            Self::String(text) => value.as_str() == Some(text),
            Self::Bool(flag) => value.as_bool() == Some(flag),
            Self::Float(float) => value.as_f64() == Some(float) && is_exact(value),
            Self::Int(int) => match value.as_i64() {
                Some(number) => number == int,
                None => value.as_f64() == Some(int as f64),
            },
        }
    }

    fn json(self) -> Value {
        match self {
            Self::String(text) => text.into(),
            Self::Int(int) => int.into(),
            Self::Float(float) => float.into(),
            Self::Bool(flag) => flag.into(),
        }
    }
}

/// Whether the float of a number has the same value. A float would change an integer of 64 bits when it is sent back.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // that is the question
fn is_exact(value: &Value) -> bool {
    let is_same = |int: i128| int as f64 as i128 == int;
    let unsigned = value.as_u64().map(i128::from);
    let int = unsigned.or(value.as_i64().map(i128::from));
    int.is_none_or(is_same)
}

/// An open enum of scalars. Only implemented by `scalar_enum!`.
#[doc(hidden)]
pub trait ScalarEnum: Clone + PartialEq + 'static {
    /// The values and their variants.
    const TABLE: &'static [(Literal, Self)];

    /// Creates the variant for a value that isn't in the table.
    fn from_unknown(value: UnknownValue) -> Self;

    /// Returns the value of that variant. Returns `None` for a declared one.
    fn unknown(&self) -> Option<&UnknownValue>;
}

/// Implements `Deserialize`, `Serialize` and conversions for an enum, from a table of its values. After `or`: the variant for
/// undeclared values, if that isn't `Unknown`.
macro_rules! scalar_enum {
    ($name:ident { $($rows:tt)* }) => {
        wire::scalar_enum! { $name or Unknown { $($rows)* } }
    };
    ($name:ident or $unknown:ident { $($variant:ident: $kind:ident($value:expr),)* }) => {
        impl wire::ScalarEnum for $name {
            const TABLE: &'static [(wire::Literal, Self)] =
                &[$((wire::Literal::$kind($value), Self::$variant),)*];

            fn from_unknown(value: wire::UnknownValue) -> Self {
                Self::$unknown(value)
            }

            fn unknown(&self) -> ::core::option::Option<&wire::UnknownValue> {
                match self {
                    Self::$unknown(value) => ::core::option::Option::Some(value),
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $name {
            /// The declared values, in the order of the API's document.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the number. Returns `None` if the value isn't an integer that fits into an `i64`.
            pub fn as_i64(&self) -> ::core::option::Option<i64> {
                wire::scalar_as_i64(self)
            }

            /// Returns the string. Returns `None` if the value isn't a string.
            pub fn as_str(&self) -> ::core::option::Option<&str> {
                wire::scalar_as_str(self)
            }

            /// Returns the value as JSON.
            pub fn to_json(&self) -> wire::Value {
                wire::scalar_to_json(self)
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
                wire::display_scalar(self, out)
            }
        }

        wire::open_enum! { $name or $unknown by wire::read_scalar_enum }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_scalar_enum(self, serializer)
            }
        }

        wire::param_for_scalar_enum! { $name }
        wire::constrained_scalar_enum! { $name }
    };
}
pub(crate) use scalar_enum;

/// Returns the variant of a value. Any value has one.
pub fn from_json<T: ScalarEnum>(value: Value) -> T {
    let known = T::TABLE.iter().find(|(literal, _)| literal.equals(&value));
    match known {
        Some((_, variant)) => variant.clone(),
        None => T::from_unknown(UnknownValue::from(value)),
    }
}

fn literal<T: ScalarEnum>(value: &T) -> Option<Literal> {
    let row = T::TABLE.iter().find(|(_, variant)| variant == value);
    row.map(|(literal, _)| *literal)
}

/// Returns the value as JSON.
pub fn scalar_to_json<T: ScalarEnum>(value: &T) -> Value {
    match (literal(value), value.unknown()) {
        (Some(literal), _) => literal.json(),
        (None, Some(unknown)) => unknown.as_json().clone(),
        (None, None) => Value::Null,
    }
}

/// Returns the number. Returns `None` if the value isn't an integer that fits into an `i64`.
pub fn scalar_as_i64<T: ScalarEnum>(value: &T) -> Option<i64> {
    match literal(value) {
        Some(Literal::Int(int)) => Some(int),
        Some(_) => None,
        None => value.unknown()?.as_i64(),
    }
}

/// Returns the string. Returns `None` if the value isn't a string.
pub fn scalar_as_str<T: ScalarEnum>(value: &T) -> Option<&str> {
    match literal(value) {
        Some(Literal::String(text)) => Some(text),
        Some(_) => None,
        None => value.unknown()?.as_str(),
    }
}

/// Formats a string as it is and any other value as JSON.
pub fn display_scalar<T: ScalarEnum>(value: &T, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    match scalar_as_str(value) {
        Some(text) => out.pad(text),
        None => out.pad(&scalar_to_json(value).to_string()),
    }
}

/// Reads a value. Any JSON value is accepted.
pub fn read_scalar_enum<'de, T: ScalarEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value: T = Value::deserialize(deserializer).map(from_json)?;
    if value.unknown().is_some() {
        fidelity::note_undeclared_value();
    }
    Ok(value)
}

/// Writes a value.
pub fn write_scalar_enum<T: ScalarEnum, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    scalar_to_json(value).serialize(serializer)
}
