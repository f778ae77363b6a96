//! Configuration: of a client when it is built, and of a single call.

use super::attempt::{Observer, TraceContext};
use super::auth::{
    CredentialKind, Secret, SecretKind, TokenCache, TokenEndpoint, TokenSource, header_of,
    required_credential,
};
use super::call_limit::CallLimit;
use super::declaration::declared;
use super::error::ErrorKind;
use super::exchange::{PreparedRequest, RetryBudget, resolve};
use super::request::{EmptyPathParameters, header, is_dot_segment};
use super::transfer::Transfer;
use super::transport::{UnixSocket, default_transport};
use super::{
    AnyClient, Check, Client, Credential, Decoding, Error, Meta, OAuth, Operation, RequestBuilder,
    RetryPolicy, Scheme, SchemeKind, Server, Service, TokenProvider, Transport,
};

mod base_url;
mod builder;
mod config;
mod environment;
mod oauth_schemes;
mod overrides;
mod scheme_assignment;
mod settings;

pub use builder::{Builder, ClientBuilder};

pub(super) use base_url::BaseUrl;
pub(super) use config::Config;
pub(super) use overrides::{CallCredentials, Checks, Overrides, Target};
pub(super) use settings::Settings;
