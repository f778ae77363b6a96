//! Operations that go on after the response.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::poller::{Verdict, Watch};
use super::{Call, Client, Decode, DecodeError, Error, Operation, Response};

/// The state of an operation that goes on after the response, as the response holds it.
pub trait Pending: Sized {
    /// The operation that asks for the state.
    type Poll: Operation<Output = Self>;

    /// What to ask for the state with; `None` if it can't be asked for.
    fn poll(&self) -> Option<Self::Poll>;

    /// Whether the operation has come to its end, good or bad.
    fn is_done(&self) -> bool;

    /// Why the operation has failed, if it has.
    fn failure(&self) -> Option<String>;
}

/// A value as JSON text, for [`Pending::failure`].
pub fn json_text<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("can't be shown: {error}"))
}

/// A member that can hold anything, as what it holds for one operation; `None` where there is nothing.
pub fn read_as<T: DeserializeOwned>(value: &impl Serialize) -> Result<Option<T>, DecodeError> {
    let value = serde_json::to_value(value).map_err(|error| DecodeError::json(&error))?;
    serde_json::from_value(value).map_err(|error| DecodeError::json(&error))
}

impl<Op> Call<Client, Op>
where
    Op: Operation,
    Op::Output: Pending,
{
    /// Sends the operation and waits for its end, asking for its state with growing intervals; an
    /// error if it has failed. Gives up after an hour unless `with_timeout` says otherwise.
    pub async fn wait(self) -> Result<Response<Op::Output>, Error> {
        let (client, transport) = (&self.client, self.client.transport());
        let mut watch = Watch::new(const { &Op::META }, self.overrides, transport.now());
        let mut request = client.shared().prepare(&self.op, &watch.overrides);
        let mut decode: Decode<Op::Output> = Op::decode;
        loop {
            let result = client.exchange(request).await;
            let received = result.map_err(|error| watch.in_time(error, transport.now()))?;
            let state = watch.read(received, decode)?;
            let poll = match watch.judge(state)? {
                Verdict::Done(response) => return Ok(response),
                Verdict::Poll(poll) => poll,
            };
            transport.sleep(watch.pause(transport.now())?).await;
            request = watch.prepare(&poll, client.shared(), transport.now());
            decode = <Op::Output as Pending>::Poll::decode;
        }
    }
}
