//! The SDK in generated/ against a real HTTP server on loopback: the exact requests, and the decoded
//! responses.

mod auth;
mod blocking;
mod canned_response;
mod checks;
mod failures;
mod oauth;
mod paging;
mod pending;
mod request;
mod requests;
mod responses;
mod retries;
mod server;
mod support;
mod transport;
