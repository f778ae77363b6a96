//! Transfers of large bodies: progress, and downloads that continue after a broken connection.

use super::error::ErrorKind;
use super::exchange::PreparedRequest;
use super::{Body, Call, Error, Method, Received, TransportError};

mod progress;
mod resumption;

pub use progress::Progress;

pub(super) use progress::Transfer;
pub(super) use resumption::Resumption;
