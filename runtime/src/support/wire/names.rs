//! `names!`: the table of an open enum of strings.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::super::unknown_value::UnknownValue;

/// An open enum of strings. Implemented by `names!` only.
#[doc(hidden)]
pub trait Names: Sized {
    /// The variant of that name.
    fn from_name(name: &str) -> Option<Self>;

    /// The variant for what has no name.
    fn from_unknown(value: UnknownValue) -> Self;

    /// The variant's name, or the value that has none.
    fn name(&self) -> Result<&'static str, &UnknownValue>;
}

/// Makes an enum readable and writable as text, from a table of its names.
macro_rules! names {
    ($name:ident { $($variant:ident: $text:literal,)* }) => {
        impl wire::Names for $name {
            fn from_name(name: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match name {
                    $($text => Self::$variant,)*
                    _ => return ::core::option::Option::None,
                })
            }

            fn from_unknown(value: wire::UnknownValue) -> Self {
                Self::Unknown(value)
            }

            fn name(&self) -> ::core::result::Result<&'static str, &wire::UnknownValue> {
                ::core::result::Result::Ok(match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => return ::core::result::Result::Err(value),
                })
            }
        }

        impl $name {
            /// The value's text; empty when the server sent something else than a string.
            pub fn as_str(&self) -> &str {
                wire::text(self)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                wire::from_text(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                wire::from_text(&text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(wire::from_text(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                out.pad(self.as_str())
            }
        }

        wire::open! { $name by wire::read_name }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                sink: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_name(self, sink)
            }
        }

        wire::param_for_names! { $name }
    };
}
pub(crate) use names;

/// The variant of a text; any text has one.
pub fn from_text<T: Names>(text: &str) -> T {
    T::from_name(text).unwrap_or_else(|| T::from_unknown(UnknownValue::from(text)))
}

/// The text of a variant.
pub fn text<T: Names>(value: &T) -> &str {
    match value.name() {
        Ok(name) => name,
        Err(unknown) => unknown.as_str().unwrap_or(""),
    }
}

/// Reads a name; what is none is kept, whatever it is.
pub fn read_name<'de, T: Names, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    source.deserialize_any(NameVisitor(PhantomData))
}

/// Writes a name, or what came instead of one.
pub fn write_name<T: Names, S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
    match value.name() {
        Ok(name) => sink.serialize_str(name),
        Err(unknown) => unknown.serialize(sink),
    }
}

struct NameVisitor<T>(PhantomData<T>);

impl<T: Names> NameVisitor<T> {
    fn unknown<E>(value: impl Into<Value>) -> Result<T, E> {
        Ok(T::from_unknown(UnknownValue::from(value.into())))
    }
}

impl<'de, T: Names> Visitor<'de> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(from_text(text))
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

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<T, D::Error> {
        read_name(source)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        Self::unknown(Value::deserialize(SeqAccessDeserializer::new(list))?)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        Self::unknown(Value::deserialize(MapAccessDeserializer::new(map))?)
    }
}
