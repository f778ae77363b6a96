//! Responses that are read while they arrive: raw bytes, server-sent events and JSON lines.

use super::error::ErrorKind;
use super::exchange::{PreparedRequest, TimeLimit};
use super::request::header;
use super::transfer::Resumption;
use super::{
    Body, BoxFuture, Call, Client, DecodeError, Error, MaybeSend, Meta, Operation, Received,
    Response, TransportError,
};

#[cfg(feature = "tokio")]
mod async_read;
mod byte_stream;
mod events;
mod frame;
mod frame_decoder;
mod json_scan;

pub use byte_stream::ByteStream;
pub use events::{Events, Streamed};
pub use frame::{Event, Frame};

#[cfg(feature = "blocking")]
pub(super) use events::{EXCERPT, ReadItem, Reconnect, no_stream, unreadable};
#[cfg(feature = "blocking")]
pub(super) use frame_decoder::FrameDecoder;
