//! One fetch of a token that several calls wait for.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, TryLockError};
use std::task::{Context, Poll, Wake, Waker};

use super::token_failure::TokenFailure;
use super::{BoxFuture, Secret, lock};

/// A fetch. It goes on as long as one of the calls waits for it, whichever, and all of them get its
/// result.
pub(super) struct Flight {
    state: Mutex<State>,
    waiting: Arc<Waiting>,
}

enum State {
    Fetching(BoxFuture<'static, Outcome>),
    Done(Outcome),
}

pub(super) type Outcome = Result<Secret, TokenFailure>;

/// The tasks to wake when the fetch can go on.
#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

impl Flight {
    pub(super) fn new(fetch: BoxFuture<'static, Outcome>) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State::Fetching(fetch)),
            waiting: Arc::default(),
        })
    }

    fn poll(&self, context: &Context<'_>) -> Poll<Outcome> {
        // Before the state is looked at, so that no wake-up is lost.
        self.waiting.add(context.waker());
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            // Another task polls the fetch now, and wakes all when it is done.
            Err(TryLockError::WouldBlock) => return Poll::Pending,
            Err(TryLockError::Poisoned(_)) => {
                let panicked = "the token provider panicked".into();
                return Poll::Ready(Err(TokenFailure::new(panicked, None)));
            }
        };
        let fetch = match &mut *state {
            State::Fetching(fetch) => fetch,
            State::Done(outcome) => return Poll::Ready(outcome.clone()),
        };
        let waker = Waker::from(self.waiting.clone());
        let Poll::Ready(outcome) = fetch.as_mut().poll(&mut Context::from_waker(&waker)) else {
            return Poll::Pending;
        };
        *state = State::Done(outcome.clone());
        drop(state);
        self.waiting.wake_all();
        Poll::Ready(outcome)
    }
}

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut all = lock(&self.0);
        if !all.iter().any(|other| other.will_wake(waker)) {
            all.push(waker.clone());
        }
    }

    fn wake_all(&self) {
        let all = std::mem::take(&mut *lock(&self.0));
        all.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

/// The wait of one call for a fetch.
pub(super) struct Arrival(pub(super) Arc<Flight>);

impl Future for Arrival {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        self.0.poll(context)
    }
}

/// If a call is cancelled while it polls the fetch, another one must go on.
impl Drop for Arrival {
    fn drop(&mut self) {
        self.0.waiting.wake_all();
    }
}
