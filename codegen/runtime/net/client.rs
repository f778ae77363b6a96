//! The client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::error::{Error, Kind};
use super::exchange::{Exchange, Step, provider_error};
use super::limit::Limit;
use super::prepared::Prepared;
use super::race::within;
use super::shared::Shared;
use super::{
    Body, BoxFuture, Builder, Call, Operation, Received, Sending, Transport, TransportError,
};

/// Sends operations. Cloning it is cheap, and the clones share connections and tokens.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    shared: Shared,
    transport: Box<dyn Transport>,
}

impl Client {
    /// Configures a client.
    pub fn builder() -> Builder<Self> {
        Builder::new()
    }

    pub(super) fn new(shared: Shared, transport: Box<dyn Transport>) -> Self {
        Self(Arc::new(Inner { shared, transport }))
    }

    /// Sends an operation.
    pub fn send<Op: Operation>(&self, op: Op) -> Sending<Op::Output> {
        Call::new(self, op).send()
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.0.shared
    }

    pub(super) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    /// Sends what was prepared until there is an answer. Not generic, so that it is compiled once.
    pub(super) fn exchange(
        &self,
        prepared: Result<Prepared, Error>,
    ) -> BoxFuture<'static, Result<Received, Error>> {
        let client = self.clone();
        Box::pin(async move { drive(&client, prepared?).await })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared().fmt(f)
    }
}

/// Does what the exchange says.
async fn drive(client: &Client, prepared: Prepared) -> Result<Received, Error> {
    let (shared, transport) = (client.shared(), client.transport());
    let mut exchange = Exchange::new(shared, prepared, transport.now())?;
    loop {
        match exchange.step(transport.now()) {
            Step::Token(source, refused, limit) => {
                let fetch = source.get(transport.now(), refused.as_ref());
                let result = match within(limit, transport, fetch).await {
                    Some(result) => result.map_err(provider_error),
                    None => Err(Error::new(Kind::Timeout, "timed out waiting for a token")),
                };
                exchange.token(result);
            }
            Step::Send(request, limit) => {
                let result = attempt(transport, request, limit, shared.max_response_bytes).await;
                exchange.answer(result, transport.now());
            }
            Step::Sleep(delay) => transport.sleep(delay).await,
            Step::Done(result) => return result,
        }
    }
}

async fn attempt(
    transport: &dyn Transport,
    request: http::Request<Body>,
    limit: Option<Duration>,
    most: usize,
) -> Result<Received, Error> {
    let work = async {
        let response = transport.send(request).await.map_err(Error::transport)?;
        Received::collect(response, most).await
    };
    match within(limit, transport, work).await {
        Some(result) => result,
        None => {
            let limit = Limit(limit.unwrap_or_default());
            Err(Error::transport(TransportError::timeout(format!(
                "no response within {limit}"
            ))))
        }
    }
}
