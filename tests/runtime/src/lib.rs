//! Plays an emitted crate around the runtime, so that it can be linted and tested.

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
