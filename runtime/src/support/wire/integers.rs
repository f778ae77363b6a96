//! Integers as servers send them: `3`, `3.0`, and `"3"` where the description says so.
//!
//! One beyond the range of its type becomes the nearest within: it is no reason to lose the answer around it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, Expected, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

use super::convert::{Read, Write};

/// An integer type of the models.
pub trait Integer: Copy + fmt::Display + Serialize {
    /// The number, or the nearest that the type can hold.
    fn nearest(wide: i128) -> Self;
}

macro_rules! integers {
    ($($name:ty),*) => {
        $(impl Integer for $name {
            fn nearest(wide: i128) -> Self {
                let most = if wide < 0 { Self::MIN } else { Self::MAX };
                Self::try_from(wide).unwrap_or(most)
            }
        })*
    };
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

/// An integer that travels as a number; `3.0` is taken for 3.
pub struct Int;

impl<T: Integer> Read<T> for Int {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
        // Not by the hint for integers: it refuses `3.0` where serde_json keeps arbitrary precision.
        source.deserialize_any(IntVisitor(PhantomData))
    }
}

impl<T: Integer> Write<T> for Int {
    fn write<S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
        value.serialize(sink)
    }
}

/// An integer that travels as decimal text; numbers are taken too.
pub struct IntText;

impl<T: Integer> Read<T> for IntText {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
        source.deserialize_any(IntTextVisitor(PhantomData))
    }
}

impl<T: Integer> Write<T> for IntText {
    fn write<S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
        sink.collect_str(value)
    }
}

struct IntVisitor<T>(PhantomData<T>);

impl<'de, T: Integer> Visitor<'de> for IntVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        Ok(T::nearest(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        Ok(T::nearest(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        match whole(number) {
            Some(wide) => Ok(T::nearest(wide)),
            None => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        from_map(map, &self)
    }
}

struct IntTextVisitor<T>(PhantomData<T>);

impl<'de, T: Integer> Visitor<'de> for IntTextVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an integer in a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        match text.parse::<i128>() {
            Ok(wide) => Ok(T::nearest(wide)),
            Err(_) => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        Ok(T::nearest(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        Ok(T::nearest(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        IntVisitor(PhantomData).visit_f64(number)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        from_map(map, &self)
    }
}

/// How serde_json hands over a number when some crate in the build asked for arbitrary precision;
/// any other map is no number.
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
        (_, _, Some(number)) => whole(number),
        _ => None,
    };
    match wide {
        Some(wide) => Ok(T::nearest(wide)),
        None => Err(A::Error::invalid_type(
            Unexpected::Other("number"),
            expected,
        )),
    }
}

/// The whole number that a float stands for.
#[allow(clippy::cast_possible_truncation)] // it is whole; beyond the range a cast takes the nearest
fn whole(float: f64) -> Option<i128> {
    (float.fract() == 0.0).then_some(float as i128)
}
