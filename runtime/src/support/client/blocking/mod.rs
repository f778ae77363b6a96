//! The blocking client: the same calls as the async client, but each blocks the calling thread.
//!
//! Everything except I/O is shared with the async client.

use super::any_client::Sealed;
use super::attempt::with_trace_context;
use super::attempt_span::AttemptSpan;
use super::auth::{TokenEndpoint, TokenSource};
use super::call_limit::{held, no_turn};
use super::configuration::Config;
use super::declaration::declared;
use super::exchange::{Exchange, PreparedRequest, Step, read};
use super::mutex::lock;
use super::paging::PageCursor;
use super::polling::{StateCursor, no_state};
use super::response::BodyMode;
use super::stream::{EXCERPT, FrameDecoder, ReadItem, Reconnect, no_stream, unreadable};
use super::transfer::{Resumption, Transfer};
#[cfg(unix)]
use super::transport::check_host;
#[cfg(not(unix))]
use super::transport::not_supported;
use super::transport::{UnixSocket, check_provider, is_certificate};
use super::{
    AnyClient, Body, BoxFuture, Builder, Call, DecodeError, Error, Frame, Meta, Operation, Paged,
    Pending, ProviderError, Received, RejectedValue, Response, Streamed, Token, TokenProvider,
    TransportError,
};

mod block_on;
mod body_reader;
mod byte_stream;
mod client;
mod connector;
mod events;
mod paging;
mod resolver;
mod resuming_reader;
mod states;
mod token_thread;
mod transport;
#[cfg(unix)]
mod unix_connector;
mod ureq_tls;
mod ureq_transport;

pub(super) use block_on::block_on;
use block_on::block_on_for;
pub use body_reader::BodyReader;
pub use byte_stream::ByteStream;
pub use client::{Client, ClientBuilder};
pub use events::Events;
pub use paging::{Items, Pages};
use resuming_reader::ResumingReader;
pub use states::States;
use token_thread::{fetch_on_thread, run};
pub use transport::{TimeLimits, Transport};
pub use ureq_transport::UreqTransport;
