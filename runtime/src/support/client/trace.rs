//! What is said about each attempt, and of what it brought, to who listens: never a header, a query or a value.

use std::time::Duration;

use http::Uri;

use super::{Error, Meta, Received, SetAside};

/// One attempt of a call has come to its end.
#[cfg(feature = "tracing")]
pub(super) fn attempt(
    meta: &Meta,
    uri: &Uri,
    retry: u32,
    result: &Result<Received, Error>,
    elapsed: Duration,
) {
    let url = format!(
        "{}://{}{}",
        uri.scheme_str().unwrap_or("https"),
        uri.authority().map_or("", |authority| authority.as_str()),
        uri.path()
    );
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

/// Nobody listens without the feature `tracing`.
#[cfg(not(feature = "tracing"))]
pub(super) fn attempt(_: &Meta, _: &Uri, _: u32, _: &Result<Received, Error>, _: Duration) {}

/// Values of a response were set aside.
#[cfg(feature = "tracing")]
pub(super) fn set_aside(meta: &Meta, values: &[SetAside]) {
    let operation = meta.name;
    for value in values {
        let path = value.path();
        tracing::warn!(operation, path, "set aside: not what the API declares");
    }
}

/// Nobody listens without the feature `tracing`.
#[cfg(not(feature = "tracing"))]
pub(super) fn set_aside(_: &Meta, _: &[SetAside]) {}
