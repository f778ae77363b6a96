//! Plays an emitted crate around the runtime, so that it can be linted and tested.

// rustdoc follows the choices of thirty levels all the way down.
#![recursion_limit = "256"]
#![forbid(unsafe_code)]

#[path = "../../../codegen/runtime/mod.rs"]
pub mod runtime;

pub mod models;

#[cfg(feature = "client")]
pub mod api;

/// The JSON path that a message begins with, and the rest.
pub fn split_path(message: &str) -> (Option<&str>, &str) {
    runtime::wire::path::split(message)
}

/// A response whose body is a list of integers in text, as an operation reads it.
#[cfg(feature = "client")]
pub fn read_list(response: &runtime::Received) -> Result<Vec<Option<i64>>, runtime::DecodeError> {
    use runtime::wire::{self, codec};
    response.json_by(wire::whole::<codec::List<codec::Null<codec::IntText>>, _>)
}
