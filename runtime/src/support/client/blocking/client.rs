//! The blocking client and its calls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::{
    Body, Builder, ByteStream, Call, Connected, Decode, Error, Exchange, Operation, Pending,
    Prepared, Reading, Received, Response, Sealed, Shared, Step, TimeLimits, Transport,
    UreqTransport, Verdict, Watch, block_on, declared, provider_error, read,
};

/// A blocking client of the API: sends operations over a [`Transport`].
///
/// Build one with [`Client::builder`]. Cloning is cheap, and all clones share their connections and
/// their cached tokens.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    shared: Shared,
    transport: Box<dyn Transport>,
}

/// Builder of a blocking [`Client`].
pub type ClientBuilder = Builder<Client>;

impl Client {
    /// Returns a builder for a client.
    pub fn builder() -> ClientBuilder {
        Builder::new()
    }

    /// Sends an operation and waits for the response.
    pub fn send<Op: Operation>(&self, op: Op) -> Result<Response<Op::Output>, Error> {
        Call::new(self, op).send()
    }

    /// Sends a prepared request until the exchange has a result. Not generic, so that it is
    /// compiled once.
    pub(super) fn exchange(&self, prepared: Result<Prepared, Error>) -> Result<Received, Error> {
        self.drive(prepared, Reading::Whole)
            .map(|(received, _)| received)
    }

    /// Like [`exchange`](Self::exchange), but leaves the body of the response to the caller.
    pub(super) fn open(
        &self,
        prepared: Result<Prepared, Error>,
    ) -> Result<Response<ByteStream>, Error> {
        let prepared = prepared?;
        let meta = prepared.meta;
        let (received, body) = self.drive(Ok(prepared), Reading::Stream)?;
        let (status, headers, _) = received.into_parts();
        Ok(Response::new(ByteStream::new(body, meta), status, headers))
    }

    pub(super) fn sleep(&self, time: Duration) {
        self.0.transport.sleep(time);
    }

    fn drive(
        &self,
        prepared: Result<Prepared, Error>,
        reading: Reading,
    ) -> Result<(Received, Body), Error> {
        let (shared, transport) = (&self.0.shared, &*self.0.transport);
        let mut exchange = Exchange::new(shared, prepared?, transport.now())?;
        let mut rest = Body::empty();
        loop {
            match exchange.step(transport.now()) {
                Step::Token(source, refused, _) => {
                    let result = block_on(source.get(transport.now(), refused.as_ref()));
                    exchange.token(result.map_err(provider_error));
                }
                Step::Send(request, limit) => {
                    let result = attempt(shared, transport, request, limit, reading);
                    let result = result.map(|(received, body)| {
                        rest = body;
                        received
                    });
                    exchange.answer(result, transport.now());
                }
                Step::Sleep(delay) => transport.sleep(delay),
                Step::Done(result) => return result.map(|received| (received, rest)),
            }
        }
    }
}

impl Connected for Client {
    type Carrier = dyn Transport;

    fn shared(&self) -> &Shared {
        &self.0.shared
    }
}

impl Sealed for Client {}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.shared.fmt(f)
    }
}

fn attempt(
    shared: &Shared,
    transport: &dyn Transport,
    request: http::Request<Body>,
    limit: Option<Duration>,
    reading: Reading,
) -> Result<(Received, Body), Error> {
    let mut limits = TimeLimits::default();
    match reading {
        Reading::Whole => limits.whole = limit,
        Reading::Stream => {
            limits.head = limit;
            limits.silence = shared.idle_timeout;
        }
    }
    let response = transport.send(request, limits).map_err(Error::transport)?;
    block_on(Received::collect(
        response,
        shared.max_response_bytes,
        reading,
    ))
}

impl Builder<Client> {
    /// Sets the transport. The default is [`UreqTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// If a setting doesn't match the API, for example an unknown server variable or a credential
    /// that no security scheme accepts: see [`Error::is_configuration`].
    pub fn build(self) -> Result<Client, Error> {
        let transport = self.transport.unwrap_or_else(|| {
            Box::new(UreqTransport::with_connect_timeout(
                self.settings.connect_timeout,
            ))
        });
        let shared = self.settings.resolve(declared())?;
        Ok(Client(Arc::new(Inner { shared, transport })))
    }
}

impl<Op: Operation> Call<Client, Op> {
    /// Sends the operation.
    pub fn send(self) -> Result<Response<Op::Output>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        read(
            self.client.exchange(prepared)?,
            Op::decode,
            const { &Op::META },
        )
    }

    /// Sends the operation and returns the response body as a string, without decoding it. Invalid
    /// UTF-8 is replaced.
    pub fn send_text(self) -> Result<Response<String>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        let received = self.client.exchange(prepared)?;
        read(received, Received::text, const { &Op::META })
    }

    /// Sends the operation and returns the response body as bytes, without decoding it.
    pub fn send_bytes(self) -> Result<Response<Bytes>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        let received = self.client.exchange(prepared)?;
        read(received, Received::bytes, const { &Op::META })
    }

    /// Sends the operation and returns the response body as a reader, for bodies that are too large
    /// for memory. An error status is an error, as with [`send`](Self::send).
    pub fn stream(self) -> Result<Response<ByteStream>, Error> {
        self.client
            .open(self.client.shared().prepare(&self.op, &self.overrides))
    }
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
    pub fn wait(self) -> Result<Response<Op::Output>, Error> {
        let (client, transport) = (&self.client, &*self.client.0.transport);
        let mut watch = Watch::new(const { &Op::META }, self.overrides, transport.now());
        let mut request = client.shared().prepare(&self.op, &watch.overrides);
        let mut decode: Decode<Op::Output> = Op::decode;
        loop {
            let result = client.exchange(request);
            let received = result.map_err(|error| watch.in_time(error, transport.now()))?;
            let state = watch.read(received, decode)?;
            let poll = match watch.judge(state)? {
                Verdict::Done(response) => return Ok(response),
                Verdict::Poll(poll) => poll,
            };
            transport.sleep(watch.pause(transport.now())?);
            request = watch.prepare(&poll, client.shared(), transport.now());
            decode = <Op::Output as Pending>::Poll::decode;
        }
    }
}
