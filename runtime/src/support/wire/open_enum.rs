//! `open_enum!`: the implementations that all enums with a variant for undeclared values share.

/// Implements `Deserialize` with a function, and the initial value as the variant for undeclared values.
macro_rules! open_enum {
    ($name:ident or $unknown:ident by $read:path) => {
        impl wire::DefaultValue for $name {
            fn default_value() -> Self {
                Self::$unknown(wire::default_value())
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
