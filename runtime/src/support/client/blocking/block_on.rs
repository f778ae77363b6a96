//! Runs a future on the current thread.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future on the current thread until it is ready. Most futures are ready at once: they are
/// futures only because the code is shared with the async client.
pub(in super::super) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        // Without a time limit, there is always a value.
        if let Some(value) = poll_until(future.as_mut(), None) {
            return value;
        }
    }
}

/// Runs a future for at most `limit`. Returns `None` if the limit is exceeded.
#[cfg(any(feature = "auth", feature = "call-limit"))]
pub(super) fn block_on_for<T>(
    limit: Option<Duration>,
    future: impl Future<Output = T>,
) -> Option<T> {
    let end = limit.and_then(|limit| Instant::now().checked_add(limit));
    poll_until(pin!(future), end)
}

fn poll_until<T>(mut future: Pin<&mut impl Future<Output = T>>, end: Option<Instant>) -> Option<T> {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Some(value);
        }
        match end.map(|end| end.saturating_duration_since(Instant::now())) {
            None => thread::park(),
            Some(Duration::ZERO) => return None,
            Some(left) => thread::park_timeout(left),
        }
    }
}
