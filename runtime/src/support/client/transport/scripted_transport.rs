//! A transport for tests.

use std::collections::VecDeque;
use std::fmt;
use std::future::{pending, poll_fn};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::{Body, BoxFuture, Transport, TransportError, lock};

/// A transport for tests: returns prepared responses in order, and records the requests.
///
/// Clones share their state, so keep a clone to push responses and to inspect requests. It has its
/// own clock: sleeping returns at once and advances the clock. Implements the transport traits of
/// both clients.
#[derive(Clone, Default)]
pub struct ScriptedTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    responses: VecDeque<Scripted>,
    requests: Vec<http::Request<Bytes>>,
    sleeps: Vec<Duration>,
    elapsed: Duration,
}

enum Scripted {
    Response(http::Response<Body>),
    Error(TransportError),
    NoResponse,
}

impl ScriptedTransport {
    /// Creates a transport without responses. A request without a prepared response is an error.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response with this status and a JSON body.
    pub fn push(&self, status: u16, body: impl Into<Body>) {
        let mut response = http::Response::new(body.into());
        // An invalid status is a mistake in the test, and becomes 500.
        *response.status_mut() =
            http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
        let json = http::HeaderValue::from_static("application/json");
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, json);
        self.push_response(response);
    }

    /// Adds a response.
    pub fn push_response(&self, response: http::Response<impl Into<Body>>) {
        lock(&self.state)
            .responses
            .push_back(Scripted::Response(response.map(Into::into)));
    }

    /// Adds a transport error.
    pub fn push_error(&self, error: TransportError) {
        lock(&self.state)
            .responses
            .push_back(Scripted::Error(error));
    }

    /// Adds a response that never arrives, so that the request times out.
    pub fn push_no_response(&self) {
        lock(&self.state).responses.push_back(Scripted::NoResponse);
    }

    /// Returns all requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        lock(&self.state).requests.clone()
    }

    /// Returns the last request, or `None` if there was none.
    pub fn last_request(&self) -> Option<http::Request<Bytes>> {
        lock(&self.state).requests.last().cloned()
    }

    /// Returns the duration of each sleep so far, such as the delays before retries.
    pub fn sleeps(&self) -> Vec<Duration> {
        lock(&self.state).sleeps.clone()
    }

    /// Returns the number of responses that have not been used.
    pub fn responses_left(&self) -> usize {
        lock(&self.state).responses.len()
    }

    fn pass(&self, time: Duration) {
        let mut state = lock(&self.state);
        state.sleeps.push(time);
        state.elapsed += time;
    }

    fn clock(&self) -> SystemTime {
        // 2001-09-09T01:46:40Z, which is easy to distinguish from the current time.
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) + lock(&self.state).elapsed
    }

    fn respond(
        &self,
        request: http::Request<Bytes>,
    ) -> Option<Result<http::Response<Body>, TransportError>> {
        let mut state = lock(&self.state);
        let what = format!("{} {}", request.method(), request.uri().path());
        state.requests.push(request);
        match state.responses.pop_front() {
            Some(Scripted::Response(response)) => Some(Ok(response)),
            Some(Scripted::Error(error)) => Some(Err(error)),
            Some(Scripted::NoResponse) => None,
            None => Some(Err(TransportError::other(format!(
                "no response is prepared for {what}"
            )))),
        }
    }
}

/// Reads the body of a request into memory, streamed or not.
async fn buffered(request: http::Request<Body>) -> Result<http::Request<Bytes>, TransportError> {
    let (parts, body) = request.into_parts();
    let body = body.into_bytes().await?;
    Ok(http::Request::from_parts(parts, body))
}

impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = lock(&self.state);
        f.debug_struct("ScriptedTransport")
            .field("responses_left", &state.responses.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}

impl Transport for ScriptedTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            match self.respond(buffered(request).await?) {
                Some(result) => result,
                None => pending().await,
            }
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        // A time limit is a sleep beside the work. Work that is not ready at once (such as a token
        // provider) needs to be polled before the clock advances.
        let mut polls = 100;
        Box::pin(poll_fn(move |context| {
            if polls > 0 {
                polls -= 1;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            self.pass(time);
            Poll::Ready(())
        }))
    }

    fn now(&self) -> SystemTime {
        self.clock()
    }
}

#[cfg(feature = "blocking")]
impl super::blocking::Transport for ScriptedTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: super::blocking::TimeLimits,
    ) -> Result<http::Response<Body>, TransportError> {
        let request = super::blocking::block_on(buffered(request))?;
        self.respond(request).unwrap_or_else(|| {
            lock(&self.state).elapsed += limits.total.or(limits.head).unwrap_or_default();
            Err(TransportError::timeout(
                "the prepared response never arrives",
            ))
        })
    }

    fn sleep(&self, time: Duration) {
        self.pass(time);
    }

    fn now(&self) -> SystemTime {
        self.clock()
    }
}
