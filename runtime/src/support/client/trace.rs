//! Events of the feature `tracing`: never with a header, a query or a value.

use std::time::Duration;

use http::Uri;

use super::{Error, Meta, Received, RejectedValue};

/// Emits a `debug` event for each attempt of a call.
#[cfg(feature = "tracing")]
pub(super) fn attempt(
    meta: &Meta,
    uri: &Uri,
    retry: u32,
    result: &Result<Received, Error>,
    elapsed: Duration,
) {
    let url = super::redaction::public_url(uri);
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let (operation, method) = (meta.name, meta.method.as_str());
    match result {
        Ok(received) => {
            let status = received.status();
            tracing::debug!(
                operation, method, url, retry, status, elapsed_ms, "response"
            );
        }
        Err(error) => {
            tracing::debug!(operation, method, url, retry, %error, elapsed_ms, "no response");
        }
    }
}

/// Does nothing without the feature `tracing`.
#[cfg(not(feature = "tracing"))]
pub(super) fn attempt(_: &Meta, _: &Uri, _: u32, _: &Result<Received, Error>, _: Duration) {}

/// Emits a `warn` event for each value that lenient decoding rejected.
#[cfg(feature = "tracing")]
pub(super) fn rejected(meta: &Meta, values: &[RejectedValue]) {
    let operation = meta.name;
    for value in values.iter().filter(|value| !value.is_undeclared()) {
        let path = value.path();
        tracing::warn!(
            operation,
            path,
            "rejected a value that doesn't match the OpenAPI document"
        );
    }
}

/// Does nothing without the feature `tracing`.
#[cfg(not(feature = "tracing"))]
pub(super) fn rejected(_: &Meta, _: &[RejectedValue]) {}
