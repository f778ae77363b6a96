//! The blocking client and its calls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

#[cfg(feature = "byte-streams")]
use super::ByteStream;
#[cfg(feature = "oauth")]
use super::TokenEndpoint;
#[cfg(feature = "unix-sockets")]
use super::UnixSocket;
#[cfg(any(feature = "auth", feature = "call-limit"))]
use super::block_on_for;
#[cfg(feature = "observers")]
use super::with_trace_context;
use super::{
    AnyClient, AttemptSpan, Body, BodyMode, Builder, Call, Config, Error, Exchange, Operation,
    PreparedRequest, Received, Response, Sealed, Step, TimeLimits, Transport, UreqTransport,
    block_on, declared, read,
};
#[cfg(feature = "auth")]
use super::{BoxFuture, ProviderError, Token, TokenSource, fetch_on_thread, run};
#[cfg(feature = "transfers")]
use super::{ResumingReader, Resumption, Transfer};
#[cfg(feature = "call-limit")]
use super::{held, no_turn};

/// A blocking client of the API: sends operations over a [`Transport`].
///
/// Build one with [`Client::builder`]. Cloning is cheap, and all clones share their connections and
/// their cached tokens.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    config: Config,
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
    pub(super) fn exchange(
        &self,
        prepared: Result<PreparedRequest, Error>,
    ) -> Result<Received, Error> {
        self.drive(prepared, BodyMode::Buffered)
            .map(|(received, _)| received)
    }

    /// Like [`exchange`](Self::exchange), but leaves the body of the response to the caller.
    #[cfg(feature = "byte-streams")]
    pub(super) fn open(
        &self,
        prepared: Result<PreparedRequest, Error>,
    ) -> Result<Response<ByteStream>, Error> {
        let prepared = prepared?;
        let meta = prepared.meta;
        #[cfg(feature = "transfers")]
        let again = Resumption::is_wanted(&prepared).then(|| prepared.clone());
        let (received, body) = self.drive(Ok(prepared), BodyMode::Streamed)?;
        #[cfg(feature = "transfers")]
        let body = match again.and_then(|request| Resumption::new(request, &received)) {
            Some(resumption) => {
                Body::from_reader(ResumingReader::new(body, resumption, self.clone()))
            }
            None => body,
        };
        let (status, headers, _) = received.into_parts();
        Ok(Response::new(ByteStream::new(body, meta), status, headers))
    }

    /// Requests the rest of a body.
    #[cfg(feature = "transfers")]
    pub(super) fn reopen(&self, resumption: &Resumption) -> Result<Body, Error> {
        let (received, body) = self.drive(Ok(resumption.request()), BodyMode::Streamed)?;
        resumption.check(&received).map(|()| body)
    }

    /// Whether a body may be requested again, and after which delay.
    #[cfg(feature = "transfers")]
    pub(super) fn resumption_delay(&self, resumption: &mut Resumption) -> Option<Duration> {
        let delay = resumption.delay()?;
        self.0.config.retry_budget.take().then_some(delay)
    }

    #[cfg(any(feature = "events", feature = "transfers"))]
    pub(super) fn sleep(&self, time: Duration) {
        self.0.transport.sleep(time);
    }

    /// Fetches a token on a thread of its own, so that the time limit of the call applies.
    #[cfg(feature = "auth")]
    fn fetch(&self, source: TokenSource) -> BoxFuture<'static, Result<Token, ProviderError>> {
        #[cfg(feature = "oauth")]
        let client = self.clone();
        fetch_on_thread(move || match source {
            TokenSource::Provider(provider) => run(&*provider),
            #[cfg(feature = "oauth")]
            TokenSource::Endpoint(endpoint) => client.fetch_from(&endpoint),
        })
    }

    #[cfg(feature = "oauth")]
    fn fetch_from(&self, endpoint: &TokenEndpoint) -> Result<Token, ProviderError> {
        let (config, transport) = (&self.0.config, &*self.0.transport);
        let limits = TimeLimits {
            total: config.attempt_timeout,
            ..TimeLimits::default()
        };
        let response = transport.send(endpoint.request(), limits)?;
        let most = config.max_response_bytes;
        let (received, _) = block_on(Received::collect(response, most, BodyMode::Buffered))?;
        endpoint.token(&received, transport.now())
    }

    fn drive(
        &self,
        prepared: Result<PreparedRequest, Error>,
        mode: BodyMode,
    ) -> Result<(Received, Body), Error> {
        let (config, transport) = (&self.0.config, &*self.0.transport);
        #[cfg(feature = "auth")]
        let start = |source| self.fetch(source);
        let prepared = prepared?;
        let began = transport.now();
        #[cfg(feature = "call-limit")]
        let permit = match &config.call_limit {
            Some(limit) => {
                let (time, meta) = (prepared.timeout, prepared.meta);
                let permit = block_on_for(time, limit.acquire());
                Some(permit.ok_or_else(|| no_turn(time).of(meta))?)
            }
            None => None,
        };
        let mut exchange = Exchange::new(config, prepared, began)?;
        let mut rest = Body::empty();
        loop {
            match exchange.step(transport.now()) {
                #[cfg(feature = "auth")]
                Step::Token(source, rejected, limit) => {
                    let fetch = source.get(transport.now(), rejected.as_ref(), &start);
                    exchange.token(block_on_for(limit, fetch), transport.now());
                }
                Step::Send(request, limit) => {
                    let result = attempt(config, transport, request, limit, mode);
                    let result = result.map(|(received, body)| {
                        rest = body;
                        received
                    });
                    exchange.response(result, transport.now());
                }
                Step::Sleep(delay) => transport.sleep(delay),
                Step::Done(result) => {
                    #[cfg(feature = "call-limit")]
                    let rest = held(rest, permit);
                    return result.map(|received| (received, rest));
                }
            }
        }
    }
}

