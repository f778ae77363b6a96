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

/// Sends operations while the thread waits. Cloning it is cheap, and the clones share connections
/// and tokens.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    shared: Shared,
    transport: Box<dyn Transport>,
}

/// Configures a blocking [`Client`].
pub type ClientBuilder = Builder<Client>;

impl Client {
    /// Configures a client.
    pub fn builder() -> ClientBuilder {
        Builder::new()
    }

    /// Sends an operation.
    pub fn send<Op: Operation>(&self, op: Op) -> Result<Response<Op::Output>, Error> {
        Call::new(self, op).send()
    }

    /// Sends what was prepared until there is an answer. Not generic, so that it is compiled once.
    pub(super) fn exchange(&self, prepared: Result<Prepared, Error>) -> Result<Received, Error> {
        self.drive(prepared, Reading::Whole)
            .map(|(received, _)| received)
    }

    /// As [`exchange`](Self::exchange), but the body is left to the caller.
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
    /// Sends with this transport instead of the client's own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The client; an error if something doesn't fit the API.
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

    /// Sends the operation, and gives the body of the response as text instead of what it means.
    pub fn send_text(self) -> Result<Response<String>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        let received = self.client.exchange(prepared)?;
        read(received, Received::text, const { &Op::META })
    }

    /// Sends the operation, and gives the body of the response as it is instead of what it means.
    pub fn send_bytes(self) -> Result<Response<Bytes>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        let received = self.client.exchange(prepared)?;
        read(received, Received::bytes, const { &Op::META })
    }

    /// Sends the operation, and gives the body of the response as it comes instead of what it
    /// means: for what is too big to be held in memory. An unsuccessful response is an error, as
    /// with `send`.
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
    /// Sends the operation and waits for its end, asking for its state with growing intervals; an
    /// error if it has failed. Gives up after an hour unless `with_timeout` says otherwise.
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
