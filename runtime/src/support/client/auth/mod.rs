//! Authentication: credentials, and tokens that are fetched and renewed.

use super::request::{cookie_into, encode_into, header, pair_into};
use super::{ApiKeyLocation, Base64, BoxFuture, MaybeSend, MaybeSync, Scheme, SchemeKind};

mod async_lock;
mod credential;
mod secret;
mod token;
mod token_cache;

pub use credential::Credential;
pub use token::{FetchWith, ProviderError, Token, TokenProvider};

pub(super) use credential::{CredentialKind, SecretKind, apply, header_of, required_credential};
pub(super) use secret::Secret;
pub(super) use token_cache::TokenCache;
