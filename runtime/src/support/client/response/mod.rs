//! Responses: decoding of bodies and headers, and the typed error responses.

use super::super::wire::lenient::{read_complete, read_lenient, with_undeclared};
use super::exchange::Decode;
use super::secret::Secret;
use super::transport::ReadLength;
use super::{Body, Error, Lenient, RejectedValue, shortened};

mod charset;
mod correction;
mod decode_error;
mod decoding;
mod failure;
#[cfg(feature = "failures")]
mod failures;
#[cfg(feature = "headers")]
mod header_deserializer;
#[cfg(feature = "headers")]
mod headers;
mod received;
mod typed_response;

pub use decode_error::DecodeError;
pub use decoding::Decoding;
pub use failure::{Failure, Undeclared};
#[cfg(feature = "failures")]
pub use failures::{Any, Class, Statuses, failure_body, failure_by, failure_text};
#[cfg(feature = "headers")]
pub use headers::{HeaderError, HeaderReader, Headers};
pub use received::Received;
pub use typed_response::Response;

pub(super) use correction::{Correction, command};
pub(super) use decode_error::Cause;
pub(super) use decoding::read_leniently;
#[cfg(feature = "failures")]
#[allow(unused_imports)] // its error responses may not be used
pub(crate) use failures::failures;
pub(super) use received::BodyMode;
pub(super) use typed_response::request_id;
