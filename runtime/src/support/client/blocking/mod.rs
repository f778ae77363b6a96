//! The blocking client: the same calls as the async client, but each blocks the calling thread.
//!
//! Everything except I/O is shared with the async client.

#[cfg(feature = "byte-streams")]
use super::Meta;
#[cfg(feature = "polling")]
use super::Pending;
use super::any_client::Sealed;
#[cfg(feature = "observers")]
use super::attempt::with_trace_context;
use super::attempt_span::AttemptSpan;
#[cfg(feature = "oauth")]
use super::auth::TokenEndpoint;
#[cfg(feature = "auth")]
use super::auth::TokenSource;
#[cfg(feature = "call-limit")]
use super::call_limit::{held, no_turn};
use super::configuration::Config;
use super::declaration::declared;
use super::exchange::{Exchange, PreparedRequest, Step, read};
use super::mutex::lock;
#[cfg(feature = "paging")]
use super::paging::PageCursor;
#[cfg(feature = "polling")]
use super::polling::{StateCursor, no_state};
use super::response::BodyMode;
#[cfg(feature = "events")]
use super::stream::{EXCERPT, FrameDecoder, ReadItem, Reconnect, no_stream, unreadable};
#[cfg(feature = "transfers")]
use super::transfer::{Resumption, Transfer};
#[cfg(feature = "unix-sockets")]
use super::transport::UnixSocket;
#[cfg(all(unix, feature = "unix-sockets"))]
use super::transport::check_host;
#[cfg(all(not(unix), feature = "unix-sockets"))]
use super::transport::not_supported;
use super::transport::{check_provider, is_certificate};
use super::{AnyClient, Body, Builder, Call, Error, Operation, Received, Response, TransportError};
#[cfg(feature = "auth")]
use super::{BoxFuture, ProviderError, Token, TokenProvider};
#[cfg(feature = "events")]
use super::{DecodeError, Frame, Streamed};
#[cfg(feature = "paging")]
use super::{Paged, RejectedValue};

mod block_on;
mod body_reader;
#[cfg(feature = "byte-streams")]
mod byte_stream;
mod client;
mod connector;
#[cfg(feature = "events")]
mod events;
#[cfg(feature = "paging")]
mod paging;
mod resolver;
#[cfg(feature = "transfers")]
mod resuming_reader;
#[cfg(feature = "polling")]
mod states;
#[cfg(feature = "auth")]
mod token_thread;
mod transport;
#[cfg(all(unix, feature = "unix-sockets"))]
mod unix_connector;
mod ureq_tls;
mod ureq_transport;

pub(super) use block_on::block_on;
#[cfg(any(feature = "auth", feature = "call-limit"))]
use block_on::block_on_for;
pub use body_reader::BodyReader;
#[cfg(feature = "byte-streams")]
pub use byte_stream::ByteStream;
pub use client::{Client, ClientBuilder};
#[cfg(feature = "events")]
pub use events::Events;
#[cfg(feature = "paging")]
pub use paging::{Items, Pages};
#[cfg(feature = "transfers")]
use resuming_reader::ResumingReader;
#[cfg(feature = "polling")]
pub use states::States;
#[cfg(feature = "auth")]
use token_thread::{fetch_on_thread, run};
pub use transport::{TimeLimits, Transport};
pub use ureq_transport::UreqTransport;
