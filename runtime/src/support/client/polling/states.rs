//! A stream over the states of a long-running operation.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::state_cursor::StateCursor;
use super::{BoxFuture, Call, Client, Error, Operation, Pending, Received, Response, no_state};

/// The states of a long-running operation, as a [`Stream`] that ends after the operation is done or
/// after the first error. Drop it to stop polling; the operation itself continues on the server.
#[must_use = "nothing is sent until you ask for states"]
pub struct States<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    client: Client,
    cursor: StateCursor<Op>,
    fetching: Option<BoxFuture<'static, Result<Received, Error>>>,
}

// No field is pinned structurally: the future is boxed.
impl<Op> Unpin for States<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
}

impl<Op> Call<Client, Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    /// Sends the operation and polls its state until it is done. The interval between polls starts
    /// at 1 s and grows to 30 s, less a random part of up to a half; a `Retry-After` header overrides
    /// it.
    ///
    /// # Errors
    ///
    /// If a request fails, if the operation itself fails ([`Error::is_failed_operation`]), or if it
    /// is not done after one hour or after `with_timeout` ([`Error::is_timeout`]).
    pub async fn wait(self) -> Result<Response<Op::Output>, Error> {
        let mut states = self.states();
        let mut last = None;
        while let Some(state) = states.try_next().await? {
            last = Some(state);
        }
        last.ok_or_else(no_state)
    }

    /// Returns the states of the operation while it runs, such as its progress: first the response to
    /// the call, then each poll, and at last the state that is done. Polls and ends like
    /// [`wait`](Self::wait).
    pub fn states(self) -> States<Op> {
        let now = self.client.transport().now();
        let (client, cursor) = self.into_states(now);
        States {
            client,
            cursor,
            fetching: None,
        }
    }
}

impl<Op> States<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    /// Returns the next state, or `None` after the last one.
    pub async fn try_next(&mut self) -> Result<Option<Response<Op::Output>>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// The pause before the next request, and the request.
    fn fetch(&mut self) -> Option<Result<BoxFuture<'static, Result<Received, Error>>, Error>> {
        let client = self.client.clone();
        let now = client.transport().now();
        let next = self.cursor.next_request(client.config(), now)?;
        Some(next.map(|(delay, prepared)| -> BoxFuture<'static, _> {
            Box::pin(async move {
                if !delay.is_zero() {
                    client.transport().sleep(delay).await;
                }
                client.exchange(prepared).await
            })
        }))
    }
}

impl<Op> Stream for States<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    type Item = Result<Response<Op::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.fetching.is_none() {
            match this.fetch() {
                Some(Ok(fetching)) => this.fetching = Some(fetching),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let Some(fetching) = &mut this.fetching else {
            return Poll::Ready(None);
        };
        let result = ready!(fetching.as_mut().poll(context));
        this.fetching = None;
        let now = this.client.transport().now();
        Poll::Ready(Some(this.cursor.receive(result, now)))
    }
}
