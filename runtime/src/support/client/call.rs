//! A call: an operation together with the client that sends it.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use bytes::Bytes;

#[cfg(feature = "servers")]
use super::Server;
#[cfg(feature = "auth")]
use super::configuration::CallCredentials;
use super::configuration::{Checks, Overrides, Target};
use super::{
    AnyClient, Body, Client, Decoding, Error, Operation, Received, Response, RetryPolicy, Sending,
};
#[cfg(feature = "byte-streams")]
use super::{BoxFuture, ByteStream};

/// A call: an operation together with the client that sends it.
///
/// The methods of the client return calls. Set optional parameters with the methods named after
/// them and options of the call with the `with_…` methods; then `.await` it or call `send`.
#[derive(Clone)]
#[must_use = "nothing is sent until the call is awaited or sent"]
pub struct Call<C, Op> {
    /// The client that sends the operation.
    pub client: C,
    /// The operation with its parameters, as plain data.
    pub op: Op,
    pub(super) overrides: Overrides,
}

impl<C: Clone, Op> Call<C, Op> {
    /// Creates a call of an operation.
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
    /// Returns the operation without the client.
    pub fn into_op(self) -> Op {
        self.op
    }

    /// Sets the time limit of the complete call, including retries, delays and token requests,
    /// instead of the client's. For `wait`, it limits the complete wait (default one hour).
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.overrides.change().timeout = Some(timeout);
        self
    }

    /// Sets a fixed interval between the polls of `wait`. By default it starts at 1 s and grows to
    /// 30 s.
    #[cfg(feature = "polling")]
    pub fn with_poll_interval(mut self, interval: Duration) -> Self {
        self.overrides.change().poll_interval = Some(interval);
        self
    }

    /// Sets a request header. An invalid name or value is an error when the call is sent.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.overrides.header(name, value);
        self
    }

    /// Requests another media type (the `Accept` header), for `send_text`, `send_bytes` or
    /// `stream`.
    pub fn with_accept(self, media_type: &str) -> Self {
        self.with_header("accept", media_type)
    }

    /// Sets the maximum number of retries, also for operations that aren't retried by default
    /// because their method is not idempotent (POST, PATCH).
    pub fn with_retries(mut self, retries: u32) -> Self {
        self.overrides.change().retries = Some(retries);
        self
    }

    /// Sets how often and when the call is retried, instead of the client's policy; also for
    /// operations that aren't retried by default because their method is not idempotent.
    pub fn with_retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.overrides.change().retry_policy = Some(policy);
        self
    }

    /// Skips the validation of values against the constraints of the OpenAPI document, and allows an
    /// empty path parameter.
    pub fn without_checks(mut self) -> Self {
        self.overrides.change().checks = Checks::Skipped;
        self
    }

    /// Sends no credentials, whatever the operation requires according to the OpenAPI document.
    #[cfg(feature = "auth")]
    pub fn without_credentials(mut self) -> Self {
        self.overrides.change().credentials = CallCredentials::None;
        self
    }

    /// Sends the client's credentials for these security schemes, all of them, whatever the
    /// operation requires according to the OpenAPI document: `.with_credentials(["apiKey"])`.
    #[cfg(feature = "auth")]
    pub fn with_credentials(
        mut self,
        schemes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let schemes = schemes.into_iter().map(Into::into).collect();
        self.overrides.change().credentials = CallCredentials::Schemes(schemes);
        self
    }

    /// Decodes the response leniently: see [`lenient`](super::Builder::lenient).
    pub fn with_lenience(mut self) -> Self {
        self.overrides.change().decoding = Some(Decoding::Lenient);
        self
    }

    /// Limits the pages that `pages` and `items` request, instead of the client's
    /// [`max_pages`](super::Builder::max_pages).
    #[cfg(feature = "paging")]
    pub fn with_max_pages(mut self, pages: usize) -> Self {
        self.overrides.change().max_pages = Some(pages);
        self
    }

    /// Follows redirects to other origins without credentials: see
    /// [`cross_origin_redirects`](super::Builder::cross_origin_redirects).
    pub fn with_cross_origin_redirects(mut self) -> Self {
        self.overrides.change().cross_origin_redirects = Some(true);
        self
    }

    /// Sends the call to another server that the API or the operation declares, with the client's
    /// values for server variables. The polls of `wait` go there too, unless the polling operation
    /// declares a server other than the call's.
    #[cfg(feature = "servers")]
    pub fn with_server(mut self, server: Server) -> Self {
        self.overrides.change().target = Some(Target::Server(server));
        self
    }

    /// Sends the call to another base URL instead of the server of the client or of the operation.
    pub fn with_base_url(mut self, url: impl Into<String>) -> Self {
        self.overrides.change().target = Some(Target::Url(url.into()));
        self
    }
}

impl<C: AnyClient, Op: Operation> Call<C, Op> {
    /// Builds the HTTP request without credentials. Nothing is sent.
    ///
    /// # Errors
    ///
    /// If a value is invalid: see [`Error::is_invalid_request`].
    pub fn to_http(&self) -> Result<http::Request<Body>, Error> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides)?;
        Ok(prepared.into_http())
    }
}

impl<Op: Operation> Call<Client, Op> {
    /// Sends the operation and decodes the response. Await the result.
    pub fn send(self) -> Sending<Op::Output> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
        Sending::new(
            self.client.exchange(prepared),
            Op::decode,
            const { &Op::META },
        )
    }

    /// Sends the operation and returns the response body as a string, without decoding it. Invalid
    /// UTF-8 is replaced.
    pub fn send_text(self) -> Sending<String> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
        Sending::new(
            self.client.exchange(prepared),
            Received::text,
            const { &Op::META },
        )
    }

    /// Sends the operation and returns the response body as bytes, without decoding it.
    pub fn send_bytes(self) -> Sending<Bytes> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
        Sending::new(
            self.client.exchange(prepared),
            Received::bytes,
            const { &Op::META },
        )
    }

    /// Sends the operation and returns the response body as a stream, for bodies that are too large
    /// for memory. An error status is an error, as with [`send`](Self::send).
    #[cfg(feature = "byte-streams")]
    pub fn stream(self) -> BoxFuture<'static, Result<Response<ByteStream>, Error>> {
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
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

/// Prints only method and path, since parameters can be secrets.
impl<C, Op: Operation> fmt::Debug for Call<C, Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} {})", Op::META.method, Op::META.path)
    }
}
