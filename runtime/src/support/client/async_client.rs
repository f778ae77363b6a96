//! The async client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::attempt::with_trace_context;
use super::attempt_span::AttemptSpan;
use super::auth::TokenSource;
use super::call_limit::{held, no_turn};
use super::configuration::Config;
use super::exchange::{Exchange, PreparedRequest, Step, TimeLimit, with_timeout};
use super::response::BodyMode;
use super::transfer::{Resumption, Transfer};
use super::{
    Body, BoxFuture, Builder, ByteStream, Call, Error, Operation, ProviderError, Received,
    Response, Sending, Token, Transport, TransportError,
};

/// An async client of the API: sends operations over a [`Transport`].
///
/// Build one with [`Client::builder`]. Cloning is cheap, and all clones share their connections and
/// their cached tokens.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    config: Config,
    transport: Box<dyn Transport>,
}

impl Client {
    /// Returns a builder for a client.
    pub fn builder() -> Builder<Self> {
        Builder::new()
    }

    pub(super) fn new(config: Config, transport: Box<dyn Transport>) -> Self {
        Self(Arc::new(Inner { config, transport }))
    }

    /// Sends an operation. Await the result.
    pub fn send<Op: Operation>(&self, op: Op) -> Sending<Op::Output> {
        Call::new(self, op).send()
    }

    pub(super) fn config(&self) -> &Config {
        &self.0.config
    }

    pub(super) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    /// Sends a prepared request until the exchange has a result. Not generic, so that it is
    /// compiled once.
    pub(super) fn exchange(
        &self,
        prepared: Result<PreparedRequest, Error>,
    ) -> BoxFuture<'static, Result<Received, Error>> {
        let client = self.clone();
        Box::pin(async move {
            let (received, _) = drive(&client, prepared?, BodyMode::Buffered).await?;
            Ok(received)
        })
    }

    /// Like [`exchange`](Self::exchange), but leaves the body of the response to the caller.
    pub(super) fn open(
        &self,
        prepared: Result<PreparedRequest, Error>,
    ) -> BoxFuture<'static, Result<Response<ByteStream>, Error>> {
        let client = self.clone();
        Box::pin(async move {
            let prepared = prepared?;
            let meta = prepared.meta;
            let again = Resumption::is_wanted(&prepared).then(|| prepared.clone());
            let (received, body) = drive(&client, prepared, BodyMode::Streamed).await?;
            let resumption = again.and_then(|request| Resumption::new(request, &received));
            let (status, headers, _) = received.into_parts();
            let stream = ByteStream::new(body, client, meta).resuming(resumption);
            Ok(Response::new(stream, status, headers))
        })
    }

    /// Requests the rest of a body after a delay.
    pub(super) fn reopen(
        &self,
        resumption: Box<Resumption>,
        delay: Duration,
    ) -> BoxFuture<'static, Result<(Body, Box<Resumption>), Error>> {
        let client = self.clone();
        Box::pin(async move {
            client.transport().sleep(delay).await;
            let request = resumption.request();
            let (received, body) = drive(&client, request, BodyMode::Streamed).await?;
            resumption.check(&received)?;
            Ok((body, resumption))
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config().fmt(f)
    }
}

/// Carries out the steps of the exchange.
async fn drive(
    client: &Client,
    prepared: PreparedRequest,
    mode: BodyMode,
) -> Result<(Received, Body), Error> {
    let (config, transport) = (client.config(), client.transport());
    let start = |source| fetch_here(client.clone(), source);
    let began = transport.now();
    let permit = match &config.call_limit {
        Some(limit) => {
            let (time, meta) = (prepared.timeout, prepared.meta);
            let permit = with_timeout(time, transport, limit.acquire()).await;
            Some(permit.ok_or_else(|| no_turn(time).of(meta))?)
        }
        None => None,
    };
    let transfer = prepared.transfer.clone();
    let mut exchange = Exchange::new(config, prepared, began)?;
    let mut rest = Body::empty();
    loop {
        match exchange.step(transport.now()) {
            Step::Token(source, rejected, limit) => {
                let fetch = source.get(transport.now(), rejected.as_ref(), &start);
                let result = with_timeout(limit, transport, fetch).await;
                exchange.token(result, transport.now());
            }
            Step::Send(request, limit) => {
                let transfer = transfer.as_deref();
                let result = attempt(config, transport, request, limit, mode, transfer).await;
                let result = result.map(|(received, body)| {
                    rest = body;
                    received
                });
                exchange.response(result, transport.now());
            }
            Step::Sleep(delay) => transport.sleep(delay).await,
            Step::Done(result) => return result.map(|received| (received, held(rest, permit))),
        }
    }
}

/// Fetches a token in the task that polls the future.
fn fetch_here(
    client: Client,
    source: TokenSource,
) -> BoxFuture<'static, Result<Token, ProviderError>> {
    Box::pin(async move {
        let endpoint = match source {
            TokenSource::Provider(provider) => return provider.token().await,
            TokenSource::Endpoint(endpoint) => endpoint,
        };
        let transport = client.transport();
        let response = transport.send(endpoint.request()).await?;
        let most = client.config().max_response_bytes;
        let (received, _) = Received::collect(response, most, BodyMode::Buffered).await?;
        endpoint.token(&received, transport.now())
    })
}

async fn attempt(
    config: &Config,
    transport: &dyn Transport,
    request: http::Request<Body>,
    limit: Option<Duration>,
    mode: BodyMode,
    transfer: Option<&Transfer>,
) -> Result<(Received, Body), Error> {
    let span = AttemptSpan::new(&request);
    let request = span.run(|| with_trace_context(request, config.trace_context.as_ref()));
    let work = async {
        let mut response = transport.send(request).await.map_err(Error::transport)?;
        if let Some(transfer) = transfer {
            response = transfer.download(response);
        }
        Received::collect(response, config.max_response_bytes, mode).await
    };
    let result = match with_timeout(limit, transport, span.around(work)).await {
        Some(result) => result,
        None => {
            let limit = TimeLimit(limit.unwrap_or_default());
            Err(Error::transport(TransportError::timeout(format!(
                "no response within {limit}"
            ))))
        }
    };
    span.record(result.as_ref().map(|(received, _)| received));
    result
}
