//! `untagged!`: the table of a union without a discriminator. The value decides which variant it is.

use std::cmp::Reverse;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::super::default_value::DefaultValue;
use super::budget::Budget;
use super::convert::Read;
use super::matcher::Matcher;
use super::object::FieldInfo;

/// A variant: which values can be it, and how it is decoded.
#[doc(hidden)]
pub struct Candidate<T: 'static> {
    /// Checks whether a value can be the variant.
    pub matcher: Matcher,
    /// The properties that the variant declares.
    pub properties: &'static [FieldInfo],
    /// Decodes the variant. The flag is true if the value is known, see [`DefaultValue::is_known`].
    pub read: fn(&Value) -> Result<(T, bool), serde_json::Error>,
}

/// A union without a tag. Only implemented by `untagged!`.
#[doc(hidden)]
pub trait Untagged: DefaultValue + 'static {
    /// The variants in the order of the table.
    const CANDIDATES: &'static [Candidate<Self>];

    /// Creates the variant for a value that is none of the others.
    fn from_unknown(value: Value) -> Self;
}

/// Implements `Deserialize` and `Serialize` for an enum, from a table of its variants.
macro_rules! untagged {
    ($name:ident { $($variant:ident => $codec:ty, $matcher:expr;)* }) => {
        impl wire::Untagged for $name {
            const CANDIDATES: &'static [wire::Candidate<Self>] = {
                use wire::codec::*;
                &[$(wire::Candidate {
                    matcher: $matcher,
                    properties: wire::properties_of(Self::$variant),
                    read: |value| wire::read_variant::<$codec, _, _>(value, Self::$variant),
                },)*]
            };

            fn from_unknown(value: wire::Value) -> Self {
                Self::Unknown(value)
            }
        }

        wire::open_enum! { $name by wire::read_untagged }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                use wire::codec::*;
                match self {
                    $(Self::$variant(value) => wire::encode::<$codec, _, _>(value, serializer),)*
                    Self::Unknown(value) => wire::encode::<Plain, _, _>(value, serializer),
                }
            }
        }
    };
}
pub(crate) use untagged;

/// Reads a union: returns the first variant that matches, can be decoded and knows the value.
///
/// The variants are tried in this order: those with the most matching constants, those with the fewest undeclared
/// properties, those with the most required properties.
pub fn read_untagged<'de, T: Untagged, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let candidates = T::CANDIDATES.iter();
    let mut fitting: Vec<_> = candidates
        .filter(|candidate| candidate.matcher.matches(&value))
        .collect();
    // The sort is stable: equal variants stay in the order of the table.
    fitting.sort_by_cached_key(|candidate| {
        (
            Reverse(candidate.matcher.constants(&value)),
            undeclared(candidate.properties, &value),
            Reverse(candidate.matcher.required()),
        )
    });
    let budget = Budget::of(&value);
    let mut fallback = None;
    for (tries, candidate) in fitting.into_iter().enumerate() {
        if tries > 0 && !budget.allows(&value) {
            break;
        }
        match (candidate.read)(&value) {
            Ok((found, true)) => return Ok(found),
            Ok((found, false)) => fallback = fallback.or(Some(found)),
            Err(_) => {}
        }
    }
    Ok(fallback.unwrap_or_else(|| T::from_unknown(value)))
}

/// Counts the properties of the value, or of the objects in an array, that the variant doesn't declare, doubled. A map
/// counts as one, so it comes after a struct that declares all properties.
fn undeclared(properties: &[FieldInfo], value: &Value) -> usize {
    match value {
        Value::Object(_) if properties.is_empty() => 1,
        Value::Object(object) => {
            let known = |name: &str| properties.iter().any(|info| info.0 == name);
            2 * object.keys().filter(|name| !known(name)).count()
        }
        Value::Array(items) => items.iter().map(|item| undeclared(properties, item)).sum(),
        _ => 0,
    }
}

/// Returns the properties that the type of a variant declares.
pub const fn properties_of<T: DefaultValue, U>(_: fn(T) -> U) -> &'static [FieldInfo] {
    T::PROPERTIES
}

/// Reads a variant. The flag is true if the value is known.
pub fn read_variant<C: Read<T>, T: DefaultValue, U>(
    value: &Value,
    variant: fn(T) -> U,
) -> Result<(U, bool), serde_json::Error> {
    let value = C::read(value)?;
    let known = value.is_known();
    Ok((variant(value), known))
}
