//! What an operation is: plain data that builds a request and reads a response.

use super::{Check, DecodeError, Failure, MaybeSend, MaybeSync, Meta, Received, RequestBuilder};

/// One operation of the API, as plain data: store it, clone it, test it, send it when you like.
///
/// The emitted operations implement this; nothing speaks against writing one by hand for an
/// endpoint that the API's document leaves out.
pub trait Operation: MaybeSync + 'static {
    /// What a successful response holds.
    type Output: MaybeSend + 'static;
    /// What an unsuccessful response holds, where the API declares it; else [`Undeclared`].
    ///
    /// [`Undeclared`]: super::Undeclared
    type Failure: Failure;
    /// What is the same for each request of this operation.
    const META: Meta;

    /// Statuses beside 2xx that are an answer: redirects that aren't to be followed.
    const ANSWERS: &'static [u16] = &[];

    /// Checks the values against the bounds that the API declares.
    fn check(&self, _check: &mut Check) {}

    /// Puts the values into a request. What can't be sent is remembered by the builder and
    /// surfaces when the request is finished.
    fn request(&self, request: &mut RequestBuilder);

    /// Reads a response whose status is 2xx or one of [`ANSWERS`](Self::ANSWERS).
    fn decode(response: &Received) -> Result<Self::Output, DecodeError>;
}
