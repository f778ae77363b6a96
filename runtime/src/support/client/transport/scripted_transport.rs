//! A transport for tests.

use std::collections::VecDeque;
use std::fmt;
use std::future::{pending, poll_fn};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::{Body, BoxFuture, Transport, TransportError};

/// A transport for tests: gives the answers it was told, and remembers the requests.
///
/// Clones share all of that, so keep one to look at. Time is its own: sleeping takes none, but
/// moves the clock.
#[derive(Clone, Default)]
pub struct ScriptedTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: VecDeque<Answer>,
    requests: Vec<http::Request<Bytes>>,
    sleeps: Vec<Duration>,
    passed: Duration,
}

enum Answer {
    Response(http::Response<Body>),
    Error(TransportError),
    Silence,
}

impl ScriptedTransport {
    /// A transport without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the next request with this status and body, as JSON.
    pub fn push(&self, status: u16, body: impl Into<Body>) {
        let mut response = http::Response::new(body.into());
        // A status that is none is a mistake in the test, and shows as a 500.
        *response.status_mut() =
            http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
        let json = http::HeaderValue::from_static("application/json");
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, json);
        self.push_response(response);
    }

    /// Answers the next request with this response.
    pub fn push_response(&self, response: http::Response<impl Into<Body>>) {
        self.lock()
            .answers
            .push_back(Answer::Response(response.map(Into::into)));
    }

    /// Answers the next request with this error.
    pub fn push_error(&self, error: TransportError) {
        self.lock().answers.push_back(Answer::Error(error));
    }

    /// Answers the next request never.
    pub fn push_silence(&self) {
        self.lock().answers.push_back(Answer::Silence);
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.lock().requests.clone()
    }

    /// The last request.
    pub fn last_request(&self) -> Option<http::Request<Bytes>> {
        self.lock().requests.last().cloned()
    }

    /// How long was slept, each time.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.lock().sleeps.clone()
    }

    /// How many answers are left.
    pub fn answers_left(&self) -> usize {
        self.lock().answers.len()
    }

    fn pass(&self, time: Duration) {
        let mut state = self.lock();
        state.sleeps.push(time);
        state.passed += time;
    }

    fn clock(&self) -> SystemTime {
        // 2001-09-09T01:46:40Z, a moment that is easy to tell from today.
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) + self.lock().passed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(
        &self,
        request: http::Request<Bytes>,
    ) -> Option<Result<http::Response<Body>, TransportError>> {
        let mut state = self.lock();
        let what = format!("{} {}", request.method(), request.uri().path());
        state.requests.push(request);
        match state.answers.pop_front() {
            Some(Answer::Response(response)) => Some(Ok(response)),
            Some(Answer::Error(error)) => Some(Err(error)),
            Some(Answer::Silence) => None,
            None => Some(Err(TransportError::other(format!(
                "no answer is scripted for {what}"
            )))),
        }
    }
}

/// The request with all of its body, streamed or not.
async fn whole(request: http::Request<Body>) -> Result<http::Request<Bytes>, TransportError> {
    let (parts, body) = request.into_parts();
    let body = body.into_bytes().await?;
    Ok(http::Request::from_parts(parts, body))
}

impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("ScriptedTransport")
            .field("answers_left", &state.answers.len())
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
            match self.answer(whole(request).await?) {
                Some(result) => result,
                None => pending().await,
            }
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        // A time limit is a sleep beside the work, so that work which is not ready at once (a token
        // provider's) needs its turns before the clock goes on.
        let mut turns = 100;
        Box::pin(poll_fn(move |context| {
            if turns > 0 {
                turns -= 1;
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
        let request = super::blocking::block_on(whole(request))?;
        self.answer(request).unwrap_or_else(|| {
            self.lock().passed += limits.whole.or(limits.head).unwrap_or_default();
            Err(TransportError::timeout("silence was scripted"))
        })
    }

    fn sleep(&self, time: Duration) {
        self.pass(time);
    }

    fn now(&self) -> SystemTime {
        self.clock()
    }
}
