//! The client half of the runtime, over a scripted transport and over real sockets.

#![cfg(feature = "client")]

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
