//! `composed!`: the table of a struct that contains unions whose properties are in the same JSON object as its own.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::convert::{Read, WithCodec, Write as WriteValue};
use super::fidelity::{self, Deviations};
use super::object::Object;
use super::{read, write};

/// A struct with parts that read and write properties of the same object. Only implemented by `composed!`.
#[doc(hidden)]
pub trait Composed: Object {
    /// Reads the parts.
    fn read_parts(&mut self, object: &Value) -> Result<(), serde_json::Error>;

    /// Writes the parts.
    fn write_parts(&self, parts: &mut Parts);
}

/// Implements `Deserialize` and `Serialize` for a struct, from a table of its properties and parts.
macro_rules! composed {
    ($name:ident {
        $($field:ident: $key:literal => $presence:ident<$codec:ty>,)*
        $(&$part:ident => $part_codec:ty,)+
    }) => {
        impl wire::DefaultValue for $name {
            const PROPERTIES: &'static [wire::FieldInfo] = <Self as wire::Object>::FIELDS;

            fn default_value() -> Self {
                Self { $($field: wire::default_value(),)* $($part: wire::default_value(),)+ }
            }
        }

        wire::fields! { $name { $($field: $key => $presence<$codec>,)* } }

        impl wire::Composed for $name {
            fn read_parts(
                &mut self,
                object: &wire::Value,
            ) -> ::core::result::Result<(), wire::JsonError> {
                use wire::codec::*;
                $(self.$part = wire::read_part::<$part_codec, _>(object)?;)+
                ::core::result::Result::Ok(())
            }

            fn write_parts(&self, parts: &mut wire::Parts) {
                use wire::codec::*;
                $(parts.write::<$part_codec, _>(&self.$part);)+
            }
        }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                wire::read_composed(deserializer)
            }
        }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_composed(self, serializer)
            }
        }
    };
}
pub(crate) use composed;

/// Collects the properties of the parts.
#[doc(hidden)]
pub struct Parts {
    properties: Map<String, Value>,
    result: Result<(), serde_json::Error>,
}

impl Parts {
    /// Adds the properties of a part. A part that isn't an object has none.
    pub fn write<C: WriteValue<T>, T>(&mut self, part: &T) {
        match serde_json::to_value(WithCodec::<C, T>::new(part)) {
            Ok(Value::Object(properties)) => self.properties.extend(properties),
            Ok(_) => {}
            Err(error) => self.result = Err(error),
        }
    }
}

/// Reads a part from the object.
pub fn read_part<C: Read<T>, T>(object: &Value) -> Result<T, serde_json::Error> {
    C::read(object)
}

/// Reads the object: the declared properties, then each part.
pub fn read_composed<'de, T: Composed, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let object = Value::deserialize(deserializer)?;
    let (value, found) = fidelity::count(|| {
        let mut value: T = read(&object)?;
        value.read_parts(&object)?;
        Ok(value)
    });
    // What the struct skips is for its parts, and what they skip is for the struct.
    fidelity::note(Deviations {
        skipped: 0,
        ..found
    });
    value.map_err(|error: serde_json::Error| D::Error::custom(error))
}

/// Writes the object: the parts, then the declared properties, which override those of the parts.
pub fn write_composed<T: Composed, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut parts = Parts {
        properties: Map::new(),
        result: Ok(()),
    };
    value.write_parts(&mut parts);
    parts.result.map_err(S::Error::custom)?;
    let mut object = parts.properties;
    let own = write(value, serde_json::value::Serializer).map_err(S::Error::custom)?;
    if let Value::Object(own) = own {
        object.extend(own);
    }
    object.serialize(serializer)
}