#[cfg(feature = "polling")]
impl Client {
    pub(super) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }
}

impl AnyClient for Client {
    type Transport = dyn Transport;

    fn config(&self) -> &Config {
        &self.0.config
    }
}

impl Sealed for Client {}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.config.fmt(f)
    }
}

fn attempt(
    config: &Config,
    transport: &dyn Transport,
    request: http::Request<Body>,
    limit: Option<Duration>,
    mode: BodyMode,
) -> Result<(Received, Body), Error> {
    let mut limits = TimeLimits::default();
    match mode {
        BodyMode::Buffered => limits.total = limit,
        #[cfg(feature = "byte-streams")]
        BodyMode::Streamed => {
            limits.head = limit;
            limits.idle = config.idle_timeout;
        }
    }
    #[cfg(feature = "transfers")]
    let transfer = request
        .extensions()
        .get::<std::sync::Arc<Transfer>>()
        .cloned();
    let span = AttemptSpan::new(&request);
    #[cfg(feature = "observers")]
    let request = span.run(|| with_trace_context(request, config.trace_context.as_ref()));
    let result = span.run(|| {
        let response = transport.send(request, limits).map_err(Error::transport)?;
        #[cfg(feature = "transfers")]
        let response = match &transfer {
            Some(transfer) => transfer.download(response),
            None => response,
        };
        block_on(Received::collect(response, config.max_response_bytes, mode))
    });
    span.record(result.as_ref().map(|(received, _)| received));
    result
}

impl Builder<Client> {
    /// Sets the transport. The default is [`UreqTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Wraps the transport, for metrics, logs, signatures or caches. The layer gets each attempt with
    /// its credentials, and finds its operation in the extensions of the request
    /// ([`OperationInfo`](super::super::OperationInfo)). The last layer is the outermost one.
    pub fn layer<T: Transport>(
        self,
        layer: impl FnOnce(Box<dyn Transport>) -> T + Send + 'static,
    ) -> Self {
        self.wrap(|inner| Box::new(layer(inner)))
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// If a setting doesn't match the API, for example an unknown server variable or a credential
    /// that no security scheme accepts: see [`Error::is_configuration`].
    pub fn build(self) -> Result<Client, Error> {
        let transport = match self.transport {
            #[cfg(feature = "unix-sockets")]
            Some(_) if self.settings.unix_socket().is_some() => {
                return Err(UnixSocket::other_transport());
            }
            Some(transport) => transport,
            None => Box::new(UreqTransport::with_settings(&self.settings)?),
        };
        let transport = Self::layered(self.layers, transport);
        let config = self.settings.resolve(declared())?;
        Ok(Client(Arc::new(Inner { config, transport })))
    }
}

impl<Op: Operation> Call<Client, Op> {
    /// Sends the operation.
    pub fn send(self) -> Result<Response<Op::Output>, Error> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
        read(
            self.client.exchange(prepared)?,
            Op::decode,
            const { &Op::META },
        )
    }

    /// Sends the operation and returns the response body as a string, without decoding it. Invalid
    /// UTF-8 is replaced.
    pub fn send_text(self) -> Result<Response<String>, Error> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
        let received = self.client.exchange(prepared)?;
        read(received, Received::text, const { &Op::META })
    }

    /// Sends the operation and returns the response body as bytes, without decoding it.
    pub fn send_bytes(self) -> Result<Response<Bytes>, Error> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
        let received = self.client.exchange(prepared)?;
        read(received, Received::bytes, const { &Op::META })
    }

    /// Sends the operation and returns the response body as a reader, for bodies that are too large
    /// for memory. An error status is an error, as with [`send`](Self::send).
    #[cfg(feature = "byte-streams")]
    pub fn stream(self) -> Result<Response<ByteStream>, Error> {
        self.client
            .open(self.client.config().prepare(&self.op, &self.overrides))
    }
}
