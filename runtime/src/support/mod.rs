//! The support code of this crate. oascribe copies it unchanged into every crate that it generates.
//!
//! The value types and the module `wire` depend on serde and serde_json only. The client is behind the feature
//! `client`.

mod base64;
mod calendar;
mod date;
mod date_time;
mod default_value;
mod duration;
mod excerpt;
mod extra;
mod lenient;
mod nullable;
mod rejected_value;
mod time_error;
mod time_parser;
mod time_traits;
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

pub use base64::{Base64, Base64Error};
pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;
pub use extra::Extra;
pub use lenient::Lenient;
pub use nullable::{FromText, Nullable};
pub use rejected_value::RejectedValue;
pub use time_error::TimeError;
pub use unknown_value::UnknownValue;

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
pub use client::*;
