//! Typed error responses.

use super::{Decoding, Lenient, Received};

/// The error responses of an operation, typed by status.
pub trait Failure: Sized {
    /// Decodes the body. Returns `None` if the OpenAPI document declares no body for the status, or
    /// if the body doesn't match.
    fn decode(response: &Received, decoding: Decoding) -> Option<Lenient<Self>>;
}

/// The operation declares no error responses. This type has no values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undeclared {}

impl Failure for Undeclared {
    fn decode(_: &Received, _: Decoding) -> Option<Lenient<Self>> {
        None
    }
}
