//! The trait that every type in a `wire` table implements.

use std::collections::BTreeMap;

use super::base64::Base64;
use super::unknown_value::UnknownValue;

/// A type with an initial value, which decoding overwrites field by field.
///
/// This isn't `Default`, because users must not be able to create a model without its required fields.
#[doc(hidden)]
pub trait DefaultValue: Sized {
    /// The declared properties of an object, or of the objects in a list: name, and whether it is required. Empty
    /// for a type that isn't a struct.
    const PROPERTIES: &'static [(&'static str, bool)] = &[];

    /// Returns the initial value.
    fn default_value() -> Self;
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
    serde_json::Value, serde_json::Map<String, serde_json::Value>,
    Base64, UnknownValue,
}

impl DefaultValue for serde_json::Number {
    fn default_value() -> Self {
        Self::from(0)
    }
}

/// Implements the trait for tuples.
macro_rules! default_value_of_tuples {
    ($($($name:ident)*;)*) => {
        $(impl<$($name: DefaultValue,)*> DefaultValue for ($($name,)*) {
            fn default_value() -> Self {
                ($($name::default_value(),)*)
            }
        })*
    };
}

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

    fn default_value() -> Self {
        Self::new(T::default_value())
    }
}
