//! The trait that every type in a `wire` table implements.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde::de::MapAccess;

#[cfg(feature = "base64")]
use super::base64::Base64;
#[cfg(any(feature = "string-enums", feature = "scalar-enums"))]
use super::unknown_value::UnknownValue;
use super::wire::PropertyWriter;

/// A type with an initial value, which decoding overwrites field by field.
///
/// This isn't `Default`, because users must not be able to create a model without its required fields.
#[doc(hidden)]
#[allow(dead_code)] // unions use the rest
pub trait DefaultValue: Sized {
    /// The declared properties of an object, or of the objects in a list: name, and whether it is required. Empty
    /// for a type that isn't a struct.
    const PROPERTIES: &'static [(&'static str, bool)] = &[];

    /// Whether it is a struct whose properties can be read and written one by one, in the object of a union.
    const IS_STRUCT: bool = false;

    /// Whether any JSON value is a value of the type.
    const IS_ANY: bool = false;

    /// Returns the initial value.
    fn default_value() -> Self;

    /// Reads a struct from the rest of an object. Other types return the map.
    fn read_in_place<'de, A: MapAccess<'de>>(map: A) -> ControlFlow<Result<Self, A::Error>, A> {
        ControlFlow::Continue(map)
    }

    /// Writes the properties of a struct. Other types write nothing.
    fn write_in_place<W: PropertyWriter>(&self, _: &mut W) {}
}

/// Returns the initial value of the inferred type.
pub fn default_value<T: DefaultValue>() -> T {
    T::default_value()
}

/// Implements the trait for types whose initial value is that of `Default`.
macro_rules! default_value_by_default {
    ($($name:ty),* $(,)?) => {
        $(impl DefaultValue for $name {
            fn default_value() -> Self {
                Self::default()
            }
        })*
    };
}

default_value_by_default! {
    (), bool, char, String, Box<str>,
    i8, i16, i32, i64, i128, isize,
    u8, u16, u32, u64, u128, usize,
    f32, f64,
    serde_json::Map<String, serde_json::Value>,
}

impl DefaultValue for serde_json::Value {
    const IS_ANY: bool = true;

    fn default_value() -> Self {
        Self::Null
    }
}

#[cfg(feature = "base64")]
default_value_by_default! { Base64 }

#[cfg(any(feature = "string-enums", feature = "scalar-enums"))]
default_value_by_default! { UnknownValue }

impl DefaultValue for serde_json::Number {
    fn default_value() -> Self {
        Self::from(0)
    }
}

/// Implements the trait for tuples.
#[cfg(feature = "tuples")]
macro_rules! default_value_of_tuples {
    ($($($name:ident)*;)*) => {
        $(impl<$($name: DefaultValue,)*> DefaultValue for ($($name,)*) {
            fn default_value() -> Self {
                ($($name::default_value(),)*)
            }
        })*
    };
}

#[cfg(feature = "tuples")]
default_value_of_tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

impl<T: DefaultValue> DefaultValue for Option<T> {
    const PROPERTIES: &'static [(&'static str, bool)] = T::PROPERTIES;

    fn default_value() -> Self {
        None
    }
}

impl<T: DefaultValue> DefaultValue for Vec<T> {
    const PROPERTIES: &'static [(&'static str, bool)] = T::PROPERTIES;

    fn default_value() -> Self {
        Self::new()
    }
}

impl<K, T: DefaultValue> DefaultValue for BTreeMap<K, T> {
    fn default_value() -> Self {
        Self::new()
    }
}

impl<T: DefaultValue> DefaultValue for Box<T> {
    const PROPERTIES: &'static [(&'static str, bool)] = T::PROPERTIES;

    const IS_STRUCT: bool = T::IS_STRUCT;

    fn default_value() -> Self {
        Self::new(T::default_value())
    }

    fn read_in_place<'de, A: MapAccess<'de>>(map: A) -> ControlFlow<Result<Self, A::Error>, A> {
        match T::read_in_place(map) {
            ControlFlow::Break(value) => ControlFlow::Break(value.map(Self::new)),
            ControlFlow::Continue(map) => ControlFlow::Continue(map),
        }
    }

    fn write_in_place<W: PropertyWriter>(&self, writer: &mut W) {
        T::write_in_place(self, writer);
    }
}
