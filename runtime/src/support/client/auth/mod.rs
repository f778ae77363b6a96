//! Authentication: credentials, and tokens that are fetched and renewed.

use super::request::{cookie_into, encode_into, header, pair_into};
use super::{Base64, BoxFuture, MaybeSend, MaybeSync, Place, Scheme, SchemeKind};

mod async_lock;
mod credential;
mod secret;
mod token;

pub use credential::Credential;
pub use token::{FetchWith, ProviderError, Token, TokenProvider};

pub(super) use credential::{CredentialKind, Takes, apply, header_of, takes};
pub(super) use secret::Secret;
pub(super) use token::TokenSource;
