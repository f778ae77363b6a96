//! Configuration: of a client when it is built, and of a single call.

#[cfg(feature = "checks")]
use super::Check;
#[cfg(feature = "oauth")]
use super::OAuth;
#[cfg(feature = "observers")]
use super::attempt::{Observer, TraceContext};
#[cfg(feature = "auth")]
use super::auth::{CredentialKind, SecretKind, header_of, required_credential};
#[cfg(feature = "oauth")]
use super::auth::{TokenCache, TokenEndpoint, TokenSource};
#[cfg(feature = "call-limit")]
use super::call_limit::CallLimit;
use super::declaration::declared;
use super::error::ErrorKind;
#[cfg(feature = "oauth")]
use super::exchange::resolve;
use super::exchange::{PreparedRequest, RetryBudget};
use super::request::{EmptyPathParameters, header, is_dot_segment};
use super::secret::Secret;
#[cfg(feature = "transfers")]
use super::transfer::Transfer;
#[cfg(feature = "unix-sockets")]
use super::transport::UnixSocket;
use super::transport::default_transport;
use super::{
    AnyClient, Client, Decoding, Error, Meta, Operation, RequestBuilder, RetryPolicy, Server,
    Service, Transport,
};
#[cfg(feature = "auth")]
use super::{Credential, Scheme, SchemeKind, TokenProvider};

mod base_url;
mod builder;
mod config;
#[cfg(feature = "auth")]
mod credential_settings;
#[cfg(feature = "auth")]
mod credentials;
#[cfg(feature = "environment")]
mod environment;
#[cfg(feature = "oauth")]
mod oauth_schemes;
mod overrides;
#[cfg(feature = "auth")]
mod scheme_assignment;
mod secrets;
#[cfg(feature = "servers")]
mod server_settings;
mod settings;

pub use builder::{Builder, ClientBuilder};

pub(super) use base_url::BaseUrl;
pub(super) use config::Config;
#[cfg(feature = "auth")]
pub(super) use overrides::CallCredentials;
pub(super) use overrides::{Checks, Overrides, Target};
pub(super) use settings::Settings;
