//! `untagged!`: the table of an open union that the look of the value decides.

use std::cmp::Reverse;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::super::blank::Blank;
use super::convert::Read;
use super::object::Row;
use super::patience::Patience;
use super::probe::Probe;

/// A variant: what the value must look like, and how it is read.
#[doc(hidden)]
pub struct Candidate<T: 'static> {
    /// What the value must look like.
    pub probe: Probe,
    /// The members that the variant declares.
    pub members: &'static [Row],
    /// Reads the variant; the flag says whether it knows the value or only keeps it.
    pub read: fn(&Value) -> Result<(T, bool), serde_json::Error>,
}

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
                &[$(wire::Candidate {
                    probe: $probe,
                    members: wire::members_of(Self::$variant),
                    read: |value| wire::read_variant::<$codec, _, _>(value, Self::$variant),
                },)*]
            };

            fn from_unknown(value: wire::Value) -> Self {
                Self::Unknown(value)
            }
        }

        wire::open! { $name by wire::read_untagged }

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

/// Reads a union: of the variants that fit, the first that can be decoded and knows the value.
///
/// Those with the right constants are tried first, then those that lose the fewest members, then
/// those that ask for most.
pub fn read_untagged<'de, T: Untagged, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    let value = Value::deserialize(source)?;
    let candidates = T::CANDIDATES.iter();
    let mut fitting: Vec<_> = candidates
        .filter(|candidate| candidate.probe.fits(&value))
        .collect();
    // Stable, so equals stay in the order of the table.
    fitting.sort_by_cached_key(|candidate| {
        (
            Reverse(candidate.probe.constants(&value)),
            undeclared(candidate.members, &value),
            Reverse(candidate.probe.weight()),
        )
    });
    let patience = Patience::of(&value);
    let mut kept = None;
    for (tries, candidate) in fitting.into_iter().enumerate() {
        if tries > 0 && !patience.allows(&value) {
            break;
        }
        match (candidate.read)(&value) {
            Ok((found, true)) => return Ok(found),
            Ok((found, false)) => kept = kept.or(Some(found)),
            Err(_) => {}
        }
    }
    Ok(kept.unwrap_or_else(|| T::from_unknown(value)))
}

/// How many members of the value, or of the objects in a list, the variant has no place for. A map has a place for
/// all of them, and comes after a struct that has.
fn undeclared(members: &[Row], value: &Value) -> usize {
    match value {
        Value::Object(_) if members.is_empty() => 1,
        Value::Object(object) => {
            let known = |name: &str| members.iter().any(|row| row.0 == name);
            2 * object.keys().filter(|name| !known(name)).count()
        }
        Value::Array(items) => items.iter().map(|item| undeclared(members, item)).sum(),
        _ => 0,
    }
}

/// The members that a variant's type declares.
pub const fn members_of<T: Blank, U>(_: fn(T) -> U) -> &'static [Row] {
    T::MEMBERS
}

/// Reads a variant, and says whether it knows the value.
pub fn read_variant<C: Read<T>, T: Blank, U>(
    value: &Value,
    variant: fn(T) -> U,
) -> Result<(U, bool), serde_json::Error> {
    let value = C::read(value)?;
    let known = value.is_known();
    Ok((variant(value), known))
}
