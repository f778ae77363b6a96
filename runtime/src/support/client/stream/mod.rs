//! Responses that are read while they arrive: raw bytes, server-sent events and JSON lines.

#[cfg(feature = "events")]
use super::error::ErrorKind;
#[cfg(feature = "events")]
use super::exchange::PreparedRequest;
use super::exchange::TimeLimit;
#[cfg(feature = "events")]
use super::request::header;
#[cfg(feature = "transfers")]
use super::transfer::Resumption;
use super::{Body, BoxFuture, Client, Error, Meta, TransportError};
#[cfg(feature = "events")]
use super::{Call, DecodeError, MaybeSend, Operation, Received, Response};

#[cfg(feature = "tokio")]
mod async_read;
mod byte_stream;
#[cfg(feature = "events")]
mod events;
#[cfg(feature = "events")]
mod frame;
#[cfg(feature = "events")]
mod frame_decoder;
#[cfg(feature = "events")]
mod json_scan;

pub use byte_stream::ByteStream;
#[cfg(feature = "events")]
pub use events::{Events, Streamed};
#[cfg(feature = "events")]
pub use frame::{Event, Frame};

#[cfg(all(feature = "blocking", feature = "events"))]
pub(super) use events::{EXCERPT, ReadItem, Reconnect, no_stream, unreadable};
#[cfg(all(feature = "blocking", feature = "events"))]
pub(super) use frame_decoder::FrameDecoder;
