//! What `names!` calls where there is no client.

/// Nothing: without the client a name is no parameter.
macro_rules! param_for_names {
    ($name:ident) => {};
}
pub(crate) use param_for_names;
