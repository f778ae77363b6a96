//! The builder of a client.

use std::time::Duration;

#[cfg(feature = "unix-sockets")]
use super::UnixSocket;
use super::settings::Settings;
use super::{
    AnyClient, Client, Decoding, Error, RetryPolicy, Transport, declared, default_transport,
};

/// Builder of a client; `C` is the type of the client. Invalid settings are reported by `build`.
#[must_use = "nothing is built until `build` is called"]
pub struct Builder<C: AnyClient> {
    pub(crate) settings: Settings,
    pub(crate) transport: Option<Box<C::Transport>>,
    pub(crate) layers: Vec<Layer<C::Transport>>,
}

/// Wraps a transport.
pub(crate) type Layer<T> = Box<dyn FnOnce(Box<T>) -> Box<T> + Send>;

/// Builder of a [`Client`].
pub type ClientBuilder = Builder<Client>;

impl<C: AnyClient> Builder<C> {
    pub(crate) fn new() -> Self {
        Self {
            settings: Settings::default(),
            transport: None,
            layers: Vec::new(),
        }
    }

    pub(crate) fn wrap(
        mut self,
        layer: impl FnOnce(Box<C::Transport>) -> Box<C::Transport> + Send + 'static,
    ) -> Self {
        self.layers.push(Box::new(layer));
        self
    }

    /// Wraps the transport in the layers.
    pub(crate) fn layered(
        layers: Vec<Layer<C::Transport>>,
        transport: Box<C::Transport>,
    ) -> Box<C::Transport> {
        let wrap = |inner, layer: Layer<C::Transport>| layer(inner);
        layers.into_iter().fold(transport, wrap)
    }

    /// Sends requests to this URL instead of the first server that the API declares. Operations
    /// that declare their own servers still use those: see `base_url_for`.
    ///
    /// With the default transport and the part `unix-sockets`, it can be a unix socket: `unix:/var/run/docker.sock`, or
    /// `unix:/var/run/docker.sock:/v1.43` if the paths of requests start with `/v1.43`. Requests to other hosts are then
    /// errors.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(url.into());
        self
    }

    /// Sets a header that is sent with each request.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the `User-Agent` header. Default: the API's name and the version of this crate.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = Some(user_agent.into());
        self
    }

    /// Limits the total time of a call, including retries, delays and token requests. Default: 120
    /// s. `None` means no limit.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.timeout = timeout.into();
        self
    }

    /// Limits the time of each attempt. Default: 60 s. `None` means no limit.
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.attempt_timeout = timeout.into();
        self
    }

    /// Limits the time to connect. Default: 10 s. `None` means no limit. Applies only to the
    /// default transport.
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.connect_timeout = timeout.into();
        self
    }

    /// Limits the wait for more data of a streamed body (`stream`, `events`), whose total time is
    /// not limited. Default: 120 s. `None` means no limit.
    #[cfg(feature = "byte-streams")]
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.idle_timeout = timeout.into();
        self
    }

    /// Sets how often and when a request is retried: a maximum number of retries, or a
    /// [`RetryPolicy`]. Default: 2 retries.
    pub fn retries(mut self, retries: impl Into<RetryPolicy>) -> Self {
        self.settings.retry = retries.into();
        self
    }

    /// Limits the retries of all calls of the client together, so that a server that is down gets
    /// about as many requests as there are calls: this many retries in a row, and one more for every
    /// 10 calls that succeed. Default: 100. `None` means no limit.
    pub fn retry_budget(mut self, retries: impl Into<Option<u32>>) -> Self {
        self.settings.retry_budget = retries.into();
        self
    }

    /// Limits the size of a response body that is read into memory, in bytes. Default: 64 MiB. A
    /// larger response is an error: see [`Error::is_too_large`].
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response_bytes = bytes;
        self
    }

    /// Limits the pages of a list that `pages` and `items` request. Default: no limit. If there are
    /// more, that is an error: see [`Error::is_endless_paging`].
    #[cfg(feature = "paging")]
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.settings.max_pages = Some(pages);
        self
    }

    /// Follows redirects of GET and HEAD requests to other origins, without credentials, cookies
    /// and headers that can contain secrets. APIs redirect to presigned URLs for downloads. By
    /// default, such a redirect is an error, which names the URL.
    pub fn cross_origin_redirects(mut self) -> Self {
        self.settings.cross_origin_redirects = true;
        self
    }

    /// Decodes responses leniently: values that don't match the OpenAPI document (for example a
    /// string for a number, `[]` for an object, or `""` for a missing value) are rejected, and the
    /// rest is decoded. A rejected value is omitted if it is an optional property or an item of a
    /// list; otherwise the value that contains it is rejected. Values are never converted.
    ///
    /// [`Response::rejected`](super::super::Response::rejected) returns the rejected values. Check it
    /// before you send a decoded value back, because the rejected parts are missing from it. By
    /// default, decoding is strict: such a response is an error with the JSON path of the invalid
    /// value. [`with_lenience`](super::super::Call::with_lenience) enables lenient decoding for a single
    /// call.
    pub fn lenient(mut self) -> Self {
        self.settings.decoding = Decoding::Lenient;
        self
    }
}

impl Builder<Client> {
    /// Sets the transport. The default is `ReqwestTransport` (feature `reqwest`).
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
            None => default_transport(&self.settings)?,
        };
        let transport = Self::layered(self.layers, transport);
        Ok(Client::new(self.settings.resolve(declared())?, transport))
    }
}
