//! An operation together with the client that sends it.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use bytes::Bytes;

use super::configuration::{Checks, Overrides, Target};
use super::{
    Body, BoxFuture, ByteStream, Client, Connected, Error, Misfits, Operation, Received, Response,
    Sending, Server,
};

/// An operation together with the client that sends it. Optional values have setters; `.await` (or
/// `send`) sends it.
#[derive(Clone)]
#[must_use = "nothing is sent until the call is awaited or sent"]
pub struct Call<C, Op> {
    /// The client.
    pub client: C,
    /// The operation: plain data.
    pub op: Op,
    pub(super) overrides: Overrides,
}

impl<C: Clone, Op> Call<C, Op> {
    /// An operation for a client to send.
    #[inline]
    pub fn new(client: &C, op: Op) -> Self {
        Self {
            client: client.clone(),
            op,
            overrides: Overrides::default(),
        }
    }
}

impl<C, Op> Call<C, Op> {
    /// The operation alone.
    pub fn into_op(self) -> Op {
        self.op
    }

    /// With a bound on the time it takes in all: retries, waits and tokens included; for `wait`,
    /// on the whole wait.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.overrides.change().timeout = Some(timeout);
        self
    }

    /// With another interval between the polls of `wait`, instead of one that grows.
    pub fn with_poll_interval(mut self, interval: Duration) -> Self {
        self.overrides.change().poll_interval = Some(interval);
        self
    }

    /// With a header. A value that can't stand in one is an error when the call is sent.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.overrides.header(name, value);
        self
    }

    /// Asks for another media type, for `send_text`, `send_bytes` or `stream` to read.
    pub fn with_accept(self, media_type: &str) -> Self {
        self.with_header("accept", media_type)
    }

    /// With so many retries, even if the operation is one that is not tried again by itself.
    pub fn with_retries(mut self, retries: u32) -> Self {
        self.overrides.change().retries = Some(retries);
        self
    }

    /// Without checking the values against the bounds that the API declares.
    pub fn without_checks(mut self) -> Self {
        self.overrides.change().checks = Checks::Skipped;
        self
    }

    /// Reads an answer that is only in part what the API declares: see
    /// [`lenient`](super::Builder::lenient).
    pub fn with_lenience(mut self) -> Self {
        self.overrides.change().misfits = Some(Misfits::SetAside);
        self
    }

    /// To another server that the API or the operation declares, with the client's values for the
    /// variables of its URL; the polls of `wait` go there too, unless they are for another server
    /// than the call.
    pub fn with_server(mut self, server: Server) -> Self {
        self.overrides.change().target = Some(Target::Server(server));
        self
    }

    /// With another base URL, as [`with_server`](Self::with_server).
    pub fn with_base_url(mut self, url: impl Into<String>) -> Self {
        self.overrides.change().target = Some(Target::Url(url.into()));
        self
    }
}

impl<C: Connected, Op: Operation> Call<C, Op> {
    /// The request as it would be sent, without credentials. Nothing is sent.
    pub fn to_http(&self) -> Result<http::Request<Body>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides)?;
        Ok(prepared.into_http())
    }
}

impl<Op: Operation> Call<Client, Op> {
    /// Sends the operation.
    pub fn send(self) -> Sending<Op::Output> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        Sending::new(
            self.client.exchange(prepared),
            Op::decode,
            const { &Op::META },
        )
    }

    /// Sends the operation, and gives the body of the response as text instead of what it means.
    pub fn send_text(self) -> Sending<String> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        Sending::new(
            self.client.exchange(prepared),
            Received::text,
            const { &Op::META },
        )
    }

    /// Sends the operation, and gives the body of the response as it is instead of what it means.
    pub fn send_bytes(self) -> Sending<Bytes> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        Sending::new(
            self.client.exchange(prepared),
            Received::bytes,
            const { &Op::META },
        )
    }

    /// Sends the operation, and gives the body of the response as it comes instead of what it
    /// means: for what is too big to be held in memory. An unsuccessful response is an error, as
    /// with `send`.
    pub fn stream(self) -> BoxFuture<'static, Result<Response<ByteStream>, Error>> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        self.client.open(prepared)
    }
}

impl<Op: Operation> IntoFuture for Call<Client, Op> {
    type Output = Result<Response<Op::Output>, Error>;
    type IntoFuture = Sending<Op::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

/// Method and path only: values can be secrets.
impl<C, Op: Operation> fmt::Debug for Call<C, Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} {})", Op::META.method, Op::META.path)
    }
}
