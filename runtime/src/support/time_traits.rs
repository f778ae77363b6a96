//! Trait implementations that `Date`, `DateTime` and `Duration` share.

/// Implements the traits of a type `struct X(Box<str>)` with the functions `parse` and `rank`. Values are ordered by
/// `rank`, which is `None` for an invalid string, then by string.
macro_rules! time_traits {
    ($name:ident, $noun:literal) => {
        impl $name {
            #[doc = concat!("Returns the string of the ", $noun, ", as it was received.")]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #[doc = concat!("Returns whether the string is a valid ", $noun, ".")]
            pub fn is_valid(&self) -> bool {
                self.rank().is_some()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }

        impl std::str::FromStr for $name {
            type Err = super::TimeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                let ranks = self.rank().cmp(&other.rank());
                ranks.then_with(|| self.0.cmp(&other.0))
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            /// Accepts any string, so that an invalid one doesn't make the whole response fail.
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Box::<str>::deserialize(deserializer).map(Self)?;
                // Another variant of a union may accept what isn't a valid time.
                if super::wire::fidelity::is_counting() && !value.is_valid() {
                    super::wire::fidelity::note_undeclared_value();
                }
                Ok(value)
            }
        }

        impl super::default_value::DefaultValue for $name {
            fn default_value() -> Self {
                Self(Box::default())
            }
        }
    };
}
pub(super) use time_traits;

/// Implements `TryFrom` from a type of this crate to one of another crate, by reference and by value.
#[allow(unused_macros)] // used by the features `chrono`, `time` and `jiff`
macro_rules! impl_try_from {
    ($ours:ty => $theirs:ty, $convert:expr) => {
        impl TryFrom<&$ours> for $theirs {
            type Error = super::TimeError;

            fn try_from(ours: &$ours) -> Result<Self, Self::Error> {
                let convert: fn(&$ours) -> Option<$theirs> = $convert;
                convert(ours).ok_or(super::TimeError::new(concat!(
                    "the value can't be converted to ",
                    stringify!($theirs)
                )))
            }
        }

        impl TryFrom<$ours> for $theirs {
            type Error = super::TimeError;

            fn try_from(ours: $ours) -> Result<Self, Self::Error> {
                Self::try_from(&ours)
            }
        }
    };
}
#[allow(unused_imports)]
pub(super) use impl_try_from;
