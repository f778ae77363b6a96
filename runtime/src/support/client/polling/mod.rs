//! Long-running operations, whose state is polled until they are done.

use super::configuration::{Config, Overrides};
use super::error::ErrorKind;
use super::exchange::{Decode, PreparedRequest, TimeLimit, read, retry_after};
use super::{Call, Client, DecodeError, Error, Meta, Operation, Received, Response};

mod pending;
mod poller;

pub use pending::{Pending, json_string, read_as};

#[cfg(feature = "blocking")]
pub(super) use poller::{PollStep, Poller};
