//! `composed!`: the table of a struct that holds unions beside its members, all in one JSON object.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::convert::{Out, Read, Write as WriteValue};
use super::object::Object;
use super::{read, write};

/// A struct with parts that read and write members of the same object. Implemented by `composed!` only.
#[doc(hidden)]
pub trait Composed: Object {
    /// Reads the parts.
    fn take(&mut self, whole: &Value) -> Result<(), serde_json::Error>;

    /// Writes the parts.
    fn give(&self, parts: &mut Parts);
}

/// Makes a struct readable and writable as a JSON object, from a table of its members and parts.
macro_rules! composed {
    ($name:ident {
        $($field:ident: $key:literal => $slot:ident<$codec:ty>,)*
        $(&$part:ident => $part_codec:ty,)+
    }) => {
        impl wire::Blank for $name {
            const MEMBERS: &'static [wire::Row] = <Self as wire::Object>::ROWS;

            fn blank() -> Self {
                Self { $($field: wire::blank(),)* $($part: wire::blank(),)+ }
            }

            fn is_known(&self) -> bool {
                true $(&& wire::Blank::is_known(&self.$part))+
            }
        }

        wire::members! { $name { $($field: $key => $slot<$codec>,)* } }

        impl wire::Composed for $name {
            fn take(
                &mut self,
                whole: &wire::Value,
            ) -> ::core::result::Result<(), wire::JsonError> {
                use wire::codec::*;
                $(self.$part = wire::take::<$part_codec, _>(whole)?;)+
                ::core::result::Result::Ok(())
            }

            fn give(&self, parts: &mut wire::Parts) {
                use wire::codec::*;
                $(parts.give::<$part_codec, _>(&self.$part);)+
            }
        }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                source: D,
            ) -> ::core::result::Result<Self, D::Error> {
                wire::read_composed(source)
            }
        }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                sink: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_composed(self, sink)
            }
        }
    };
}
pub(crate) use composed;

/// Where the members of parts go.
#[doc(hidden)]
pub struct Parts {
    members: Map<String, Value>,
    result: Result<(), serde_json::Error>,
}

impl Parts {
    /// Adds the members of a part; one that is no object has none.
    pub fn give<C: WriteValue<T>, T>(&mut self, part: &T) {
        match serde_json::to_value(Out::<C, T>::new(part)) {
            Ok(Value::Object(members)) => self.members.extend(members),
            Ok(_) => {}
            Err(error) => self.result = Err(error),
        }
    }
}

/// Reads a part from the whole object.
pub fn take<C: Read<T>, T>(whole: &Value) -> Result<T, serde_json::Error> {
    C::read(whole)
}

/// Reads the whole object: the declared members, then each part.
pub fn read_composed<'de, T: Composed, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    let whole = Value::deserialize(source)?;
    let mut value: T = read(&whole).map_err(D::Error::custom)?;
    value.take(&whole).map_err(D::Error::custom)?;
    Ok(value)
}

/// Writes the whole object: each part, then the declared members, which count where both have one.
pub fn write_composed<T: Composed, S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
    let mut parts = Parts {
        members: Map::new(),
        result: Ok(()),
    };
    value.give(&mut parts);
    parts.result.map_err(S::Error::custom)?;
    let mut whole = parts.members;
    let own = write(value, serde_json::value::Serializer).map_err(S::Error::custom)?;
    if let Value::Object(own) = own {
        whole.extend(own);
    }
    whole.serialize(sink)
}
