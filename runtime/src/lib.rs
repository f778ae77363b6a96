//! The support code of the Rust SDKs that oascribe generates.
//!
//! Each generated SDK contains a copy of this code as its module `runtime` and doesn't depend on this crate. This crate
//! makes the code available on its own: to oascribe, which copies it, and to tests and tools that share its types.
//!
//! - Values of models: [`DateTime`], [`Date`], [`Duration`], [`Base64`], [`UnknownValue`] and [`Extra`].
//! - Lenient decoding: [`Lenient`] and [`RejectedValue`].
//! - Requests and responses: [`Client`], [`Call`], [`Operation`] and [`Response`], over any [`Transport`].
//!
//! # Example
//!
//! A [`DateTime`] keeps the string that the server sent. Decoding never fails because of an invalid one:
//!
//! ```
//! # #[cfg(not(feature = "models"))]
//! # fn main() {}
//! # #[cfg(feature = "models")]
//! # fn main() -> Result<(), serde_json::Error> {
//! use oascribe_runtime::DateTime;
//!
//! let time: DateTime = serde_json::from_str(r#""2024-02-29T12:30:00.50+02:00""#)?;
//! assert_eq!(time.unix_seconds(), Some(1_709_202_600));
//! assert_eq!(time.as_str(), "2024-02-29T12:30:00.50+02:00");
//!
//! let invalid: DateTime = serde_json::from_str(r#""yesterday""#)?;
//! assert!(!invalid.is_valid());
//! assert_eq!(invalid.year(), None);
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `models`: the value types and the decoding of models.
//! - `client`: operations and the async client, without a transport.
//! - `reqwest` (default): an async transport over reqwest.
//! - `blocking`: a blocking client over ureq; `tokio`: its token providers may use tokio.
//! - `rustls` (default): TLS of both clients with rustls and aws-lc-rs. `rustls-no-provider`: with the cryptography that
//!   the program installs. `native-tls`: TLS of the platform.
//! - `webpki-roots`: trusts the root certificates of Mozilla instead of those of the platform.
//! - `gzip`, `brotli`, `zstd`: compressed responses.
//! - `charset`: texts in other character encodings than UTF-8.
//! - `tracing`: spans of the crate tracing for attempts, and events for responses and rejected values.
//! - `regex`: checks the `pattern` of parameters before a request is sent.
//! - `chrono`, `time`, `jiff`: conversions between the date and time types and those of these crates.
//! - `source`: the source text of this crate, for the generator. It enables no dependency.

#![cfg_attr(not(feature = "client"), allow(rustdoc::broken_intra_doc_links))]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "client")]
mod api;
#[cfg(feature = "source")]
pub mod source;
#[cfg(feature = "models")]
mod support;

#[cfg(feature = "models")]
pub use support::*;
