//! Integers: `3`, `3.0`, and `"3"` if the API declares a string.
//!
//! A value out of the range of its type is an error: another number would be wrong without anyone noticing.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, Expected, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Number, Value};

use super::convert::{Read, Write};
use super::fidelity;

/// An integer type that models use.
pub trait Integer: Copy + fmt::Display + Serialize {
    /// The name of the type in messages.
    const NAME: &'static str;

    /// Converts the number. Returns `None` if it is out of the range of the type.
    fn from_wide(wide: i128) -> Option<Self>;
}

macro_rules! integers {
    ($($name:ty),*) => {
        $(impl Integer for $name {
            const NAME: &'static str = stringify!($name);

            fn from_wide(wide: i128) -> Option<Self> {
                Self::try_from(wide).ok()
            }
        })*
    };
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

/// An integer that is a number in JSON. `3.0` is accepted as 3.
pub struct Int;

impl<T: Integer> Read<T> for Int {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        // `deserialize_i64` would reject `3.0` if serde_json's feature `arbitrary_precision` is enabled.
        deserializer.deserialize_any(IntVisitor(PhantomData))
    }
}

impl<T: Integer> Write<T> for Int {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

/// An integer that is a decimal string in JSON. Numbers are accepted, too.
pub struct IntString;

impl<T: Integer> Read<T> for IntString {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(IntStringVisitor(PhantomData))
    }
}

impl<T: Integer> Write<T> for IntString {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }
}

struct IntVisitor<T>(PhantomData<T>);

impl<'de, T: Integer> Visitor<'de> for IntVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        in_range(number.into(), &number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        in_range(number.into(), &number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        match to_integer(number) {
            Some(wide) => {
                fidelity::note_float_notation();
                in_range(wide, &Value::from(number))
            }
            None => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        from_map(map, &self)
    }
}

struct IntStringVisitor<T>(PhantomData<T>);

impl<'de, T: Integer> Visitor<'de> for IntStringVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an integer in a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        match text.parse::<i128>() {
            Ok(wide) => in_range(wide, &text),
            Err(_) if is_integer(text) => Err(out_of_range::<T, E>(&text)),
            Err(_) => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        fidelity::note_undeclared_value();
        in_range(number.into(), &number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        fidelity::note_undeclared_value();
        in_range(number.into(), &number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        fidelity::note_undeclared_value();
        IntVisitor(PhantomData).visit_f64(number)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        fidelity::note_undeclared_value();
        from_map(map, &self)
    }
}

/// Reads a number from the map that serde_json passes if its feature `arbitrary_precision` is enabled. Fails for any
/// other map.
fn from_map<'de, T: Integer, A: MapAccess<'de>>(
    map: A,
    expected: &dyn Expected,
) -> Result<T, A::Error> {
    let Ok(number) = Number::deserialize(MapAccessDeserializer::new(map)) else {
        return Err(A::Error::invalid_type(Unexpected::Map, expected));
    };
    let wide = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(number), _, _) => Some(number.into()),
        (_, Some(number), _) => Some(number.into()),
        (_, _, Some(number)) => {
            fidelity::note_float_notation();
            to_integer(number)
        }
        _ => None,
    };
    match wide {
        Some(wide) => in_range(wide, &number),
        None => Err(A::Error::invalid_type(
            Unexpected::Other("number"),
            expected,
        )),
    }
}

/// Converts a number that was received as `text`.
fn in_range<T: Integer, E: Error>(wide: i128, text: &dyn fmt::Display) -> Result<T, E> {
    T::from_wide(wide).ok_or_else(|| out_of_range::<T, E>(text))
}

#[cold]
fn out_of_range<T: Integer, E: Error>(text: &dyn fmt::Display) -> E {
    E::custom(format_args!(
        "the integer `{text}` does not fit into `{}`",
        T::NAME
    ))
}

/// Converts a float without a fraction. One beyond the range of `i128` is clamped: it fits into no type anyway.
#[allow(clippy::cast_possible_truncation)] // no fraction, and the cast clamps to the range
fn to_integer(float: f64) -> Option<i128> {
    (float.fract() == 0.0).then_some(float as i128)
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
