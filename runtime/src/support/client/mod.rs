//! The client half of the runtime: operations, the calls that send them, and the clients.
//!
//! An [`Operation`] is plain data: it builds a request ([`RequestBuilder`]) and decodes a response
//! ([`Received`]). Sending one is an exchange, a state machine without I/O that decides each step
//! (get a token, send, wait). The async client carries the steps out over a [`Transport`], the
//! blocking client over a blocking one. Generic functions are thin wrappers of functions that
//! aren't generic, because they are compiled for each operation.

#[cfg(feature = "base64")]
use super::Base64;
use super::excerpt::shortened;
#[cfg(feature = "times")]
use super::{Date, DateTime, Duration};
use super::{Lenient, RejectedValue};

mod any_client;
mod async_client;
#[cfg(feature = "observers")]
mod attempt;
mod attempt_span;
#[cfg(feature = "auth")]
mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
#[cfg(feature = "call-limit")]
mod call_limit;
#[cfg(feature = "conditional")]
mod conditional;
mod configuration;
mod declaration;
mod error;
mod error_body;
mod exchange;
mod mutex;
#[cfg(feature = "paging")]
mod paging;
#[cfg(feature = "polling")]
mod polling;
#[cfg(feature = "recording")]
mod recording;
mod redaction;
mod request;
mod response;
mod secret;
#[cfg(feature = "byte-streams")]
mod stream;
#[cfg(all(feature = "tower", not(target_arch = "wasm32")))]
mod tower;
mod trace;
#[cfg(feature = "transfers")]
mod transfer;
mod transport;
#[cfg(feature = "checks")]
mod validation;

#[doc(hidden)]
pub use any_client::AnyClient;
pub use async_client::Client;
#[cfg(feature = "observers")]
pub use attempt::Attempt;
#[cfg(feature = "oauth")]
pub use auth::OAuth;
#[cfg(feature = "auth")]
pub use auth::{Credential, FetchWith, ProviderError, Token, TokenProvider};
pub use call::Call;
pub use configuration::{Builder, ClientBuilder};
#[cfg(feature = "auth")]
#[doc(hidden)]
pub use declaration::{ApiKeyLocation, Scheme, SchemeKind};
#[doc(hidden)]
pub use declaration::{Meta, Service, Variable};
pub use declaration::{Method, Operation, OperationInfo, Server};
pub use error::Error;
pub use exchange::RetryPolicy;
#[doc(hidden)]
pub use exchange::Sending;
#[cfg(feature = "paging")]
pub use paging::{Items, Pages};
#[cfg(feature = "paging")]
#[doc(hidden)]
pub use paging::{NextPage, PageNumber, PageToken, Paged};
#[cfg(feature = "polling")]
pub use polling::States;
#[cfg(feature = "polling")]
#[doc(hidden)]
pub use polling::{Pending, json_string, read_as};
#[cfg(feature = "recording")]
pub use recording::{Playback, Recorded, Recorder};
#[cfg(feature = "multipart")]
pub use request::File;
#[doc(hidden)]
pub use request::Param;
pub use request::RequestBuilder;
#[cfg(feature = "multipart")]
#[doc(hidden)]
pub use request::{Files, Multipart, Parts};
#[cfg(feature = "styles")]
#[doc(hidden)]
pub use request::{Style, Tree};
#[cfg(feature = "headers")]
pub use response::HeaderError;
#[cfg(feature = "failures")]
#[doc(hidden)]
pub use response::{Any, Class, Statuses, failure_body, failure_by, failure_text};
pub use response::{DecodeError, Received, Response};
#[doc(hidden)]
pub use response::{Decoding, Failure, Undeclared};
#[cfg(feature = "headers")]
#[doc(hidden)]
pub use response::{HeaderReader, Headers};
#[cfg(feature = "byte-streams")]
pub use stream::ByteStream;
#[cfg(feature = "events")]
pub use stream::{Event, Events};
#[cfg(feature = "events")]
#[doc(hidden)]
pub use stream::{Frame, Streamed};
#[cfg(all(feature = "tower", not(target_arch = "wasm32")))]
pub use tower::{TowerTransport, TransportService};
#[cfg(feature = "transfers")]
pub use transfer::Progress;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
#[cfg(feature = "scripted")]
pub use transport::ScriptedTransport;
pub use transport::{Body, BoxFuture, Transport, TransportError};
#[doc(hidden)]
pub use transport::{MaybeSend, MaybeSync};
#[cfg(feature = "checks")]
#[doc(hidden)]
pub use validation::{
    AtMostOne, Bound, Check, Checked, Constrained, Keyed, Listed, Measure, Rules,
};

#[cfg(feature = "scalar-enums")]
pub(crate) use request::param_for_scalar_enum;
#[cfg(feature = "string-enums")]
pub(crate) use request::param_for_string_enum;
#[cfg(feature = "failures")]
#[allow(unused_imports)] // its error responses may not be used
pub(crate) use response::failures;
#[cfg(all(feature = "checks", feature = "own-types"))]
#[allow(unused_imports)] // not every crate has a map type of its own
pub(crate) use validation::checks_of_foreign_map;
#[cfg(all(feature = "checks", feature = "scalar-enums"))]
pub(crate) use validation::constrained_scalar_enum;
#[cfg(all(feature = "checks", feature = "string-enums"))]
pub(crate) use validation::constrained_string_enum;
