//! Polls a long-running operation until it is done, without I/O.

use std::time::{Duration, SystemTime};

use super::{
    Config, Decode, Error, ErrorKind, Meta, Operation, Overrides, Pending, PreparedRequest,
    Received, Response, TimeLimit, jittered, read, retry_after,
};

/// Polls a long-running operation until it is done, without I/O.
pub(crate) struct Poller {
    meta: &'static Meta,
    /// The options of the call, which apply to each request.
    pub(crate) overrides: Overrides,
    started: SystemTime,
    limit: Duration,
    interval: Duration,
    /// The last state, as received.
    last: Option<Received>,
}

const LIMIT: Duration = Duration::from_secs(60 * 60);
const FIRST_INTERVAL: Duration = Duration::from_secs(1);
const LONGEST_INTERVAL: Duration = Duration::from_secs(30);

impl Poller {
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

    /// Decodes a state, and stores the response.
    pub(crate) fn read<T>(
        &mut self,
        received: Received,
        decode: Decode<T>,
    ) -> Result<Response<T>, Error> {
        self.last = Some(received.clone());
        read(received, decode, self.meta)
    }

    /// The operation to poll with. Returns `None` if the operation is done.
    pub(crate) fn next_poll<T: Pending>(
        &self,
        state: &Response<T>,
    ) -> Result<Option<T::Poll>, Error> {
        if state.is_done() {
            return match state.failure() {
                None => Ok(None),
                Some(why) => {
                    Err(self.error(ErrorKind::Pending, format!("the operation failed: {why}")))
                }
            };
        }
        state.poll().map(Some).ok_or_else(|| {
            let message =
                "the operation is not done, and the response lacks what is needed to poll it";
            self.error(ErrorKind::Pending, message.to_owned())
        })
    }

    /// The delay before the next poll. An error if there is not enough time left.
    pub(crate) fn pause(&mut self, now: SystemTime) -> Result<Duration, Error> {
        let retry_after = self
            .last
            .as_ref()
            .and_then(|last| retry_after(last.header("retry-after"), now));
        let delay = match (retry_after, self.overrides.poll_interval()) {
            (Some(delay), _) => delay,
            (None, Some(fixed)) => fixed,
            // Many clients that started together must not poll together.
            (None, None) => jittered(self.interval),
        };
        self.interval = match self.overrides.poll_interval() {
            Some(fixed) => fixed,
            None => self.interval.mul_f64(1.5).min(LONGEST_INTERVAL),
        };
        if delay >= self.left(now) {
            return Err(self.out_of_time());
        }
        Ok(delay)
    }

    /// The request of the next poll.
    pub(crate) fn prepare<P: Operation>(
        &mut self,
        poll: &P,
        config: &Config,
        now: SystemTime,
    ) -> Result<PreparedRequest, Error> {
        self.limit_poll(config, now);
        #[cfg(feature = "servers")]
        self.choose_server(const { &P::META });
        config.prepare(poll, &self.overrides)
    }

    /// Limits the next request to the remaining time.
    fn limit_poll(&mut self, config: &Config, now: SystemTime) {
        let left = self.left(now);
        let limit = config.timeout.map_or(left, |usual| usual.min(left));
        self.overrides.change().timeout = Some(limit);
    }

    /// Drops the server of the call if the poll goes to another declared server.
    #[cfg(feature = "servers")]
    fn choose_server(&mut self, poll: &Meta) {
        let url = |meta: &Meta| meta.server.map(|server| server.url);
        if url(poll) != url(self.meta) {
            self.overrides.change().target = None;
        }
    }

    /// Converts a timeout that used up the remaining time to the error that the operation took too
    /// long.
    pub(crate) fn in_time(&self, error: Error, now: SystemTime) -> Error {
        // Clocks are not exact, so the timeout may occur slightly before the end.
        let another = self.interval.max(Duration::from_millis(10));
        if self.last.is_some() && error.is_timeout() && self.left(now) <= another {
            self.out_of_time().with_source(error)
        } else {
            error
        }
    }

    #[cold]
    fn out_of_time(&self) -> Error {
        let limit = TimeLimit(self.limit);
        let message = format!("not done after {limit}; use `with_timeout` to wait longer");
        self.error(ErrorKind::Timeout, message)
    }

    fn left(&self, now: SystemTime) -> Duration {
        self.limit
            .saturating_sub(now.duration_since(self.started).unwrap_or_default())
    }

    #[cold]
    fn error(&self, kind: ErrorKind, message: String) -> Error {
        let error = Error::new(kind, message).of(self.meta);
        match &self.last {
            Some(last) => error.with_received(last.clone()),
            None => error,
        }
    }
}
