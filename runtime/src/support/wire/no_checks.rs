//! Empty replacements of the macros that implement `Constrained`, for crates without checks.

/// Expands to nothing.
#[cfg(feature = "string-enums")]
macro_rules! constrained_string_enum {
    ($name:ident) => {};
}
#[cfg(feature = "string-enums")]
pub(crate) use constrained_string_enum;

/// Expands to nothing.
#[cfg(feature = "scalar-enums")]
macro_rules! constrained_scalar_enum {
    ($name:ident) => {};
}
#[cfg(feature = "scalar-enums")]
pub(crate) use constrained_scalar_enum;

/// Expands to nothing.
#[cfg(feature = "own-types")]
macro_rules! checks_of_foreign_map {
    ($($path:ident)::+) => {};
}
#[cfg(feature = "own-types")]
pub(crate) use checks_of_foreign_map;
