//! Declarations: the types that the emitted code describes the API with.

use super::{Check, DecodeError, Failure, MaybeSend, MaybeSync, Received, RequestBuilder};

mod meta;
mod method;
mod operation;
mod service;

pub use meta::Meta;
pub use method::Method;
pub use operation::Operation;
pub use service::{ApiKeyLocation, Scheme, SchemeKind, Server, Service, Variable};

pub(super) use service::declared;
