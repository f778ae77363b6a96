//! What talks to servers: operations as data, the calls that send them, the client and its parts.
//!
//! An operation builds a request ([`Operation`], [`RequestBuilder`]) and reads a response
//! ([`Received`]). Between the two, an exchange says what to do next (get a token, send, wait) and
//! a client does it: the async one over a [`Transport`], or the blocking one. Everything generic is
//! a line or two over code that isn't, since it is compiled for each operation.

use super::{Base64, Date, DateTime, Duration, Lenient, SetAside};

mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod body_source;
mod builder;
mod byte_stream;
mod call;
mod check;
mod client;
mod connected;
mod constrained;
mod credential;
mod decode_error;
mod default_transport;
mod encode;
mod error;
mod events;
mod exchange;
mod failure;
mod file;
mod form;
mod frames;
mod gate;
mod header_text;
mod headers;
mod http_date;
mod limit;
mod maybe_send;
mod meta;
mod misfits;
mod multipart;
mod operation;
mod overrides;
mod paging;
mod param;
mod pattern;
mod pending;
mod prepared;
mod race;
mod received;
mod redirect;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod retry;
mod rules;
mod scripted;
mod secret;
mod sending;
mod service;
mod settings;
mod shared;
mod style;
mod token;
mod trace;
mod transport;
mod tree;
mod turn;
mod walk;

pub use body::Body;
pub use builder::{Builder, ClientBuilder};
pub use byte_stream::ByteStream;
pub use call::Call;
pub use check::{AtMostOne, Check, Checked};
pub use client::Client;
pub use connected::Connected;
pub use constrained::{Constrained, Keyed, Listed, Measure};
pub use credential::Credential;
pub use decode_error::DecodeError;
pub use error::Error;
pub use events::{Events, Streamed};
pub use failure::{
    Any, Class, Failure, Statuses, Undeclared, failure_body, failure_by, failure_text,
};
pub use file::{File, Files};
pub use frames::{Event, Frame};
pub use headers::{HeaderError, HeaderReader, Headers};
pub use maybe_send::{BoxFuture, MaybeSend, MaybeSync};
pub use meta::{Meta, Method};
pub use misfits::Misfits;
pub use multipart::{Multipart, Parts};
pub use operation::Operation;
pub use paging::{Items, Paged, Pages};
pub use param::Param;
pub use pending::{Pending, json_text, read_as};
pub use received::Received;
pub use request::RequestBuilder;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use response::Response;
pub use retry::RetryPolicy;
pub use rules::{Bound, Rules};
pub use scripted::ScriptedTransport;
pub use sending::Sending;
pub use service::{Place, Scheme, SchemeKind, Server, Service, Variable};
pub use style::Style;
pub use token::{FetchWith, ProviderError, Token, TokenProvider};
pub use transport::{Transport, TransportError};
pub use tree::Tree;
pub use turn::{PageNumber, PageToken, Turn};

#[allow(unused_imports, unused_macros)] // not every API declares failures
pub(crate) use failure::failure;
#[allow(unused_imports, unused_macros)] // not every API has enums
pub(crate) use param::{param_for_literals, param_for_names};
