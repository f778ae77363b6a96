//! The client without async: calls block their thread.
//!
//! Everything but I/O is shared with the async client.

use super::shared::Shared;
use super::{
    Body, Builder, Call, Connected, Error, Operation, Paged, Pending, Received, Response,
    TransportError,
};

mod block_on;
mod client;
mod paging;
mod transport;
mod ureq_transport;

pub use client::{Client, ClientBuilder};
pub use paging::{Items, Pages};
pub use transport::Transport;
pub use ureq_transport::UreqTransport;
