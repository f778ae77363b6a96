//! Long-running operations, whose state is polled until they are done.

use super::configuration::{Config, Overrides};
use super::error::ErrorKind;
use super::exchange::{Decode, PreparedRequest, TimeLimit, jittered, read, retry_after};
use super::{BoxFuture, Call, Client, DecodeError, Error, Meta, Operation, Received, Response};

mod pending;
mod poller;
mod state_cursor;
mod states;

pub use pending::{Pending, json_string, read_as};
pub use states::States;

#[cfg(feature = "blocking")]
pub(super) use state_cursor::StateCursor;

/// The error for an operation without a state. It can't occur, but is no reason to panic.
#[cold]
pub(super) fn no_state() -> Error {
    Error::new(ErrorKind::Pending, "the operation has no state")
}
