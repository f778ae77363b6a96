//! Paging: lists that a server returns page by page.

use super::configuration::{Checks, Overrides, Shared};
use super::error::ErrorKind;
use super::exchange::{Prepared, read};
use super::{BoxFuture, Call, Client, Error, Meta, Operation, Received, Response, SetAside};

mod cursor;
mod next_page;
mod pages;

pub use next_page::{PageNumber, PageToken, Turn};
pub use pages::{Items, Paged, Pages};

#[cfg(feature = "blocking")]
pub(super) use cursor::Walk;
