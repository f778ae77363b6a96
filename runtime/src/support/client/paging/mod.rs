//! Paging: lists that a server returns page by page.

use super::configuration::{Checks, Config, Overrides};
use super::error::ErrorKind;
use super::exchange::{PreparedRequest, read};
use super::{BoxFuture, Call, Client, Error, Meta, Operation, Received, RejectedValue, Response};

mod cursor;
mod link_header;
mod next_page;
mod pages;

pub use next_page::{NextPage, PageNumber, PageToken};
pub use pages::{Items, Paged, Pages};

#[cfg(feature = "blocking")]
pub(super) use cursor::PageCursor;
