//! Declarations: the types that the emitted code describes the API with.

use super::{Check, DecodeError, Failure, MaybeSend, MaybeSync, Received, RequestBuilder};

mod meta;
mod method;
mod operation;
mod operation_info;
mod service;

pub use meta::Meta;
pub use method::Method;
pub use operation::Operation;
pub use operation_info::OperationInfo;
pub use service::{ApiKeyLocation, Scheme, SchemeKind, Server, Service, Variable};

pub(super) use service::declared;
