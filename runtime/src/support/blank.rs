//! What the tables have to know of every type: the value to start from, and whether one is known.

use std::collections::BTreeMap;

use super::base64::Base64;
use super::unknown_value::UnknownValue;

/// A type with a value to start from: what a decoder fills in place.
///
/// Not `Default`, because a model with required members has none to offer its users.
#[doc(hidden)]
pub trait Blank: Sized {
    /// The members of an object, or of the objects in a list, by name, and whether each has to be there: none for
    /// what is no struct.
    const MEMBERS: &'static [(&'static str, bool)] = &[];

    /// The value before anything was read.
    fn blank() -> Self;

    /// Whether the value is one that the API declares: where alternatives compete, one that knows
    /// its value goes before one that only keeps it.
    fn is_known(&self) -> bool {
        true
    }
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

impl<T: Blank> Blank for Option<T> {
    const MEMBERS: &'static [(&'static str, bool)] = T::MEMBERS;

    fn blank() -> Self {
        None
    }

    fn is_known(&self) -> bool {
        self.as_ref().is_none_or(T::is_known)
    }
}

impl<T: Blank> Blank for Vec<T> {
    const MEMBERS: &'static [(&'static str, bool)] = T::MEMBERS;

    fn blank() -> Self {
        Self::new()
    }

    fn is_known(&self) -> bool {
        self.iter().all(T::is_known)
    }
}

impl<K, T: Blank> Blank for BTreeMap<K, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn is_known(&self) -> bool {
        self.values().all(T::is_known)
    }
}

impl<T: Blank> Blank for Box<T> {
    const MEMBERS: &'static [(&'static str, bool)] = T::MEMBERS;

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn is_known(&self) -> bool {
        T::is_known(self)
    }
}
