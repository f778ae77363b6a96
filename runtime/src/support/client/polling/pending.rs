//! Long-running operations.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::poller::{PollStep, Poller};
use super::{Call, Client, Decode, DecodeError, Error, Operation, Response};

/// The state of a long-running operation, as a response returns it.
pub trait Pending: Sized {
    /// The operation that returns the current state.
    type Poll: Operation<Output = Self>;

    /// The operation to poll with. Returns `None` if the response lacks what is needed for it.
    fn poll(&self) -> Option<Self::Poll>;

    /// Whether the operation has ended, successfully or not.
    fn is_done(&self) -> bool;

    /// Why the operation failed. Returns `None` if it did not fail.
    fn failure(&self) -> Option<String>;
}

/// A value as a JSON string, for [`Pending::failure`].
pub fn json_string<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("can't be serialized: {error}"))
}

/// Decodes a property of any type as the type that one operation gives it. Returns `None` if the
/// property is missing or `null`.
pub fn read_as<T: DeserializeOwned>(value: &impl Serialize) -> Result<Option<T>, DecodeError> {
    let value = serde_json::to_value(value).map_err(|error| DecodeError::json(&error))?;
    serde_json::from_value(value).map_err(|error| DecodeError::json(&error))
}

impl<Op> Call<Client, Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    /// Sends the operation and polls its state until it is done. The interval between polls starts
    /// at 1 s and grows to 30 s; a `Retry-After` header overrides it.
    ///
    /// # Errors
    ///
    /// If a request fails, if the operation itself fails ([`Error::is_failed_operation`]), or if it
    /// is not done after one hour or after `with_timeout` ([`Error::is_timeout`]).
    pub async fn wait(self) -> Result<Response<Op::Output>, Error> {
        let (client, transport) = (&self.client, self.client.transport());
        let mut poller = Poller::new(const { &Op::META }, self.overrides, transport.now());
        let mut request = client.config().prepare(&self.op, &poller.overrides);
        let mut decode: Decode<Op::Output> = Op::decode;
        loop {
            let result = client.exchange(request).await;
            let received = result.map_err(|error| poller.in_time(error, transport.now()))?;
            let state = poller.read(received, decode)?;
            let poll = match poller.next_step(state)? {
                PollStep::Done(response) => return Ok(response),
                PollStep::Poll(poll) => poll,
            };
            transport.sleep(poller.pause(transport.now())?).await;
            request = poller.prepare(&poll, client.config(), transport.now());
            decode = <Op::Output as Pending>::Poll::decode;
        }
    }
}
