//! One call from the first attempt to the result: retries, redirects, timeouts and token renewal.

use super::auth::{CredentialKind, Secret, TokenCache, TokenFailure, apply};
use super::configuration::{BaseUrl, CallCredentials, Config, Overrides};
use super::error::ErrorKind;
use super::redaction::public_url;
use super::request::BuiltRequest;
use super::response::read_leniently;
use super::transfer::{Resumption, Transfer};
use super::{
    Attempt, Body, BoxFuture, DecodeError, Decoding, Error, Lenient, Meta, OperationInfo, Received,
    Response, Transport, trace,
};

mod http_date;
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
pub(super) use redirect::resolve;
pub(super) use retry::{jittered, retry_after};
pub(super) use retry_budget::RetryBudget;
pub(super) use sending::{Decode, read};
pub(super) use state_machine::{Exchange, Step};
pub(super) use time_limit::TimeLimit;
pub(super) use timeout::with_timeout;
