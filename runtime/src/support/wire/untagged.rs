//! `untagged!`: the table of a union without a discriminator. The value decides which variant it is.

use serde::Deserializer;
use serde_json::Value;

use super::super::default_value::DefaultValue;
use super::convert::Read;
use super::matcher::Matcher;
use super::object::FieldInfo;
use super::selection::select;
use super::tape::{Node, with_node};
use super::{fidelity, supplied};

/// A variant: which values can be it, and how it is decoded.
#[doc(hidden)]
pub struct Candidate<T: 'static> {
    /// Checks whether a value can be the variant.
    pub matcher: Matcher,
    /// The properties that the variant declares.
    pub properties: &'static [FieldInfo],
    /// Decodes the variant.
    pub read: fn(Node<'_>) -> Result<T, serde_json::Error>,
}

/// A union without a tag. Only implemented by `untagged!`.
#[doc(hidden)]
pub trait Untagged: DefaultValue + 'static {
    /// The variants in the order of the table.
    const CANDIDATES: &'static [Candidate<Self>];

    /// Creates the variant for a value that is none of the others.
    fn from_unknown(value: Value) -> Self;
}

/// Implements `Deserialize` and `Serialize` for an enum, from a table of its variants. In brackets: the variants that are a
/// string, and before them the variant for other values, if that isn't `Unknown`. After `in`: the property whose value the
/// variant is.
macro_rules! untagged {
    ($name:ident { $($rows:tt)* }) => {
        wire::untagged! { $name or Unknown [] { $($rows)* } }
    };
    ($name:ident or $unknown:ident [$($unit:ident: $text:literal,)*] {
        $($variant:ident $(in $key:literal)? => $codec:ty, $matcher:expr;)*
    }) => {
        impl wire::Untagged for $name {
            const CANDIDATES: &'static [wire::Candidate<Self>] = {
                use wire::codec::*;
                &[
                    $(wire::Candidate {
                        matcher: Matcher::text($text),
                        properties: &[],
                        read: |_| ::core::result::Result::Ok(Self::$unit),
                    },)*
                    $(wire::Candidate {
                        matcher: $matcher,
                        properties: wire::untagged!(@properties Self::$variant $(, $key)?),
                        read: |value| {
                            wire::untagged!(@read $codec, value $(, $key)?).map(Self::$variant)
                        },
                    },)*
                ]
            };

            fn from_unknown(value: wire::Value) -> Self {
                Self::$unknown(value)
            }
        }

        wire::open_enum! { $name or $unknown by wire::read_untagged }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                use wire::codec::*;
                match self {
                    $(Self::$unit => wire::Serializer::serialize_str(serializer, $text),)*
                    $(Self::$variant(value) => {
                        wire::untagged!(@encode $codec, value, serializer $(, $key)?)
                    })*
                    Self::$unknown(value) => wire::encode::<Plain, _, _>(value, serializer),
                }
            }
        }
    };
    (@properties $variant:path) => { wire::properties_of($variant) };
    (@properties $variant:path, $key:literal) => { &[($key, true)] };
    (@read $codec:ty, $value:ident) => { wire::read_variant::<$codec, _>($value) };
    (@read $codec:ty, $value:ident, $key:literal) => {
        wire::decode_property::<$codec, _>($value, ::core::option::Option::None, $key)
    };
    (@encode $codec:ty, $value:ident, $serializer:ident) => {
        wire::encode::<$codec, _, _>($value, $serializer)
    };
    (@encode $codec:ty, $value:ident, $serializer:ident, $key:literal) => {
        wire::write_property::<$codec, _, _>(
            ::core::option::Option::None,
            $key,
            $value,
            $serializer,
        )
    };
}
pub(crate) use untagged;

/// Reads a union. See [`select`] for how the variant is chosen.
pub fn read_untagged<'de, T: Untagged, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    with_node(deserializer, |value| match select(T::CANDIDATES, value)? {
        Some(found) => Ok(found),
        None => unknown(value, T::from_unknown),
    })
}

/// Returns the properties that the type of a variant declares.
pub const fn properties_of<T: DefaultValue, U>(_: fn(T) -> U) -> &'static [FieldInfo] {
    T::PROPERTIES
}

/// Reads the value of a variant.
pub fn read_variant<C: Read<T>, T: DefaultValue>(value: Node<'_>) -> Result<T, serde_json::Error> {
    if T::IS_ANY {
        fidelity::note_any();
    }
    C::read(value)
}

/// Creates the variant for a value that is none of the others.
pub fn unknown<T>(value: Node<'_>, variant: fn(Value) -> T) -> Result<T, serde_json::Error> {
    fidelity::note_undeclared_value();
    let mut value = value.to_value();
    supplied::remove_list(&mut value);
    Ok(variant(value))
}
