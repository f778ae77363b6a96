//! One call from the first attempt to the result: retries, redirects, timeouts and token renewal.

#[cfg(feature = "observers")]
use super::Attempt;
#[cfg(feature = "auth")]
use super::auth::{CredentialKind, TokenCache, TokenFailure, apply};
#[cfg(feature = "auth")]
use super::configuration::CallCredentials;
use super::configuration::{BaseUrl, Config, Overrides};
use super::error::ErrorKind;
use super::redaction::public_url;
use super::request::BuiltRequest;
use super::response::read_leniently;
use super::secret::Secret;
#[cfg(feature = "transfers")]
use super::transfer::{Resumption, Transfer};
use super::{
    Body, BoxFuture, DecodeError, Decoding, Error, Lenient, Meta, OperationInfo, Received,
    Response, Transport, trace,
};

#[cfg(feature = "auth")]
mod authentication;
mod http_date;
#[cfg(feature = "idempotency")]
mod idempotency_key;
mod prepared_request;
mod redirect;
mod retry;
mod retry_budget;
mod sending;
mod state_machine;
mod time_limit;
mod timeout;

pub use retry::RetryPolicy;
pub use sending::Sending;

pub(super) use prepared_request::PreparedRequest;
#[cfg(feature = "tracing")]
pub(super) use redirect::port;
#[cfg(feature = "oauth")]
pub(super) use redirect::resolve;
#[cfg(any(feature = "auth", feature = "polling"))]
pub(super) use retry::jittered;
#[cfg(feature = "polling")]
pub(super) use retry::retry_after;
pub(super) use retry_budget::RetryBudget;
pub(super) use sending::Decode;
#[cfg(any(feature = "blocking", feature = "paging", feature = "polling"))]
pub(super) use sending::read;
pub(super) use state_machine::{Exchange, Step};
pub(super) use time_limit::TimeLimit;
pub(super) use timeout::with_timeout;
