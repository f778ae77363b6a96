//! What a client reports about its attempts: the hooks for metrics and for the context of traces.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue};

use super::{AnyClient, Body, Builder, Error, OperationInfo};

/// An attempt of a call that ended, for metrics.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The operation, and the number of the attempt.
    pub operation: OperationInfo,
    /// The status of the response. `None` if there was none.
    pub status: Option<u16>,
    /// Why there was no response.
    pub error: Option<&'a Error>,
    /// The time from the request to the end of the response, or to its headers if the body is streamed.
    pub elapsed: Duration,
}

/// Gets each attempt.
pub(super) type Observer = Arc<dyn Fn(&Attempt<'_>) + Send + Sync>;

/// Returns the current `traceparent`.
pub(super) type TraceContext = Arc<dyn Fn() -> Option<String> + Send + Sync>;

impl<C: AnyClient> Builder<C> {
    /// Calls a function after each attempt of a call, for metrics. It must return soon, since the call waits for it.
    pub fn on_attempt(mut self, observe: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.settings.observer = Some(Arc::new(observe));
        self
    }

    /// Sends the header `traceparent` (W3C Trace Context) with each attempt: the value that the function returns, for
    /// example from OpenTelemetry's current context. With the feature `tracing`, it is called in the span of the attempt.
    /// A call that sets the header itself keeps it, and an invalid value is not sent.
    pub fn trace_context(
        mut self,
        context: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.settings.trace_context = Some(Arc::new(context));
        self
    }
}

/// Adds the `traceparent` to a request that has none.
pub(super) fn with_trace_context(
    mut request: http::Request<Body>,
    context: Option<&TraceContext>,
) -> http::Request<Body> {
    const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
    let Some(context) = context else {
        return request;
    };
    if !request.headers().contains_key(TRACEPARENT) {
        let value = context().and_then(|value| HeaderValue::try_from(value).ok());
        if let Some(value) = value {
            request.headers_mut().insert(TRACEPARENT, value);
        }
    }
    request
}
