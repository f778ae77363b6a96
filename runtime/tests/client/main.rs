//! Tests of the client half of the runtime, with a scripted transport and over real sockets.

#![recursion_limit = "256"]
#![allow(dead_code, unused_imports, unused_macros)] // no test uses all of it
#![allow(clippy::field_reassign_with_default)] // as users of an SDK do, whose structs are non-exhaustive

#[path = "../sdk/api/mod.rs"]
mod api;
#[path = "../sdk/models/mod.rs"]
mod models;
#[path = "../../src/support/mod.rs"]
mod runtime;

/// Splits a message into the JSON path at its start and the rest.
fn split_path(message: &str) -> (Option<&str>, &str) {
    runtime::wire::path::split(message)
}

/// Decodes a body that is a list of integers written as strings, as an operation does.
fn read_list(response: &runtime::Received) -> Result<Vec<Option<i64>>, runtime::DecodeError> {
    use runtime::wire::{self, codec};
    response.json_by(wire::from_slice::<codec::List<codec::Null<codec::IntString>>, _>)
}

#[cfg(feature = "tokio")]
mod async_read;
mod attempts;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod body_paging;
mod charsets;
mod client_builder;
mod conditional;
mod decoding;
mod environment;
mod errors;
mod events;
mod headers;
mod layers;
mod lenient_decoding;
mod multipart;
mod next_page;
mod oauth;
mod paging;
mod params;
mod pending;
#[cfg(feature = "recording")]
mod recording;
mod redirects;
mod requests;
#[cfg(feature = "reqwest")]
mod reqwest_sockets;
mod retries;
mod secrecy;
mod sending;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod server;
mod streams;
mod styles;
mod success_statuses;
mod support;
mod tokens;
#[cfg(feature = "tracing")]
mod trace_events;
#[cfg(unix)]
mod unix_sockets;
#[cfg(feature = "blocking")]
mod ureq_sockets;
mod validation;
