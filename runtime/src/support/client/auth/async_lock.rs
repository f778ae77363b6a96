//! A gate that async code waits at without blocking its thread.

use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Lets one task at a time in, across awaits.
#[derive(Default)]
pub(super) struct Gate {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    taken: bool,
    waiting: Vec<Waker>,
}

impl Gate {
    /// Waits until nobody is inside, and goes in.
    pub(super) async fn enter(&self) -> Inside<'_> {
        poll_fn(|context| {
            let mut state = self.lock();
            if !state.taken {
                state.taken = true;
                return Poll::Ready(());
            }
            let waker = context.waker();
            if !state.waiting.iter().any(|other| other.will_wake(waker)) {
                state.waiting.push(waker.clone());
            }
            Poll::Pending
        })
        .await;
        Inside(self)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held, so a poisoned one is as good as any.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Being inside; dropping it lets the next one in, also when a future is dropped half-way.
pub(super) struct Inside<'a>(&'a Gate);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.lock();
            state.taken = false;
            std::mem::take(&mut state.waiting)
        };
        // All of them: one that was given up since would swallow a single wake-up.
        waiting.into_iter().for_each(Waker::wake);
    }
}
