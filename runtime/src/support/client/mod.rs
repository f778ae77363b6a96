//! The client half of the runtime: operations, the calls that send them, and the clients.
//!
//! An [`Operation`] is plain data: it builds a request ([`RequestBuilder`]) and decodes a response
//! ([`Received`]). Sending one is an exchange, a state machine without I/O that decides each step
//! (get a token, send, wait). The async client carries the steps out over a [`Transport`], the
//! blocking client over a blocking one. Generic functions are thin wrappers of functions that
//! aren't generic, because they are compiled for each operation.

use super::excerpt::shortened;
use super::{Base64, Date, DateTime, Duration, Lenient, RejectedValue};

mod any_client;
mod async_client;
mod attempt;
mod attempt_span;
mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod call_limit;
mod conditional;
mod configuration;
mod declaration;
mod error;
mod error_body;
mod exchange;
mod mutex;
mod paging;
mod polling;
#[cfg(feature = "recording")]
mod recording;
mod redaction;
mod request;
mod response;
mod stream;
#[cfg(all(feature = "tower", not(target_arch = "wasm32")))]
mod tower;
mod trace;
mod transfer;
mod transport;
mod validation;

pub use any_client::AnyClient;
pub use async_client::Client;
pub use attempt::Attempt;
pub use auth::{Credential, FetchWith, OAuth, ProviderError, Token, TokenProvider};
pub use call::Call;
pub use configuration::{Builder, ClientBuilder};
pub use declaration::{
    ApiKeyLocation, Meta, Method, Operation, OperationInfo, Scheme, SchemeKind, Server, Service,
    Variable,
};
pub use error::Error;
pub use exchange::{RetryPolicy, Sending};
pub use paging::{Items, NextPage, PageNumber, PageToken, Paged, Pages};
pub use polling::{Pending, States, json_string, read_as};
#[cfg(feature = "recording")]
pub use recording::{Playback, Recorded, Recorder};
pub use request::{File, Files, Multipart, Param, Parts, RequestBuilder, Style, Tree};
pub use response::{
    Any, Class, DecodeError, Decoding, Failure, HeaderError, HeaderReader, Headers, Received,
    Response, Statuses, Undeclared, failure_body, failure_by, failure_text,
};
pub use stream::{ByteStream, Event, Events, Frame, Streamed};
#[cfg(all(feature = "tower", not(target_arch = "wasm32")))]
pub use tower::{TowerTransport, TransportService};
pub use transfer::Progress;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{
    Body, BoxFuture, MaybeSend, MaybeSync, ScriptedTransport, Transport, TransportError,
};
pub use validation::{
    AtMostOne, Bound, Check, Checked, Constrained, Keyed, Listed, Measure, Rules,
};

#[allow(unused_imports, unused_macros)] // not every API has enums
pub(crate) use request::{param_for_scalar_enum, param_for_string_enum};
#[allow(unused_imports, unused_macros)] // not every API declares error responses
pub(crate) use response::failures;
#[allow(unused_imports)] // not every crate has a map type of its own
pub(crate) use validation::checks_of_foreign_map;
