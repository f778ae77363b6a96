//! `object!`: the table of a struct.

use super::super::default_value::DefaultValue;
use super::read::PropertyReader;
use super::write::PropertyWriter;

/// The name of a property in JSON, and whether it is required.
#[doc(hidden)]
pub type FieldInfo = (&'static str, bool);

/// A struct that is a JSON object. Only implemented by `object!` and `composed!`.
#[doc(hidden)]
pub trait Object: DefaultValue {
    /// The declared properties in their order.
    const FIELDS: &'static [FieldInfo];

    /// The JSONPath of the schema in the OpenAPI document, if its `required` decides what is required here.
    const SCHEMA: Option<&'static str> = None;

    /// Reads the value of a property into its field.
    fn read_property<R: PropertyReader>(&mut self, key: &str, reader: &mut R);

    /// Writes all properties.
    fn write_properties<W: PropertyWriter>(&self, writer: &mut W);
}

/// Implements `Deserialize` and `Serialize` for a struct, from a table of its properties.
macro_rules! object {
    ($name:ident $(@ $schema:literal)? {
        $($field:ident: $key:literal => $presence:ident<$codec:ty>,)*
        $(..$rest:ident => Rest<$rest_codec:ty>,)?
    }) => {
        impl wire::DefaultValue for $name {
            const PROPERTIES: &'static [wire::FieldInfo] = <Self as wire::Object>::FIELDS;

            const IS_STRUCT: bool = true;

            fn default_value() -> Self {
                Self { $($field: wire::default_value(),)* $($rest: wire::default_value(),)? }
            }

            fn read_in_place<'de, A: wire::MapAccess<'de>>(
                map: A,
            ) -> ::core::ops::ControlFlow<::core::result::Result<Self, A::Error>, A> {
                ::core::ops::ControlFlow::Break(wire::read_map(map))
            }

            fn write_in_place<W: wire::PropertyWriter>(&self, writer: &mut W) {
                wire::Object::write_properties(self, writer);
            }
        }

        wire::fields! { $name $(@ $schema)? {
            $($field: $key => $presence<$codec>,)*
            $(..$rest => Rest<$rest_codec>,)?
        } }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                wire::read(deserializer)
            }
        }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write(self, serializer)
            }
        }
    };
}
pub(crate) use object;

/// Implements `Object`, for `object!` and `composed!`.
macro_rules! fields {
    ($name:ident $(@ $schema:literal)? {
        $($field:ident: $key:literal => $presence:ident<$codec:ty>,)*
        $(..$rest:ident => Rest<$rest_codec:ty>,)?
    }) => {
        impl wire::Object for $name {
            const FIELDS: &'static [wire::FieldInfo] =
                &[$(($key, wire::codec::$presence),)*];

            $(const SCHEMA: ::core::option::Option<&'static str> =
                ::core::option::Option::Some($schema);)?

            #[allow(unreachable_patterns, unused_imports)]
            fn read_property<R: wire::PropertyReader>(&mut self, key: &str, reader: &mut R) {
                use wire::codec::*;
                match key {
                    $($key => reader.read_field::<$presence<$codec>, _>(&mut self.$field),)*
                    $(_ => reader.read_rest::<$rest_codec, _>(&mut self.$rest, key),)?
                    _ => reader.skip(),
                }
            }

            #[allow(unused_imports, unused_variables)]
            fn write_properties<W: wire::PropertyWriter>(&self, writer: &mut W) {
                use wire::codec::*;
                $(writer.write_field::<$presence<$codec>, _>($key, &self.$field);)*
                $(writer.write_rest::<$rest_codec, _>(&self.$rest);)?
            }
        }
    };
}
pub(crate) use fields;
