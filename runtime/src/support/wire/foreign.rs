//! `foreign!`: a type that oascribe.toml specifies in place of a generated one.

/// Implements the initial value of such a type with its `Default`.
macro_rules! foreign {
    ($name:ty) => {
        impl wire::DefaultValue for $name {
            fn default_value() -> Self {
                <Self as ::core::default::Default>::default()
            }
        }
    };
}
pub(crate) use foreign;
