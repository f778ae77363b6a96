//! Responses: decoding of bodies and headers, and the typed error responses.

use super::super::wire::lenient::{read_complete, read_lenient, with_undeclared};
use super::auth::Secret;
use super::exchange::Decode;
use super::transport::ReadLength;
use super::{Body, Error, Lenient, RejectedValue, shortened};

mod charset;
mod correction;
mod decode_error;
mod decoding;
mod failure;
mod header_deserializer;
mod headers;
mod received;
mod typed_response;

pub use decode_error::DecodeError;
pub use decoding::Decoding;
pub use failure::{
    Any, Class, Failure, Statuses, Undeclared, failure_body, failure_by, failure_text,
};
pub use headers::{HeaderError, HeaderReader, Headers};
pub use received::Received;
pub use typed_response::Response;

pub(super) use correction::{Correction, command};
pub(super) use decode_error::Cause;
pub(super) use decoding::read_leniently;
#[allow(unused_imports, unused_macros)] // not every API declares error responses
pub(crate) use failure::failures;
pub(super) use received::BodyMode;
pub(super) use typed_response::request_id;
