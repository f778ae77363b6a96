//! The support code of this crate. oascribe copies it unchanged into every crate that it generates.
//!
//! The value types and the module `wire` depend on serde and serde_json only. The client is behind the feature
//! `client`.

#[cfg(feature = "base64")]
mod base64;
#[cfg(feature = "times")]
mod calendar;
#[cfg(feature = "times")]
mod date;
#[cfg(feature = "times")]
mod date_time;
mod default_value;
#[cfg(feature = "times")]
mod duration;
mod excerpt;
#[cfg(feature = "extra")]
mod extra;
mod lenient;
mod nullable;
mod rejected_value;
#[cfg(feature = "times")]
mod time_error;
#[cfg(feature = "times")]
mod time_parser;
#[cfg(feature = "times")]
mod time_traits;
#[cfg(any(feature = "string-enums", feature = "scalar-enums"))]
mod unknown_value;
#[cfg(feature = "webhooks")]
pub mod webhooks;
#[allow(dead_code, unused_imports, unused_macros)] // each crate uses a part of it
pub(crate) mod wire;
#[cfg(feature = "chrono")]
mod with_chrono;
#[cfg(feature = "jiff")]
mod with_jiff;
#[cfg(feature = "time")]
mod with_time;

#[cfg(feature = "base64")]
pub use base64::{Base64, Base64Error};
#[cfg(feature = "times")]
pub use date::Date;
#[cfg(feature = "times")]
pub use date_time::DateTime;
#[cfg(feature = "times")]
pub use duration::Duration;
#[cfg(feature = "extra")]
pub use extra::Extra;
pub use lenient::Lenient;
#[doc(hidden)]
pub use nullable::FromText;
pub use nullable::Nullable;
pub use rejected_value::RejectedValue;
#[cfg(feature = "times")]
pub use time_error::TimeError;
#[cfg(any(feature = "string-enums", feature = "scalar-enums"))]
pub use unknown_value::UnknownValue;

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
pub use client::*;
