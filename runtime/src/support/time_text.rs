//! What the types that keep their text have in common.

/// The traits of a type `struct X(Box<str>)` that has `parse` and `rank`: `rank` is what it is
/// ordered by, `None` (malformed) before all else; equal ranks are ordered by their text.
macro_rules! time_text {
    ($name:ident, $noun:literal) => {
        impl $name {
            #[doc = concat!("The text of the ", $noun, ", as it came.")]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #[doc = concat!("Whether the text is a ", $noun, ": what a server sent may be none.")]
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
            fn serialize<S: serde::Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
                sink.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            /// Any string is taken: a malformed time must not cost the response it stands in.
            fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                Box::<str>::deserialize(source).map(Self)
            }
        }

        impl super::blank::Blank for $name {
            fn blank() -> Self {
                Self(Box::default())
            }

            fn is_known(&self) -> bool {
                self.is_valid()
            }
        }
    };
}
pub(super) use time_text;

/// `TryFrom` out of one of our types, by reference and by value.
#[allow(unused_macros)] // only the date crates' features use it
macro_rules! try_out_of {
    ($ours:ty => $theirs:ty, $convert:expr) => {
        impl TryFrom<&$ours> for $theirs {
            type Error = super::TimeError;

            fn try_from(ours: &$ours) -> Result<Self, Self::Error> {
                let convert: fn(&$ours) -> Option<$theirs> = $convert;
                convert(ours).ok_or(super::TimeError::new(concat!(
                    "the text can't be held by a ",
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
pub(super) use try_out_of;
