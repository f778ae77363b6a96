//! Polls a long-running operation until it is done, without I/O.

use std::time::{Duration, SystemTime};

use super::{
    Decode, Error, ErrorKind, Limit, Meta, Operation, Overrides, Pending, Prepared, Received,
    Response, Shared, read, retry_after,
};

/// Waiting for the end of an operation, without I/O.
pub(crate) struct Watch {
    meta: &'static Meta,
    /// What each request does otherwise than the client.
    pub(crate) overrides: Overrides,
    started: SystemTime,
    limit: Duration,
    interval: Duration,
    /// The last state, as it came.
    last: Option<Received>,
}

/// What a state says.
pub(crate) enum Verdict<T: Pending> {
    Done(Response<T>),
    Poll(T::Poll),
}

const LIMIT: Duration = Duration::from_secs(60 * 60);
const FIRST_INTERVAL: Duration = Duration::from_secs(1);
const LONGEST_INTERVAL: Duration = Duration::from_secs(30);

impl Watch {
    pub(crate) fn new(meta: &'static Meta, overrides: Overrides, now: SystemTime) -> Self {
        let limit = overrides.timeout().unwrap_or(LIMIT);
        let interval = overrides.poll_interval().unwrap_or(FIRST_INTERVAL);
        Self {
            meta,
            overrides,
            started: now,
            limit,
            interval,
            last: None,
        }
    }

    /// Reads a state, and keeps it as it came.
    pub(crate) fn read<T>(
        &mut self,
        received: Received,
        decode: Decode<T>,
    ) -> Result<Response<T>, Error> {
        self.last = Some(received.clone());
        read(received, decode, self.meta)
    }

    /// Whether the operation has come to its end.
    pub(crate) fn judge<T: Pending>(&self, state: Response<T>) -> Result<Verdict<T>, Error> {
        if state.is_done() {
            return match state.failure() {
                None => Ok(Verdict::Done(state)),
                Some(why) => Err(self.error(ErrorKind::Pending, format!("it has failed: {why}"))),
            };
        }
        state.poll().map(Verdict::Poll).ok_or_else(|| {
            let message = "it is not done, and the response doesn't say what to ask for its state";
            self.error(ErrorKind::Pending, message.to_owned())
        })
    }

    /// How long to wait before asking again; an error if there is no time to.
    pub(crate) fn pause(&mut self, now: SystemTime) -> Result<Duration, Error> {
        let asked = self
            .last
            .as_ref()
            .and_then(|last| retry_after(last.header("retry-after"), now));
        let delay = asked.unwrap_or(self.interval);
        if self.overrides.poll_interval().is_none() {
            self.interval = self.interval.mul_f64(1.5).min(LONGEST_INTERVAL);
        }
        if delay >= self.left(now) {
            return Err(self.out_of_time());
        }
        Ok(delay)
    }

    /// The request that asks for the state.
    pub(crate) fn prepare<P: Operation>(
        &mut self,
        poll: &P,
        shared: &Shared,
        now: SystemTime,
    ) -> Result<Prepared, Error> {
        self.limit_poll(const { &P::META }, shared, now);
        shared.prepare(poll, &self.overrides)
    }

    /// Bounds the next request by what is left of the time, as the call bounds the first one, and
    /// keeps it from going where only the call's own server is meant to be.
    fn limit_poll(&mut self, poll: &Meta, shared: &Shared, now: SystemTime) {
        let left = self.left(now);
        let url = |meta: &Meta| meta.server.map(|server| server.url);
        let changes = self.overrides.change();
        changes.timeout = Some(shared.timeout.map_or(left, |usual| usual.min(left)));
        if url(poll) != url(self.meta) {
            changes.target = None;
        }
    }

    /// The error of a request; if it is a poll that took what was left of the time, that the
    /// operation took too long.
    pub(crate) fn in_time(&self, error: Error, now: SystemTime) -> Error {
        // Clocks differ a little, so that the wait may be over just before its end.
        let another = self.interval.max(Duration::from_millis(10));
        if self.last.is_some() && error.is_timeout() && self.left(now) <= another {
            self.out_of_time().with_source(error)
        } else {
            error
        }
    }

    #[cold]
    fn out_of_time(&self) -> Error {
        let limit = Limit(self.limit);
        let message = format!("still not done after {limit}; `with_timeout` gives more time");
        self.error(ErrorKind::Timeout, message)
    }

    fn left(&self, now: SystemTime) -> Duration {
        self.limit
            .saturating_sub(now.duration_since(self.started).unwrap_or_default())
    }

    #[cold]
    fn error(&self, kind: ErrorKind, message: String) -> Error {
        let error = Error::new(kind, message).of(self.meta.name);
        match &self.last {
            Some(last) => error.with_received(last.clone()),
            None => error,
        }
    }
}
