//! `open!`: what the tables of all enums with a variant `Unknown` have in common.

/// Makes an enum readable by a function. It begins as unknown, and knows whether it still is.
macro_rules! open {
    ($name:ident by $read:path) => {
        impl wire::Blank for $name {
            fn blank() -> Self {
                Self::Unknown(wire::blank())
            }

            fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }
        }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                source: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $read(source)
            }
        }
    };
}
pub(crate) use open;
