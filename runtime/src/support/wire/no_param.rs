//! Empty replacements of the macros that implement `Param`, for crates without a client.

/// Expands to nothing.
#[cfg(feature = "string-enums")]
macro_rules! param_for_string_enum {
    ($name:ident) => {};
}
#[cfg(feature = "string-enums")]
pub(crate) use param_for_string_enum;

/// Expands to nothing.
#[cfg(feature = "scalar-enums")]
macro_rules! param_for_scalar_enum {
    ($name:ident) => {};
}
#[cfg(feature = "scalar-enums")]
pub(crate) use param_for_scalar_enum;
