//! Operations of no API.

use oascribe_runtime::{
    DecodeError, Meta, Method, Operation, Received, RequestBuilder, Undeclared,
};

/// Reads a text.
#[derive(Clone, Debug)]
pub struct Read;

impl Operation for Read {
    type Output = String;
    type Failure = Undeclared;
    const META: Meta = Meta::new("Read", Method::Get, "/texts/1");

    fn request(&self, _: &mut RequestBuilder) {}

    fn decode(response: &Received) -> Result<String, DecodeError> {
        response.text()
    }
}

/// Charges a card: a POST request with an idempotency key.
#[derive(Clone, Debug)]
pub struct Charge;

impl Operation for Charge {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Charge", Method::Post, "/charges");
    const IDEMPOTENCY_KEY: Option<&'static str> = Some("Idempotency-Key");

    fn request(&self, request: &mut RequestBuilder) {
        request.text("text/plain", "10 EUR");
    }

    fn decode(response: &Received) -> Result<(), DecodeError> {
        response.empty()
    }
}
