//! Declarations: the types that the emitted code describes the API with.

#[cfg(feature = "checks")]
use super::Check;
use super::{DecodeError, Failure, MaybeSend, MaybeSync, Received, RequestBuilder};

mod meta;
mod method;
mod operation;
mod operation_info;
#[cfg(feature = "auth")]
mod scheme;
mod service;

pub use meta::Meta;
pub use method::Method;
pub use operation::Operation;
pub use operation_info::OperationInfo;
#[cfg(feature = "auth")]
pub use scheme::{ApiKeyLocation, Scheme, SchemeKind};
pub use service::{Server, Service, Variable};

pub(super) use service::declared;
