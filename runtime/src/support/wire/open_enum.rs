//! `open_enum!`: the implementations that all enums with a variant `Unknown` share.

/// Implements `Deserialize` with a function, and the initial value as `Unknown`.
macro_rules! open_enum {
    ($name:ident by $read:path) => {
        impl wire::DefaultValue for $name {
            fn default_value() -> Self {
                Self::Unknown(wire::default_value())
            }
        }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $read(deserializer)
            }
        }
    };
}
pub(crate) use open_enum;
