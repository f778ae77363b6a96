//! The span of an attempt, with the names of OpenTelemetry's conventions for HTTP clients.

use std::future::Future;

use super::{Body, Error, Received};

/// A span of the crate `tracing`, from the request to the end of the response, or to its headers if
/// the body is streamed.
#[cfg(feature = "tracing")]
pub(super) struct AttemptSpan(tracing::Span);

/// Nothing, without the feature `tracing`.
#[cfg(not(feature = "tracing"))]
pub(super) struct AttemptSpan;

#[cfg(feature = "tracing")]
impl AttemptSpan {
    /// The URL is without query and user, which can be secrets.
    pub(super) fn new(request: &http::Request<Body>) -> Self {
        use tracing::field::Empty;

        let (method, uri) = (request.method().as_str(), request.uri());
        let info = request.extensions().get::<super::OperationInfo>();
        let template = info.map_or("", |info| info.template);
        let port = super::exchange::port(uri).unwrap_or(443);
        Self(tracing::info_span!(
            "http.client.request",
            "otel.kind" = "client",
            "otel.name" = %format_args!("{method} {template}"),
            "operation.name" = info.map_or("", |info| info.name),
            "http.request.method" = method,
            "http.request.resend_count" = info.map_or(0, |info| info.attempt),
            "url.template" = template,
            "url.full" = super::redaction::public_url(uri),
            "server.address" = uri.host().unwrap_or_default(),
            "server.port" = port,
            "http.response.status_code" = Empty,
            "error.type" = Empty,
        ))
    }

    /// Runs the attempt inside of the span.
    pub(super) fn around<F: Future>(&self, work: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(work, self.0.clone())
    }

    /// Like [`around`](Self::around), for work that is no future.
    #[cfg(any(feature = "blocking", feature = "observers"))]
    pub(super) fn run<T>(&self, work: impl FnOnce() -> T) -> T {
        self.0.in_scope(work)
    }

    /// Records the result.
    pub(super) fn record<'r>(&self, result: Result<&'r Received, &'r Error>) {
        let status = match result {
            Ok(received) => Some(received.status()),
            Err(error) => error.status(),
        };
        if let Some(status) = status {
            self.0.record("http.response.status_code", status);
        }
        let text;
        let error = match (status, result) {
            (Some(status @ 400..), _) => {
                text = status.to_string();
                text.as_str()
            }
            (_, Ok(_)) => return,
            (_, Err(error)) if error.is_timeout() => "timeout",
            (_, Err(error)) if error.is_connect() => "connect",
            (_, Err(_)) => "_OTHER",
        };
        self.0.record("error.type", error);
    }
}

#[cfg(not(feature = "tracing"))]
impl AttemptSpan {
    pub(super) fn new(_: &http::Request<Body>) -> Self {
        Self
    }

    pub(super) fn around<F: Future>(&self, work: F) -> F {
        work
    }

    #[cfg(any(feature = "blocking", feature = "observers"))]
    pub(super) fn run<T>(&self, work: impl FnOnce() -> T) -> T {
        work()
    }

    pub(super) fn record<'r>(&self, _: Result<&'r Received, &'r Error>) {}
}
