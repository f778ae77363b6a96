//! Authentication: credentials, and tokens that are fetched and renewed.

use super::exchange::jittered;
use super::mutex::lock;
use super::redaction::redacted;
use super::request::{cookie_into, encode_into, header, pair_into};
use super::{
    ApiKeyLocation, Base64, Body, BoxFuture, MaybeSend, MaybeSync, Received, Scheme, SchemeKind,
};

mod credential;
mod flight;
mod oauth;
mod secret;
mod token;
mod token_cache;
mod token_endpoint;
mod token_failure;

pub use credential::Credential;
pub use oauth::OAuth;
pub use token::{FetchWith, ProviderError, Token, TokenProvider};

pub(super) use credential::{CredentialKind, SecretKind, apply, header_of, required_credential};
pub(super) use secret::Secret;
pub(super) use token_cache::{TokenCache, TokenSource};
pub(super) use token_endpoint::TokenEndpoint;
pub(super) use token_failure::TokenFailure;
