//! `tagged!`: the table of a union with a discriminator.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::{Map, Value};

use super::super::default_value::DefaultValue;
use super::convert::{Read, WithCodec, Write};
use super::fidelity;
use super::selection::select;
use super::supplied;
use super::undeclared::Before;
use super::untagged::Candidate;

/// A union with a tag. Only implemented by `tagged!`.
#[doc(hidden)]
pub trait Tagged: DefaultValue + 'static {
    /// The name of the property with the tag.
    const TAG: &'static str;

    /// The tags of the variant for values without a tag. Empty if the table has none.
    const TAGS_OF_REST: &'static [&'static str];

    /// The variants that are tried for a value without a tag, if the table has no variant for it.
    const CANDIDATES: &'static [Candidate<Self>];

    /// Reads the variant of a tag. A value with an unknown tag becomes `Unknown`, and so does one without a tag, unless
    /// the table has a variant for it.
    fn decode(tag: Option<&str>, value: Value) -> Result<Self, serde_json::Error>;
}

/// Implements `Deserialize` and `Serialize` for an enum, from a table of its tags. The last variant can be the one for
/// values without a tag. After `or`: the variant for unknown tags, if that isn't `Unknown`, and in brackets the variants
/// that have only a tag.
///
/// A word after the tags states that the type of the variant doesn't declare the tag, and whether the schema requires it.
/// After `in`: the property whose value the variant is.
macro_rules! tagged {
    ($name:ident by $tag:literal { $($rows:tt)* }) => {
        wire::tagged! { $name or Unknown by $tag [] { $($rows)* } }
    };
    ($name:ident or $unknown:ident by $tag:literal [$($unit:ident: $unit_name:literal,)*] {
        $($variant:ident: $first:literal $(| $more:literal)* $($tag_is:ident)? $(in $key:literal)?
            => $codec:ty,)*
        $(..$rest:ident: $name_of_rest:literal $(| $more_of_rest:literal)* => $rest_codec:ty,)?
    }) => {
        impl wire::Tagged for $name {
            const TAG: &'static str = $tag;

            const TAGS_OF_REST: &'static [&'static str] =
                &[$($name_of_rest $(, $more_of_rest)*)?];

            const CANDIDATES: &'static [wire::Candidate<Self>] = {
                use wire::codec::*;
                &[$(wire::Candidate {
                    matcher: Matcher::object(wire::tagged!(@required $tag $($tag_is)?)),
                    properties: wire::properties_of(Self::$variant),
                    read: |value| {
                        wire::read_without_tag::<$codec, _, _>(value, Self::$variant)
                    },
                },)*]
            };

            fn decode(
                tag: ::core::option::Option<&str>,
                value: wire::Value,
            ) -> ::core::result::Result<Self, wire::JsonError> {
                use wire::codec::*;
                match tag {
                    $(::core::option::Option::Some($unit_name) => {
                        wire::decode_nothing(value, $tag, Self::$unit)
                    })*
                    $(::core::option::Option::Some($first $(| $more)*) => {
                        wire::tagged!(@decode $codec, value, $tag $($tag_is)? $(in $key)?)
                            .map(Self::$variant)
                    })*
                    $(::core::option::Option::None
                    | ::core::option::Option::Some($name_of_rest $(| $more_of_rest)*) => {
                        wire::decode::<$rest_codec, _>(value).map(Self::$rest)
                    })?
                    _ => wire::unknown(value, Self::$unknown),
                }
            }
        }

        wire::open_enum! { $name or $unknown by wire::read_tagged }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                use wire::codec::*;
                match self {
                    $(Self::$unit => wire::write_nothing($tag, $unit_name, serializer),)*
                    $(Self::$variant(value) => wire::tagged!(
                        @encode $codec, value, serializer, $tag, $first $(in $key)?
                    ),)*
                    $(Self::$rest(value) => wire::encode::<$rest_codec, _, _>(value, serializer),)?
                    Self::$unknown(value) => wire::encode::<Plain, _, _>(value, serializer),
                }
            }
        }
    };
    (@required $tag:literal required) => { &[$tag] };
    (@required $tag:literal $(optional)?) => { &[] };
    (@decode $codec:ty, $value:ident, $tag:literal) => { wire::decode::<$codec, _>($value) };
    (@decode $codec:ty, $value:ident, $tag:literal $tag_is:ident) => {
        wire::decode_beside::<$codec, _>($value, $tag)
    };
    (@decode $codec:ty, $value:ident, $tag:literal $tag_is:ident in $key:literal) => {
        wire::decode_property::<$codec, _>($value, ::core::option::Option::Some($tag), $key)
    };
    (@encode $codec:ty, $value:ident, $serializer:ident, $tag:literal, $name:literal) => {
        wire::write_tagged::<$codec, _, _>($tag, $name, $value, $serializer)
    };
    (@encode $codec:ty, $value:ident, $serializer:ident, $tag:literal, $name:literal in $key:literal) => {
        wire::write_property::<$codec, _, _>(
            ::core::option::Option::Some(($tag, $name)),
            $key,
            $value,
            $serializer,
        )
    };
}
pub(crate) use tagged;

