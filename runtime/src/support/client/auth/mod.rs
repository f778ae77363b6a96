//! Authentication: credentials, and tokens that are fetched and renewed.

#[cfg(feature = "basic")]
use super::Base64;
use super::exchange::jittered;
use super::mutex::lock;
#[cfg(feature = "oauth")]
use super::redaction::redacted;
use super::request::{cookie_into, encode_into, header, pair_into};
use super::secret::Secret;
use super::{ApiKeyLocation, BoxFuture, MaybeSend, MaybeSync, Scheme, SchemeKind};
#[cfg(feature = "oauth")]
use super::{Body, Received};

mod credential;
mod flight;
#[cfg(feature = "oauth")]
mod oauth;
mod token;
mod token_cache;
#[cfg(feature = "oauth")]
mod token_endpoint;
mod token_failure;

pub use credential::Credential;
#[cfg(feature = "oauth")]
pub use oauth::OAuth;
pub use token::{FetchWith, ProviderError, Token, TokenProvider};

pub(super) use credential::{CredentialKind, SecretKind, apply, header_of, required_credential};
pub(super) use token_cache::{TokenCache, TokenSource};
#[cfg(feature = "oauth")]
pub(super) use token_endpoint::TokenEndpoint;
pub(super) use token_failure::TokenFailure;
