//! An iterator over the states of a long-running operation.

use super::{AnyClient, Call, Client, Error, Operation, Pending, Response, StateCursor, no_state};

/// The states of a long-running operation, as an [`Iterator`] that ends after the operation is done
/// or after the first error. Drop it to stop polling; the operation itself continues on the server.
#[must_use = "nothing is sent until you ask for states"]
pub struct States<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    client: Client,
    cursor: StateCursor<Op>,
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
    pub fn wait(self) -> Result<Response<Op::Output>, Error> {
        let mut last = None;
        for state in self.states() {
            last = Some(state?);
        }
        last.ok_or_else(no_state)
    }

    /// Returns the states of the operation while it runs, such as its progress: first the response to
    /// the call, then each poll, and at last the state that is done. Polls and ends like
    /// [`wait`](Self::wait).
    pub fn states(self) -> States<Op> {
        let now = self.client.transport().now();
        let (client, cursor) = self.into_states(now);
        States { client, cursor }
    }
}

impl<Op> Iterator for States<Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    type Item = Result<Response<Op::Output>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (client, cursor) = (&self.client, &mut self.cursor);
        let transport = client.transport();
        let result = match cursor.next_request(client.config(), transport.now())? {
            Ok((delay, prepared)) => {
                if !delay.is_zero() {
                    transport.sleep(delay);
                }
                client.exchange(prepared)
            }
            Err(error) => return Some(Err(error)),
        };
        Some(cursor.receive(result, transport.now()))
    }
}
