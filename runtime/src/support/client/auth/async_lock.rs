//! An async mutex: tasks wait for it without blocking their thread.

use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Held by one task at a time, also across `.await`.
#[derive(Default)]
pub(super) struct AsyncLock {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    locked: bool,
    waiting: Vec<Waker>,
}

impl AsyncLock {
    /// Waits until the lock is free, and takes it.
    pub(super) async fn lock(&self) -> AsyncLockGuard<'_> {
        poll_fn(|context| {
            let mut state = self.state();
            if !state.locked {
                state.locked = true;
                return Poll::Ready(());
            }
            let waker = context.waker();
            if !state.waiting.iter().any(|other| other.will_wake(waker)) {
                state.waiting.push(waker.clone());
            }
            Poll::Pending
        })
        .await;
        AsyncLockGuard(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the mutex is held, so a poisoned one is still valid.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The held lock. Dropping it wakes the waiting tasks, also if the future that holds it is
/// cancelled.
pub(super) struct AsyncLockGuard<'a>(&'a AsyncLock);

impl Drop for AsyncLockGuard<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.state();
            state.locked = false;
            std::mem::take(&mut state.waiting)
        };
        // Wake all of them: a single wake-up could go to a task that was cancelled in the meantime.
        waiting.into_iter().for_each(Waker::wake);
    }
}
