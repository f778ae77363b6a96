//! Support code of the emitted crate: copied here word for word by oascribe, the same in every crate.
//!
//! The upper half (the value types and the wire tables) needs serde and serde_json alone; the lower
//! half is there with the feature `client`.

// ---------------------------------------------------------------------------------------------
// Models: always there.

mod base64;
mod blank;
mod civil;
mod date;
mod date_time;
mod digits;
mod duration;
mod extra;
mod lenient;
mod set_aside;
mod time_error;
mod time_text;
mod unknown_value;
#[allow(dead_code, unused_imports, unused_macros)] // each crate uses the part its tables need
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
pub use set_aside::SetAside;
pub use time_error::TimeError;
pub use unknown_value::UnknownValue;

// ---------------------------------------------------------------------------------------------
// Client: the half below belongs to the client's author.

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
pub use client::*;
