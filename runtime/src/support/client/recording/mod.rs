//! Records the calls of a client to a file, and plays them back without a server.

#[cfg(feature = "blocking")]
use super::blocking;
use super::declaration::declared;
use super::error::ErrorKind;
use super::mutex::lock;
use super::redaction::redacted;
use super::secret::Secret;
use super::transport::TransportFailure;
use super::{
    ApiKeyLocation, Base64, Body, BoxFuture, Error, SchemeKind, ScriptedTransport, Transport,
    TransportError,
};

mod entry;
mod playback;
mod recorder;
mod redactor;
mod tee;

pub use playback::Playback;
pub use recorder::{Recorded, Recorder};
