//! The part of the runtime without a client: value types and the tables of models.
#![recursion_limit = "256"]
#![allow(dead_code, unused_imports, unused_macros)] // each test uses a part of it
#![allow(clippy::field_reassign_with_default)] // as users of an SDK do, whose structs are non-exhaustive

#[cfg(feature = "client")]
#[path = "../sdk/api/mod.rs"]
mod api;
#[path = "../sdk/models/mod.rs"]
mod models;
#[path = "../../src/support/mod.rs"]
mod runtime;

/// Splits a message into its JSON path and the rest.
fn split_path(message: &str) -> (Option<&str>, &str) {
    runtime::wire::path::split(message)
}

mod base64;
mod composed;
#[cfg(all(feature = "chrono", feature = "time", feature = "jiff"))]
mod date_crates;
mod date_times;
mod dates;
mod deserializers;
mod durations;
mod integers;
mod lenient;
mod objects;
mod own_types;
mod paths;
mod presence;
mod scalar_enums;
mod setters;
mod string_enums;
mod tagged;
mod undeclared;
mod unknown_values;
mod untagged;
