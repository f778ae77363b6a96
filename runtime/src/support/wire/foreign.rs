//! `foreign!`: a type that oascribe.toml names instead of a generated one.

/// Tells decoders what such a type begins with.
macro_rules! foreign {
    ($name:ty) => {
        impl wire::Blank for $name {
            fn blank() -> Self {
                <Self as ::core::default::Default>::default()
            }
        }
    };
}
pub(crate) use foreign;
