//! The async client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "observers")]
use super::attempt::with_trace_context;
use super::attempt_span::AttemptSpan;
#[cfg(feature = "oauth")]
use super::auth::TokenEndpoint;
#[cfg(feature = "auth")]
use super::auth::TokenSource;
#[cfg(feature = "call-limit")]
use super::call_limit::{held, no_turn};
use super::configuration::Config;
use super::exchange::{Exchange, PreparedRequest, Step, TimeLimit, with_timeout};
use super::response::BodyMode;
#[cfg(feature = "transfers")]
use super::transfer::{Resumption, Transfer};
use super::{
    Body, BoxFuture, Builder, Call, Error, Operation, Received, Sending, Transport, TransportError,
};
#[cfg(feature = "byte-streams")]
use super::{ByteStream, Response};
#[cfg(feature = "auth")]
use super::{ProviderError, Token};

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
    #[cfg(feature = "byte-streams")]
    pub(super) fn open(
        &self,
        prepared: Result<PreparedRequest, Error>,
    ) -> BoxFuture<'static, Result<Response<ByteStream>, Error>> {
        let client = self.clone();
        Box::pin(async move {
            let prepared = prepared?;
            let meta = prepared.meta;
            #[cfg(feature = "transfers")]
            let again = Resumption::is_wanted(&prepared).then(|| prepared.clone());
            let (received, body) = drive(&client, prepared, BodyMode::Streamed).await?;
            #[cfg(feature = "transfers")]
            let resumption = again.and_then(|request| Resumption::new(request, &received));
            let (status, headers, _) = received.into_parts();
            let stream = ByteStream::new(body, client, meta);
            #[cfg(feature = "transfers")]
            let stream = stream.resuming(resumption);
            Ok(Response::new(stream, status, headers))
        })
    }

    /// Requests the rest of a body after a delay.
    #[cfg(feature = "transfers")]
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
    #[cfg(feature = "auth")]
    let start = |source| fetch_here(client.clone(), source);
    let began = transport.now();
    #[cfg(feature = "call-limit")]
    let permit = match &config.call_limit {
        Some(limit) => {
            let (time, meta) = (prepared.timeout, prepared.meta);
            let permit = with_timeout(time, transport, limit.acquire()).await;
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
                let result = with_timeout(limit, transport, fetch).await;
                exchange.token(result, transport.now());
            }
            Step::Send(request, limit) => {
                let result = attempt(config, transport, request, limit, mode).await;
                let result = result.map(|(received, body)| {
                    rest = body;
                    received
                });
                exchange.response(result, transport.now());
            }
            Step::Sleep(delay) => transport.sleep(delay).await,
            Step::Done(result) => {
                #[cfg(feature = "call-limit")]
                let rest = held(rest, permit);
                return result.map(|received| (received, rest));
            }
        }
    }
}

/// Fetches a token in the task that polls the future.
#[cfg(feature = "oauth")]
fn fetch_here(
    client: Client,
    source: TokenSource,
) -> BoxFuture<'static, Result<Token, ProviderError>> {
    Box::pin(async move {
        match source {
            TokenSource::Provider(provider) => provider.token().await,
            TokenSource::Endpoint(endpoint) => fetch_from(&client, &endpoint).await,
        }
    })
}

/// Fetches a token in the task that polls the future.
#[cfg(all(feature = "auth", not(feature = "oauth")))]
fn fetch_here(_: Client, source: TokenSource) -> BoxFuture<'static, Result<Token, ProviderError>> {
    let TokenSource::Provider(provider) = source;
    Box::pin(async move { provider.token().await })
}

#[cfg(feature = "oauth")]
async fn fetch_from(client: &Client, endpoint: &TokenEndpoint) -> Result<Token, ProviderError> {
    let transport = client.transport();
    let response = transport.send(endpoint.request()).await?;
    let most = client.config().max_response_bytes;
    let (received, _) = Received::collect(response, most, BodyMode::Buffered).await?;
    endpoint.token(&received, transport.now())
}

async fn attempt(
    config: &Config,
    transport: &dyn Transport,
    request: http::Request<Body>,
    limit: Option<Duration>,
    mode: BodyMode,
) -> Result<(Received, Body), Error> {
    #[cfg(feature = "transfers")]
    let transfer = request
        .extensions()
        .get::<std::sync::Arc<Transfer>>()
        .cloned();
    let span = AttemptSpan::new(&request);
    #[cfg(feature = "observers")]
    let request = span.run(|| with_trace_context(request, config.trace_context.as_ref()));
    let work = async {
        let response = transport.send(request).await.map_err(Error::transport)?;
        #[cfg(feature = "transfers")]
        let response = match &transfer {
            Some(transfer) => transfer.download(response),
            None => response,
        };
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
