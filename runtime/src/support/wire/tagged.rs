//! `tagged!`: the table of a union with a discriminator.

use std::fmt;
use std::marker::PhantomData;
use std::ops::ControlFlow;

use serde::Deserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde_json::Error as JsonError;

use super::super::default_value::DefaultValue;
use super::convert::Read;
use super::in_place::InPlace;
use super::selection::select;
use super::tape::{Node, ObjectBuilder, TOKEN, Tape};
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
    fn decode(tag: Option<&str>, value: Node<'_>) -> Result<Self, JsonError>;

    /// Reads the variant of a tag from the rest of an object. Returns the map unless the variant is a struct.
    fn decode_in_place<'de, A: MapAccess<'de>>(
        tag: &str,
        map: InPlace<'_, A>,
    ) -> ControlFlow<Result<Self, A::Error>, A>;
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
                #[allow(unused_imports)] // no variant may have a content
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
                value: wire::Node<'_>,
            ) -> ::core::result::Result<Self, wire::JsonError> {
                #[allow(unused_imports)]
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

            fn decode_in_place<'de, A: wire::MapAccess<'de>>(
                tag: &str,
                map: wire::InPlace<'_, A>,
            ) -> ::core::ops::ControlFlow<::core::result::Result<Self, A::Error>, A> {
                match tag {
                    $($first $(| $more)* => {
                        wire::tagged!(@in_place map, Self::$variant $(, $tag_is)? $(in $key)?)
                    })*
                    _ => ::core::ops::ControlFlow::Continue(map.into_map()),
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
                        @encode $codec, value, serializer, $tag, $first $(, $tag_is)? $(in $key)?
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
    (@in_place $map:ident, $variant:path) => { wire::read_in_place($map, $variant) };
    (@in_place $map:ident, $variant:path, $tag_is:ident) => {
        wire::read_in_place($map.without_tag(), $variant)
    };
    (@in_place $map:ident, $variant:path, $tag_is:ident in $key:literal) => {
        ::core::ops::ControlFlow::Continue($map.into_map())
    };
    (@encode $codec:ty, $value:ident, $serializer:ident, $tag:literal, $name:literal) => {
        wire::write_tagged::<$codec, _, _>($tag, $name, $value, $serializer)
    };
    (@encode $codec:ty, $value:ident, $serializer:ident, $tag:literal, $name:literal, $tag_is:ident) => {
        wire::write_beside_tag::<$codec, _, _>($tag, $name, $value, $serializer)
    };
    (@encode $codec:ty, $value:ident, $serializer:ident, $tag:literal, $name:literal, $tag_is:ident in $key:literal) => {
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
    deserializer.deserialize_newtype_struct(TOKEN, TaggedVisitor(PhantomData))
}

/// Reads a union whose value is recorded.
fn read_recorded<T: Tagged>(value: Node<'_>) -> Result<T, JsonError> {
    let mut tags = value.entries().named(T::TAG);
    let (tag, second) = (tags.next(), tags.next());
    if second.is_some() {
        return Err(JsonError::duplicate_field(T::TAG));
    }
    // Null is not a missing tag, since it would be lost.
    if value.is_object() && tag.is_none() && T::TAGS_OF_REST.is_empty() {
        if let Some(found) = select(T::CANDIDATES, value)? {
            return Ok(found);
        }
    }
    let before = Before::new();
    let decoded = match tag.filter(|tag| !tag.is_null()) {
        None => T::decode(None, value),
        Some(tag) => match tag.as_str() {
            Some(tag) => T::decode(Some(tag), value),
            None => T::decode(Some(&tag.to_value().to_string()), value),
        },
    };
    // The union declares the tag, whether or not its variants do.
    before.forget_property(T::TAG);
    decoded
}

struct TaggedVisitor<T>(PhantomData<T>);

/// Records a value that is no object.
macro_rules! record {
    ($($method:ident($($value:ident: $ty:ty)?))*) => {
        $(fn $method<E: Error>(self $(, $value: $ty)?) -> Result<T, E> {
            let tape = Tape::record(|visitor| visitor.$method::<E>($($value)?))?;
            read_recorded(tape.root()).map_err(E::custom)
        })*
    };
}

impl<'de, T: Tagged> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    /// A recorded value.
    fn visit_bytes<E: Error>(self, node: &[u8]) -> Result<T, E> {
        read_recorded(Node::requested(node)).map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    record! {
        visit_bool(flag: bool) visit_i64(number: i64) visit_u64(number: u64) visit_f64(number: f64)
        visit_str(text: &str) visit_unit() visit_none()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        let tape = Tape::record(|visitor| visitor.visit_seq(list))?;
        read_recorded(tape.root()).map_err(A::Error::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = ObjectBuilder::new();
        while let Some(is_tag) = object.record(&mut map, T::TAG)? {
            if is_tag {
                return read_from_tag(object, map);
            }
        }
        read_recorded(object.value()).map_err(A::Error::custom)
    }
}

/// Reads a union from an object whose properties are recorded up to the tag.
fn read_from_tag<'de, T: Tagged, A: MapAccess<'de>>(
    mut object: ObjectBuilder,
    mut map: A,
) -> Result<T, A::Error> {
    let before = Before::new();
    let recorded = object.value();
    if let Some(tag) = object_tag(recorded, T::TAG) {
        match T::decode_in_place(tag, InPlace::new(recorded, map, T::TAG)) {
            ControlFlow::Break(value) => {
                before.forget_property(T::TAG);
                return value;
            }
            ControlFlow::Continue(rest) => map = rest,
        }
    }
    while object.record(&mut map, T::TAG)?.is_some() {}
    read_recorded(object.value()).map_err(A::Error::custom)
}

/// The tag, if it is a string.
fn object_tag<'t>(object: Node<'t>, tag: &str) -> Option<&'t str> {
    object.get(tag)?.as_str()
}

/// Reads a variant of a value without a tag. Fails if the value has properties and the variant declares none of them.
pub fn read_without_tag<C: Read<T>, T: DefaultValue, U>(
    value: Node<'_>,
    variant: fn(T) -> U,
) -> Result<U, JsonError> {
    let is_declared = |name: &str| T::PROPERTIES.iter().any(|property| property.0 == name);
    let mut names = value.entries().map(|(name, _)| name).peekable();
    if names.peek().is_some() && !T::PROPERTIES.is_empty() && !names.any(is_declared) {
        return Err(JsonError::custom("no declared property"));
    }
    C::read(value).map(variant)
}

/// Reads the value of a variant.
pub fn decode<C: Read<T>, T>(value: Node<'_>) -> Result<T, JsonError> {
    C::read(value)
}
