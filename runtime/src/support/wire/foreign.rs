//! `foreign!`: a type that `[crate.types]` of oascribe.toml specifies in place of a generated one.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserializer, Serialize, Serializer};

use super::convert::{Read, Write};

/// Implements what models need of such a type: the value that decoding replaces, which is that of `Default` unless it is
/// specified, and with `with` a module in place of the type's own `Serialize` and `Deserialize`.
macro_rules! foreign {
    ($name:ty) => {
        wire::foreign! { $name = <$name as ::core::default::Default>::default() }
    };
    ($name:ty = $initial:expr) => {
        const _: () = wire::has_traits_of_models::<$name>();
        const _: () = wire::has_traits_of_serde::<$name>();
        wire::foreign! { initial $name = $initial }
    };
    ($name:ty = $initial:expr, with $($module:ident)::+) => {
        wire::foreign! { initial $name = $initial }
        wire::foreign! { module $name, with $($module)::+ }
    };
    (module $name:ty, with $($module:ident)::+) => {
        const _: () = wire::has_traits_of_models::<$name>();

        impl wire::ForeignValue for $name {
            fn read<'de, D: wire::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $($module::)+deserialize(deserializer)
            }

            fn write<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $($module::)+serialize(self, serializer)
            }
        }
    };
    (initial $name:ty = $initial:expr) => {
        impl wire::DefaultValue for $name {
            fn default_value() -> Self {
                $initial
            }
        }
    };
}
pub(crate) use foreign;

/// Fails to compile if a type lacks a trait that all models implement.
pub const fn has_traits_of_models<T: Clone + Debug + PartialEq>() {}

/// Fails to compile if a type lacks the traits that decode and encode it.
pub const fn has_traits_of_serde<T: Serialize + DeserializeOwned>() {}

/// A type that a module decodes and encodes instead of its own traits. Only implemented by `foreign!`.
#[doc(hidden)]
pub trait ForeignValue: Sized {
    /// Reads a value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Writes a value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// The representation of the module of a [`ForeignValue`].
pub struct Foreign;

impl<T: ForeignValue> Read<T> for Foreign {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

impl<T: ForeignValue> Write<T> for Foreign {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.write(serializer)
    }
}
