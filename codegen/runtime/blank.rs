//! The value a member has before anything is read into it.

use std::collections::BTreeMap;

use super::base64::Base64;
use super::unknown_value::UnknownValue;

/// A type with a value to start from: what a decoder fills in place.
///
/// Not `Default`, because a model with required members has none to offer its users.
#[doc(hidden)]
pub trait Blank: Sized {
    /// The value before anything was read.
    fn blank() -> Self;
}

/// The blank value of whatever type is asked for.
pub fn blank<T: Blank>() -> T {
    T::blank()
}

/// Types whose `Default` is the blank value.
macro_rules! blank_is_default {
    ($($name:ty),* $(,)?) => {
        $(impl Blank for $name {
            fn blank() -> Self {
                Self::default()
            }
        })*
    };
}

blank_is_default! {
    (), bool, char, String, Box<str>,
    i8, i16, i32, i64, i128, isize,
    u8, u16, u32, u64, u128, usize,
    f32, f64,
    serde_json::Value, serde_json::Map<String, serde_json::Value>,
    Base64, UnknownValue,
}

impl Blank for serde_json::Number {
    fn blank() -> Self {
        Self::from(0)
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<K, T> Blank for BTreeMap<K, T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }
}
