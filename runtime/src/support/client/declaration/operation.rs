//! Operations: plain data that builds a request and decodes the response.

#[cfg(feature = "checks")]
use super::Check;
use super::{DecodeError, Failure, MaybeSend, MaybeSync, Meta, Received, RequestBuilder};

/// An operation of the API with its parameters, as plain data that you can store, clone and
/// compare.
///
/// The generated operations implement this trait. You can also implement it for an endpoint that
/// the OpenAPI document lacks.
pub trait Operation: MaybeSync + 'static {
    /// The value of a successful response.
    type Output: MaybeSend + 'static;
    /// The error responses of this operation; [`Undeclared`] if the OpenAPI document declares none.
    ///
    /// [`Undeclared`]: super::super::Undeclared
    type Failure: Failure;
    /// The constant description of the operation.
    const META: Meta;

    /// Statuses outside 2xx that count as success, for example redirects that must not be followed.
    const EXTRA_SUCCESS_STATUSES: &'static [u16] = &[];

    /// The header for an idempotency key, if the server uses one to recognize repeated requests. Each
    /// call has its own key, unless it sets the header, and may be retried.
    #[cfg(feature = "idempotency")]
    const IDEMPOTENCY_KEY: Option<&'static str> = None;

    /// Validates the parameters against the constraints of the OpenAPI document.
    #[cfg(feature = "checks")]
    fn check(&self, _check: &mut Check) {}

    /// Writes the parameters to a request. The builder collects errors and reports the first one
    /// when the request is finished.
    fn request(&self, request: &mut RequestBuilder);

    /// Decodes a response whose status is 2xx or one of [`EXTRA_SUCCESS_STATUSES`](Self::EXTRA_SUCCESS_STATUSES).
    fn decode(response: &Received) -> Result<Self::Output, DecodeError>;
}
