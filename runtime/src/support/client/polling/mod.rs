//! Long-running operations, whose state is polled until they are done.

use super::configuration::{Overrides, Shared};
use super::error::ErrorKind;
use super::exchange::{Decode, Limit, Prepared, read, retry_after};
use super::{Call, Client, DecodeError, Error, Meta, Operation, Received, Response};

mod pending;
mod poller;

pub use pending::{Pending, json_text, read_as};

#[cfg(feature = "blocking")]
pub(super) use poller::{Verdict, Watch};
