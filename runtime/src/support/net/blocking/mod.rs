//! The client without async: calls block their thread.
//!
//! Everything but I/O is shared with the async client.

use super::shared::Shared;
use super::{
    Body, Builder, Call, Connected, Error, Operation, Paged, Pending, Received, Response,
    TransportError,
};

mod block_on;
mod body_reader;
mod byte_stream;
mod client;
mod events;
mod paging;
mod transport;
mod ureq_transport;

pub(super) use block_on::block_on;
pub use body_reader::BodyReader;
pub use byte_stream::ByteStream;
pub use client::{Client, ClientBuilder};
pub use events::Events;
pub use paging::{Items, Pages};
pub use transport::{TimeLimits, Transport};
pub use ureq_transport::UreqTransport;
