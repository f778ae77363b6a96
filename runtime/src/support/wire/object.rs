//! `object!`: the table of a struct.

use super::super::blank::Blank;
use super::read::Source;
use super::write::Sink;

/// A member's name on the wire, and whether it has to be there.
#[doc(hidden)]
pub type Row = (&'static str, bool);

/// A struct that travels as a JSON object. Implemented by `object!` only.
#[doc(hidden)]
pub trait Object: Blank {
    /// The declared members in their order.
    const ROWS: &'static [Row];

    /// Reads the value of one member into its place.
    fn put<S: Source>(&mut self, key: &str, source: &mut S);

    /// Writes all members.
    fn entries<S: Sink>(&self, sink: &mut S);
}

/// Makes a struct readable and writable as a JSON object, from a table of its members.
macro_rules! object {
    ($name:ident {
        $($field:ident: $key:literal => $slot:ident<$codec:ty>,)*
        $(..$rest:ident => Rest<$rest_codec:ty>,)?
    }) => {
        impl wire::Blank for $name {
            const MEMBERS: &'static [wire::Row] = <Self as wire::Object>::ROWS;

            fn blank() -> Self {
                Self { $($field: wire::blank(),)* $($rest: wire::blank(),)? }
            }

            $(fn is_known(&self) -> bool {
                wire::Blank::is_known(&self.$rest)
            })?
        }

        wire::members! { $name {
            $($field: $key => $slot<$codec>,)*
            $(..$rest => Rest<$rest_codec>,)?
        } }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                source: D,
            ) -> ::core::result::Result<Self, D::Error> {
                wire::read(source)
            }
        }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                sink: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write(self, sink)
            }
        }
    };
}
pub(crate) use object;

/// The rows of `object!` and `composed!`.
macro_rules! members {
    ($name:ident {
        $($field:ident: $key:literal => $slot:ident<$codec:ty>,)*
        $(..$rest:ident => Rest<$rest_codec:ty>,)?
    }) => {
        impl wire::Object for $name {
            const ROWS: &'static [wire::Row] =
                &[$(($key, wire::codec::$slot),)*];

            #[allow(unreachable_patterns, unused_imports)]
            fn put<S: wire::Source>(&mut self, key: &str, source: &mut S) {
                use wire::codec::*;
                match key {
                    $($key => source.put::<$slot<$codec>, _>(&mut self.$field),)*
                    $(_ => source.rest::<$rest_codec, _>(&mut self.$rest, key),)?
                    _ => source.skip(),
                }
            }

            #[allow(unused_imports, unused_variables)]
            fn entries<S: wire::Sink>(&self, sink: &mut S) {
                use wire::codec::*;
                $(sink.entry::<$slot<$codec>, _>($key, &self.$field);)*
                $(sink.rest::<$rest_codec, _>(&self.$rest);)?
            }
        }
    };
}
pub(crate) use members;
