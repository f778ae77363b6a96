//! Empty replacements of the macros that implement `Param`, for crates without a client.

/// Expands to nothing.
macro_rules! param_for_string_enum {
    ($name:ident) => {};
}
pub(crate) use param_for_string_enum;

/// Expands to nothing.
macro_rules! param_for_scalar_enum {
    ($name:ident) => {};
}
pub(crate) use param_for_scalar_enum;

/// Expands to nothing.
macro_rules! checks_of_foreign_map {
    ($($path:ident)::+) => {};
}
pub(crate) use checks_of_foreign_map;
