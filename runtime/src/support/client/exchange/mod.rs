//! One call from the first attempt to the result: retries, redirects, timeouts and token renewal.

use super::auth::{CredentialKind, Secret, TokenSource, apply};
use super::configuration::{BaseUrl, Overrides, Shared};
use super::error::ErrorKind;
use super::request::Built;
use super::response::read_leniently;
use super::{
    Body, BoxFuture, DecodeError, Error, Lenient, Meta, Misfits, ProviderError, Received, Response,
    Transport, trace,
};

mod http_date;
mod prepared_request;
mod redirect;
mod retry;
mod sending;
mod state_machine;
mod time_limit;
mod timeout;

pub use retry::RetryPolicy;
pub use sending::Sending;

pub(super) use prepared_request::Prepared;
pub(super) use retry::retry_after;
pub(super) use sending::{Decode, read};
pub(super) use state_machine::{Exchange, Step, provider_error};
pub(super) use time_limit::Limit;
pub(super) use timeout::within;
