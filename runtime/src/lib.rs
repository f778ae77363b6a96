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
//! The feature `recording` records the calls of a client to a file, and plays them back in tests:
//!
//! ```
//! # #[cfg(not(feature = "recording"))]
//! # fn main() {}
//! # #[cfg(feature = "recording")]
//! # fn main() -> Result<(), oascribe_runtime::Error> {
//! use oascribe_runtime::{Client, Playback, Recorder, ScriptedTransport};
//!
//! let file = std::env::temp_dir().join("oascribe-runtime-doc.jsonl");
//! let recorder = Recorder::create(&file)?.redact_property("secretKey");
//! let client = Client::builder()
//!     .transport(ScriptedTransport::new()) // without this line, requests go to the server
//!     .base_url("https://api.example.com")
//!     .layer(recorder.layer())
//!     .build()?;
//! // … calls …
//! assert_eq!(recorder.finish()?, 0);
//!
//! let playback = Playback::open(&file)?;
//! let client = Client::builder().transport(playback.clone()).build()?;
//! // … the same calls …
//! assert_eq!(playback.left(), 0);
//! # Ok(())
//! # }
//! ```
//!
//! The feature `webhooks` verifies the signatures of webhooks, here those of Standard Webhooks:
//!
//! ```
//! # #[cfg(not(feature = "webhooks"))]
//! # fn main() {}
//! # #[cfg(feature = "webhooks")]
//! # fn main() -> Result<(), oascribe_runtime::webhooks::VerifyError> {
//! use std::time::{Duration, SystemTime};
//!
//! use http::{HeaderMap, HeaderValue};
//! use oascribe_runtime::webhooks::{Verifier, verify};
//!
//! let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
//! let body = br#"{"test": 2432232314}"#;
//! let mut headers = HeaderMap::new();
//! headers.insert("webhook-id", HeaderValue::from_static("msg_p5jXN8AQM9LWM0D4loKWxJek"));
//! headers.insert("webhook-timestamp", HeaderValue::from_static("1614265330"));
//! let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
//! headers.insert("webhook-signature", HeaderValue::from_static(signature));
//!
//! assert!(verify(secret, &headers, body).is_err(), "it is too old");
//! let received = SystemTime::UNIX_EPOCH + Duration::from_secs(1_614_265_333);
//! Verifier::standard(secret)?.verify_at(&headers, body, received)?;
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
//! - `http2`: HTTP/2 with the async client, where the server offers it.
//! - `charset`: texts in other character encodings than UTF-8.
//! - `tracing`: spans of the crate tracing for attempts, and events for responses and rejected values.
//! - `recording`: records calls to a file and plays them back, for tests.
//! - `webhooks`: verifies the signatures of webhooks.
//! - `tower`: services and layers of tower as transports.
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
