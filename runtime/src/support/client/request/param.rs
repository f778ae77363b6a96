//! Values of path, query, header and cookie parameters.

use std::collections::BTreeSet;

#[cfg(feature = "base64")]
use super::Base64;
#[cfg(feature = "styles")]
use super::Tree;
#[cfg(feature = "times")]
use super::{Date, DateTime, Duration};

/// A value that can be sent as a parameter: zero strings if it is absent, one for a scalar, one for
/// each item of a list.
pub trait Param {
    /// Calls `emit` with each string of the value, in order and unencoded.
    fn each(&self, emit: &mut dyn FnMut(&str));

    /// The value as a tree, for objects and nested lists.
    #[cfg(feature = "styles")]
    fn tree(&self) -> Option<&Tree> {
        None
    }
}

impl Param for str {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        emit(self);
    }
}

impl Param for String {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        emit(self);
    }
}

#[cfg(feature = "times")]
impl Param for DateTime {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        emit(self.as_str());
    }
}

#[cfg(feature = "times")]
impl Param for Date {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        emit(self.as_str());
    }
}

#[cfg(feature = "times")]
impl Param for Duration {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        emit(self.as_str());
    }
}

#[cfg(feature = "base64")]
impl Param for Base64 {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        emit(self.as_str());
    }
}

macro_rules! displayed {
    ($($type:ty)*) => {
        $(
            impl Param for $type {
                fn each(&self, emit: &mut dyn FnMut(&str)) {
                    emit(&self.to_string());
                }
            }
        )*
    };
}

displayed! { bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char }

/// Scalars are written as they are, lists item by item, objects as compact JSON. `null` is absent.
impl Param for serde_json::Value {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        match self {
            Self::Null => {}
            Self::String(text) => emit(text),
            Self::Array(items) => items.iter().for_each(|item| item.each(emit)),
            Self::Bool(_) | Self::Number(_) | Self::Object(_) => emit(&self.to_string()),
        }
    }
}

impl<T: Param> Param for Option<T> {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.each(emit);
        }
    }
}

impl<T: Param> Param for Vec<T> {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        self.as_slice().each(emit);
    }
}

impl<T: Param> Param for [T] {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        self.iter().for_each(|item| item.each(emit));
    }
}

impl<T: Param> Param for BTreeSet<T> {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        self.iter().for_each(|item| item.each(emit));
    }
}

impl<T: Param + ?Sized> Param for Box<T> {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        (**self).each(emit);
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        (**self).each(emit);
    }
}

/// Used by the wire macro for string enums: makes the enum a parameter. Paths start with `wire::`, as in all macros that are used in model files.
#[cfg(feature = "string-enums")]
#[allow(unused_macros)] // used where an enum is
macro_rules! param_for_string_enum {
    ($name:ident) => {
        impl wire::Param for $name {
            fn each(&self, emit: &mut dyn ::core::ops::FnMut(&str)) {
                match wire::StringEnum::name(self) {
                    ::core::result::Result::Ok(name) => emit(name),
                    ::core::result::Result::Err(value) => wire::Param::each(value.as_json(), emit),
                }
            }
        }
    };
}
#[cfg(feature = "string-enums")]
pub(crate) use param_for_string_enum;

/// The same for enums of other scalars.
#[cfg(feature = "scalar-enums")]
#[allow(unused_macros)] // used where an enum is
macro_rules! param_for_scalar_enum {
    ($name:ident) => {
        impl wire::Param for $name {
            fn each(&self, emit: &mut dyn ::core::ops::FnMut(&str)) {
                wire::Param::each(&self.to_json(), emit)
            }
        }
    };
}
#[cfg(feature = "scalar-enums")]
pub(crate) use param_for_scalar_enum;
