//! `untagged!`: the table of an open union that the look of the value decides.

use std::cmp::Reverse;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::super::blank::Blank;
use super::convert::Read;
use super::probe::Probe;

/// A variant: what the value must look like, and how it is read.
#[doc(hidden)]
pub type Candidate<T> = (Probe, fn(&Value) -> Result<T, serde_json::Error>);

/// A union without a tag. Implemented by `untagged!` only.
#[doc(hidden)]
pub trait Untagged: Blank + 'static {
    /// The variants in their order.
    const CANDIDATES: &'static [Candidate<Self>];

    /// The variant for what looks like no other.
    fn from_unknown(value: Value) -> Self;
}

/// Makes an enum readable and writable as a union, from a table of what its variants look like.
macro_rules! untagged {
    ($name:ident { $($variant:ident => $codec:ty, $probe:expr;)* }) => {
        impl wire::Untagged for $name {
            const CANDIDATES: &'static [wire::Candidate<Self>] = {
                use wire::codec::*;
                &[$(($probe, |value| wire::decode_ref::<$codec, _>(value).map(Self::$variant)),)*]
            };

            fn from_unknown(value: wire::Value) -> Self {
                Self::Unknown(value)
            }
        }

        impl wire::Blank for $name {
            fn blank() -> Self {
                Self::Unknown(wire::blank())
            }
        }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                source: D,
            ) -> ::core::result::Result<Self, D::Error> {
                wire::read_untagged(source)
            }
        }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                sink: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                use wire::codec::*;
                match self {
                    $(Self::$variant(value) => wire::encode::<$codec, _, _>(value, sink),)*
                    Self::Unknown(value) => wire::encode::<Plain, _, _>(value, sink),
                }
            }
        }
    };
}
pub(crate) use untagged;

/// Reads a union: of the variants that fit, the first that can be decoded, those that ask for most
/// first.
pub fn read_untagged<'de, T: Untagged, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    let value = Value::deserialize(source)?;
    let mut fitting: Vec<_> = T::CANDIDATES
        .iter()
        .filter(|(probe, _)| probe.fits(&value))
        .collect();
    // Stable, so equals stay in the order of their declaration.
    fitting.sort_by_key(|(probe, _)| Reverse(probe.weight()));
    let decoded = fitting.iter().find_map(|(_, decode)| decode(&value).ok());
    Ok(decoded.unwrap_or_else(|| T::from_unknown(value)))
}

/// Reads a variant's value.
pub fn decode_ref<C: Read<T>, T>(value: &Value) -> Result<T, serde_json::Error> {
    C::read(value)
}
