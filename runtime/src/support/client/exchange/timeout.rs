//! Timeouts for futures.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use super::Transport;

/// Awaits `work` for at most `limit`. Returns `None` if the limit is exceeded.
pub(crate) async fn with_timeout<T>(
    limit: Option<Duration>,
    transport: &dyn Transport,
    work: impl Future<Output = T>,
) -> Option<T> {
    let Some(limit) = limit else {
        return Some(work.await);
    };
    let mut work = pin!(work);
    let mut clock = transport.sleep(limit);
    poll_fn(|context| {
        if let Poll::Ready(value) = work.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        clock.as_mut().poll(context).map(|()| None)
    })
    .await
}
