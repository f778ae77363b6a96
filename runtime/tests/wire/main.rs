//! The half of the runtime that is always there: values and the tables of the models.
#![recursion_limit = "256"]
#![allow(dead_code, unused_imports, unused_macros)] // each test takes the part it needs

#[cfg(feature = "client")]
#[path = "../sdk/api/mod.rs"]
mod api;
#[path = "../sdk/models/mod.rs"]
mod models;
#[path = "../../src/support/mod.rs"]
mod runtime;

/// The JSON path that a message begins with, and the rest.
fn split_path(message: &str) -> (Option<&str>, &str) {
    runtime::wire::path::split(message)
}

mod base64;
mod composed;
#[cfg(all(feature = "chrono", feature = "time", feature = "jiff"))]
mod date_crates;
mod date_times;
mod dates;
mod durations;
mod integers;
mod lenient;
mod literals;
mod names;
mod objects;
mod paths;
mod slots;
mod sources;
mod tagged;
mod unknown_values;
mod untagged;