/// Reads a union by its tag. Without a tag, a value is the variant that fits it best, as in a union without a discriminator:
/// one whose schema doesn't require the tag.
pub fn read_tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let tag = match value.get(T::TAG) {
        None | Some(Value::Null) => None,
        Some(Value::String(tag)) => Some(tag.clone()),
        Some(other) => Some(other.to_string()),
    };
    let before = Before::new();
    // Null is not a missing tag, since it would be lost.
    let is_without_tag = value
        .as_object()
        .is_some_and(|value| !value.contains_key(T::TAG));
    if is_without_tag && T::TAGS_OF_REST.is_empty() {
        let found = select(T::CANDIDATES, &value).map_err(D::Error::custom)?;
        if let Some(found) = found {
            return Ok(found);
        }
    }
    let decoded = T::decode(tag.as_deref(), value).map_err(D::Error::custom);
    // The union declares the tag, whether or not its variants do.
    before.forget_property(T::TAG);
    decoded
}

/// Reads a variant of a value without a tag. Fails if the value has properties and the variant declares none of them.
pub fn read_without_tag<C: Read<T>, T: DefaultValue, U>(
    value: &Value,
    variant: fn(T) -> U,
) -> Result<U, serde_json::Error> {
    let has = |name: &str| value.get(name).is_some();
    let is_empty = value.as_object().is_none_or(Map::is_empty);
    let mut properties = T::PROPERTIES.iter();
    if !is_empty && !T::PROPERTIES.is_empty() && !properties.any(|property| has(property.0)) {
        let message = "no declared property";
        return Err(<serde_json::Error as serde::de::Error>::custom(message));
    }
    C::read(value.clone()).map(variant)
}

/// Reads the value of a variant.
pub fn decode<C: Read<T>, T>(value: Value) -> Result<T, serde_json::Error> {
    C::read(value)
}

/// Creates the variant for a value with an unknown tag.
pub fn unknown<T>(mut value: Value, variant: fn(Value) -> T) -> Result<T, serde_json::Error> {
    fidelity::note_undeclared_value();
    supplied::remove_list(&mut value);
    Ok(variant(value))
}

/// Writes the value of a variant. Adds the tag if the value doesn't have one.
pub fn write_tagged<C: Write<T>, T, S: Serializer>(
    tag: &'static str,
    name: &'static str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value =
        serde_json::to_value(WithCodec::<C, T>::new(value)).map_err(S::Error::custom)?;
    if let Value::Object(properties) = &mut value {
        let property = properties.entry(tag).or_insert(Value::Null);
        if property.is_null() {
            *property = Value::from(name);
        }
    }
    serde::Serialize::serialize(&value, serializer)
}
