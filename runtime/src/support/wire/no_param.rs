//! What `names!` and `literals!` call where there is no client.

/// Nothing: without the client a name is no parameter.
macro_rules! param_for_names {
    ($name:ident) => {};
}
pub(crate) use param_for_names;

/// Nothing: without the client a value is no parameter.
macro_rules! param_for_literals {
    ($name:ident) => {};
}
pub(crate) use param_for_literals;
