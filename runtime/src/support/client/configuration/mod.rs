//! Configuration: of a client when it is built, and of a single call.

use super::auth::{CredentialKind, Takes, header_of, takes};
use super::declaration::declared;
use super::error::ErrorKind;
use super::exchange::Prepared;
use super::request::header;
use super::transport::default_transport;
use super::{
    Check, Client, Connected, Credential, Error, Meta, Misfits, Operation, RequestBuilder,
    RetryPolicy, Scheme, SchemeKind, Server, Service, TokenProvider, Transport,
};

mod base_url;
mod builder;
mod config;
mod overrides;
mod settings;

pub use builder::{Builder, ClientBuilder};

pub(super) use base_url::BaseUrl;
pub(super) use config::Shared;
pub(super) use overrides::{Checks, Overrides, Target};
pub(super) use settings::Settings;
