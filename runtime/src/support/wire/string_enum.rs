//! `string_enum!`: the table of an open enum of strings.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::super::unknown_value::UnknownValue;
use super::convert::{Read, Write};
use super::fidelity;

/// An open enum of strings. Only implemented by `string_enum!`.
#[doc(hidden)]
pub trait StringEnum: Sized {
    /// Returns the variant of a string. Returns `None` if the string isn't declared.
    fn from_name(name: &str) -> Option<Self>;

    /// Creates the variant for a value that isn't declared.
    fn from_unknown(value: UnknownValue) -> Self;

    /// Returns the string of the variant, or the undeclared value as an error.
    fn name(&self) -> Result<&'static str, &UnknownValue>;
}

/// Implements `Deserialize`, `Serialize` and conversions for an enum, from a table of its strings. After `or`: the variant for
/// undeclared values, if that isn't `Unknown`.
macro_rules! string_enum {
    ($name:ident { $($rows:tt)* }) => {
        wire::string_enum! { $name or Unknown { $($rows)* } }
    };
    ($name:ident or $unknown:ident { $($variant:ident: $text:literal,)* }) => {
        impl wire::StringEnum for $name {
            fn from_name(name: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match name {
                    $($text => Self::$variant,)*
                    _ => return ::core::option::Option::None,
                })
            }

            fn from_unknown(value: wire::UnknownValue) -> Self {
                Self::$unknown(value)
            }

            fn name(&self) -> ::core::result::Result<&'static str, &wire::UnknownValue> {
                ::core::result::Result::Ok(match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(value) => return ::core::result::Result::Err(value),
                })
            }
        }

        impl $name {
            /// The declared values, in the order of the API's document.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the value as a string. Returns an empty string if the server sent a value that isn't a string.
            pub fn as_str(&self) -> &str {
                wire::as_str(self)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                wire::from_string(text)
            }
        }

        impl wire::FromText for $name {}

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                wire::from_string(&text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(wire::from_string(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                out.pad(self.as_str())
            }
        }

        wire::open_enum! { $name or $unknown by wire::read_string_enum }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_string_enum(self, serializer)
            }
        }

        wire::param_for_string_enum! { $name }
        wire::constrained_string_enum! { $name }
    };
}
pub(crate) use string_enum;

/// Returns the variant of a string. Any string has one.
pub fn from_string<T: StringEnum>(text: &str) -> T {
    T::from_name(text).unwrap_or_else(|| T::from_unknown(UnknownValue::from(text)))
}

/// Returns the string of a variant.
pub fn as_str<T: StringEnum>(value: &T) -> &str {
    match value.name() {
        Ok(name) => name,
        Err(unknown) => unknown.as_str().unwrap_or(""),
    }
}

/// Reads a value. Any JSON value is accepted.
pub fn read_string_enum<'de, T: StringEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(StringEnumVisitor(PhantomData))
}

/// Writes a value.
pub fn write_string_enum<T: StringEnum, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value.name() {
        Ok(name) => serializer.serialize_str(name),
        Err(unknown) => unknown.serialize(serializer),
    }
}

/// An enum beside which the API declares all other strings: they do not count as undeclared when a variant of a union is
/// chosen.
pub struct OrString;

impl<T: StringEnum> Read<T> for OrString {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let (value, found) = fidelity::count(|| read_string_enum::<T, D>(deserializer));
        let value = value?;
        match value.name() {
            Err(unknown) if unknown.as_str().is_some() => {}
            _ => fidelity::note(found),
        }
        Ok(value)
    }
}

impl<T: StringEnum> Write<T> for OrString {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        write_string_enum(value, serializer)
    }
}

struct StringEnumVisitor<T>(PhantomData<T>);

impl<T: StringEnum> StringEnumVisitor<T> {
    fn unknown<E>(value: impl Into<Value>) -> Result<T, E> {
        fidelity::note_undeclared_value();
        Ok(T::from_unknown(UnknownValue::from(value.into())))
    }
}

impl<'de, T: StringEnum> Visitor<'de> for StringEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_name(text).map_or_else(|| Self::unknown(text), Ok)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        Self::unknown(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        Self::unknown(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        Self::unknown(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        Self::unknown(value)
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Self::unknown(())
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        Self::unknown(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        read_string_enum(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        Self::unknown(Value::deserialize(SeqAccessDeserializer::new(list))?)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        Self::unknown(Value::deserialize(MapAccessDeserializer::new(map))?)
    }
}
