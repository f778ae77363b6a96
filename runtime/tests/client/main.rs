//! The client half of the runtime, over a scripted transport and over real sockets.

#![recursion_limit = "256"]
#![allow(dead_code, unused_imports, unused_macros)] // each test takes the part it needs

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

/// A response whose body is a list of integers in text, as an operation reads it.
fn read_list(response: &runtime::Received) -> Result<Vec<Option<i64>>, runtime::DecodeError> {
    use runtime::wire::{self, codec};
    response.json_by(wire::whole::<codec::List<codec::Null<codec::IntText>>, _>)
}

mod answers;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "blocking")]
mod blocking_sockets;
mod body_turns;
mod building;
mod checks;
mod decoding;
mod errors;
mod events;
mod exchange;
mod headers;
mod lenience;
mod multipart;
mod paging;
mod params;
mod pending;
mod redirects;
mod requests;
mod retries;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod server;
#[cfg(feature = "reqwest")]
mod sockets;
mod streams;
mod styles;
mod support;
#[cfg(feature = "tracing")]
mod traces;
mod turns;
