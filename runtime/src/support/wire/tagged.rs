//! `tagged!`: the table of an open union that a member of the object decides.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::Value;

use super::super::blank::Blank;
use super::convert::{Out, Read, Write};

/// A union with a tag. Implemented by `tagged!` only.
#[doc(hidden)]
pub trait Tagged: Blank {
    /// The member that decides.
    const TAG: &'static str;

    /// Reads the variant of that tag; what has none is kept, unless there is a variant for it.
    fn decode(tag: Option<&str>, value: Value) -> Result<Self, serde_json::Error>;
}

/// Makes an enum readable and writable as a union, from a table of its tags. The last variant may
/// be the one for values without a tag.
macro_rules! tagged {
    ($name:ident by $tag:literal {
        $($variant:ident: $first:literal $(| $more:literal)* => $codec:ty,)*
        $(..$rest:ident: $name_of_rest:literal $(| $more_of_rest:literal)* => $rest_codec:ty,)?
    }) => {
        impl wire::Tagged for $name {
            const TAG: &'static str = $tag;

            fn decode(
                tag: ::core::option::Option<&str>,
                value: wire::Value,
            ) -> ::core::result::Result<Self, wire::JsonError> {
                use wire::codec::*;
                match tag {
                    $(::core::option::Option::Some($first $(| $more)*) => {
                        wire::decode::<$codec, _>(value).map(Self::$variant)
                    })*
                    $(::core::option::Option::None
                    | ::core::option::Option::Some($name_of_rest $(| $more_of_rest)*) => {
                        wire::decode::<$rest_codec, _>(value).map(Self::$rest)
                    })?
                    _ => ::core::result::Result::Ok(Self::Unknown(value)),
                }
            }
        }

        wire::open! { $name by wire::read_tagged }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                sink: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                use wire::codec::*;
                match self {
                    $(Self::$variant(value) => {
                        wire::write_tagged::<$codec, _, _>($tag, $first, value, sink)
                    })*
                    $(Self::$rest(value) => wire::encode::<$rest_codec, _, _>(value, sink),)?
                    Self::Unknown(value) => wire::encode::<Plain, _, _>(value, sink),
                }
            }
        }
    };
}
pub(crate) use tagged;

/// Reads a union by its tag.
pub fn read_tagged<'de, T: Tagged, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    let value = Value::deserialize(source)?;
    let tag = match value.get(T::TAG) {
        None | Some(Value::Null) => None,
        Some(Value::String(tag)) => Some(tag.clone()),
        Some(other) => Some(other.to_string()),
    };
    T::decode(tag.as_deref(), value).map_err(D::Error::custom)
}

/// Reads a variant's value.
pub fn decode<C: Read<T>, T>(value: Value) -> Result<T, serde_json::Error> {
    C::read(value)
}

/// Writes a variant's value, and the tag where the value doesn't bring its own.
pub fn write_tagged<C: Write<T>, T, S: Serializer>(
    tag: &'static str,
    name: &'static str,
    value: &T,
    sink: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(Out::<C, T>::new(value)).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        let place = members.entry(tag).or_insert(Value::Null);
        if place.is_null() {
            *place = Value::from(name);
        }
    }
    serde::Serialize::serialize(&value, sink)
}
