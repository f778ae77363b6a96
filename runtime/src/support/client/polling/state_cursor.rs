//! The states of a long-running operation, without I/O.

use std::time::{Duration, SystemTime};

use super::poller::Poller;
use super::{
    Call, Config, Decode, Error, Operation, Overrides, Pending, PreparedRequest, Received, Response,
};

/// What is polled next. Ends after the last state and after an error.
pub(crate) struct StateCursor<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    next: Next<Op, <Op::Output as Pending>::Poll>,
    poller: Poller,
    decode: Decode<Op::Output>,
}

enum Next<Op, P> {
    Start(Op),
    Poll(P),
    End,
}

/// A delay, and the request after it.
pub(crate) type NextState = (Duration, Result<PreparedRequest, Error>);

impl<Op> StateCursor<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    pub(crate) fn new(op: Op, overrides: Overrides, now: SystemTime) -> Self {
        Self {
            next: Next::Start(op),
            poller: Poller::new(const { &Op::META }, overrides, now),
            decode: Op::decode,
        }
    }

    /// The next request. Returns `None` after the last state.
    pub(crate) fn next_request(
        &mut self,
        config: &Config,
        now: SystemTime,
    ) -> Option<Result<NextState, Error>> {
        match std::mem::replace(&mut self.next, Next::End) {
            Next::Start(op) => {
                let prepared = config.prepare(&op, &self.poller.overrides);
                Some(Ok((Duration::ZERO, prepared)))
            }
            Next::Poll(poll) => {
                self.decode = <Op::Output as Pending>::Poll::decode;
                let pause = self.poller.pause(now);
                Some(pause.map(|delay| (delay, self.poller.prepare(&poll, config, now + delay))))
            }
            Next::End => None,
        }
    }

    /// Reads a state, and decides how to continue.
    pub(crate) fn receive(
        &mut self,
        result: Result<Received, Error>,
        now: SystemTime,
    ) -> Result<Response<Op::Output>, Error> {
        let received = result.map_err(|error| self.poller.in_time(error, now))?;
        let state = self.poller.read(received, self.decode)?;
        if let Some(poll) = self.poller.next_poll(&state)? {
            self.next = Next::Poll(poll);
        }
        Ok(state)
    }
}

impl<C, Op> Call<C, Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    pub(crate) fn into_states(self, now: SystemTime) -> (C, StateCursor<Op>) {
        let cursor = StateCursor::new(self.op, self.overrides, now);
        (self.client, cursor)
    }
}
