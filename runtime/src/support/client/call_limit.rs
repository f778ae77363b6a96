//! Limits the calls of a client that are in flight.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::error::ErrorKind;
use super::exchange::TimeLimit;
use super::mutex::lock;
use super::{AnyClient, Body, Builder, Error, TransportError};

impl<C: AnyClient> Builder<C> {
    /// Limits the calls that are in flight at the same time. Others wait for their turn, in order, and this time counts
    /// against their time limit. A streamed body belongs to its call until it is read completely or dropped. `build`
    /// refuses 0. Default: no limit.
    pub fn max_concurrent_calls(mut self, calls: usize) -> Self {
        self.settings.max_concurrent_calls = Some(calls);
        self
    }
}

/// How many calls may begin, and which ones wait.
#[derive(Clone)]
pub(crate) struct CallLimit(Arc<Mutex<Queue>>);

struct Queue {
    free: usize,
    waiting: VecDeque<Waiting>,
    /// The number of the next call that waits.
    next: u64,
}

struct Waiting {
    number: u64,
    waker: Waker,
}

impl Queue {
    /// Wakes the last of the calls that may begin: those before it were woken earlier.
    fn wake_last(&self) {
        let last = self.free.checked_sub(1);
        if let Some(waiting) = last.and_then(|index| self.waiting.get(index)) {
            waiting.waker.wake_by_ref();
        }
    }
}

impl CallLimit {
    pub(super) fn new(calls: usize) -> Self {
        Self(Arc::new(Mutex::new(Queue {
            free: calls,
            waiting: VecDeque::new(),
            next: 0,
        })))
    }

    /// Waits until a call may begin.
    pub(super) fn acquire(&self) -> Turn<'_> {
        Turn {
            limit: self,
            number: None,
        }
    }
}

/// The error of a call whose turn does not come in time.
#[cold]
pub(super) fn no_turn(limit: Option<Duration>) -> Error {
    let limit = TimeLimit(limit.unwrap_or_default());
    let message =
        format!("waited {limit} for its turn: `max_concurrent_calls` other calls are in flight");
    Error::new(ErrorKind::Timeout, message)
}

/// The wait of a call.
pub(super) struct Turn<'a> {
    limit: &'a CallLimit,
    /// The number in the queue.
    number: Option<u64>,
}

impl Future for Turn<'_> {
    type Output = Permit;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Permit> {
        let limit = self.limit;
        let mut queue = lock(&limit.0);
        let of = |waiting: &Waiting| Some(waiting.number) == self.number;
        let position = match self.number {
            Some(_) => queue.waiting.iter().position(of),
            None => None,
        };
        if position.unwrap_or(queue.waiting.len()) < queue.free {
            if let Some(position) = position {
                queue.waiting.remove(position);
            }
            queue.free -= 1;
            self.number = None;
            return Poll::Ready(Permit(limit.clone()));
        }
        match position.and_then(|position| queue.waiting.get_mut(position)) {
            Some(waiting) => waiting.waker.clone_from(context.waker()),
            None => {
                let number = queue.next;
                queue.next += 1;
                self.number = Some(number);
                let waker = context.waker().clone();
                queue.waiting.push_back(Waiting { number, waker });
            }
        }
        Poll::Pending
    }
}

/// A call that is cancelled leaves the queue, and another one moves up.
impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let Some(number) = self.number else {
            return;
        };
        let mut queue = lock(&self.limit.0);
        queue.waiting.retain(|waiting| waiting.number != number);
        queue.wake_last();
    }
}

/// The permission of a call, until it is dropped.
pub(super) struct Permit(CallLimit);

impl Drop for Permit {
    fn drop(&mut self) {
        let mut queue = lock(&self.0.0);
        queue.free += 1;
        queue.wake_last();
    }
}

/// Keeps the permission of a call until its body is read or dropped.
pub(super) fn held(body: Body, permit: Option<Permit>) -> Body {
    match permit {
        Some(permit) if body.as_bytes().is_none() => {
            let size = body.size();
            let permit = Some(permit);
            let body = Body::from_stream(Held { body, permit });
            match size {
                Some(size) => body.with_size(size),
                None => body,
            }
        }
        _ => body,
    }
}

struct Held {
    body: Body,
    permit: Option<Permit>,
}

impl Stream for Held {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.body).poll_next(context);
        if let Poll::Ready(None | Some(Err(_))) = polled {
            self.permit = None;
        }
        polled
    }
}
