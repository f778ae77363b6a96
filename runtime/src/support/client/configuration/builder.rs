//! Configures a client.

use std::time::Duration;

use super::settings::{Settings, Under};
use super::{
    Client, Connected, Credential, Error, Misfits, RetryPolicy, Server, TokenProvider, Transport,
    declared, default_transport,
};

/// Configures a client; `C` is the kind of it. What is wrong is said by `build`.
#[must_use = "nothing is built until `build` is called"]
pub struct Builder<C: Connected> {
    pub(crate) settings: Settings,
    pub(crate) transport: Option<Box<C::Carrier>>,
}

/// Configures a [`Client`].
pub type ClientBuilder = Builder<Client>;

impl<C: Connected> Builder<C> {
    pub(crate) fn new() -> Self {
        Self {
            settings: Settings::default(),
            transport: None,
        }
    }

    /// Authenticates with a bearer token, under each scheme that takes one.
    pub fn bearer_token(self, token: impl Into<String>) -> Self {
        self.fitting(Credential::bearer(token))
    }

    /// Authenticates with tokens that are fetched when they are needed: kept while they are valid,
    /// renewed shortly before they expire and when the server refuses one.
    pub fn token_provider(self, provider: impl TokenProvider) -> Self {
        self.fitting(Credential::token_provider(provider))
    }

    /// Authenticates with user and password, under each scheme that takes them.
    pub fn basic_auth(self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        self.fitting(Credential::basic(user.as_ref(), password.as_ref()))
    }

    /// Authenticates with an API key, if the API has one scheme that takes one; where it has more,
    /// name them with [`credential`](Self::credential).
    pub fn api_key(self, key: impl Into<String>) -> Self {
        self.fitting(Credential::api_key(key))
    }

    /// Authenticates under the scheme of this name.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.settings
            .credentials
            .push((Under::Named(scheme.into()), credential));
        self
    }

    fn fitting(mut self, credential: Credential) -> Self {
        self.settings.credentials.push((Under::Fitting, credential));
        self
    }

    /// Sends to another server than the first one that the API declares. Operations with a server of
    /// their own stay there.
    pub fn server(mut self, server: Server) -> Self {
        self.settings.server = Some(server);
        self
    }

    /// Sends to another URL than the first one that the API declares. Operations with a server of
    /// their own stay there: see [`base_url_for`](Self::base_url_for).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(url.into());
        self
    }

    /// Sends what goes to a server that single operations have of their own (the URL as the API
    /// declares it, placeholders and all) to another URL. A server that no operation has is an error.
    pub fn base_url_for(mut self, declared: impl Into<String>, url: impl Into<String>) -> Self {
        self.settings.base_urls.push((declared.into(), url.into()));
        self
    }

    /// Gives a variable of a server's URL a value: of the API's own, and of those that single
    /// operations have.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.variables.insert(name.into(), value.into());
        self
    }

    /// Sends a header with each request.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.push((name.into(), value.into()));
        self
    }

    /// Says who sends the requests; unless this is called, the API's name and the crate's version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = Some(user_agent.into());
        self
    }

    /// Bounds the time of a call in all, retries and waits included; 120 s unless this is called,
    /// no bound with `None`.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.timeout = timeout.into();
        self
    }

    /// Bounds the time of each attempt; 60 s unless this is called, no bound with `None`.
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.attempt_timeout = timeout.into();
        self
    }

    /// Bounds the time that connecting takes; 10 s unless this is called, no bound with `None`.
    /// For the transport that the client brings itself.
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.connect_timeout = timeout.into();
        self
    }

    /// Bounds the silence within a body that is read as it comes (`stream`), whose time is not
    /// bounded otherwise; 120 s unless this is called, no bound with `None`.
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.idle_timeout = timeout.into();
        self
    }

    /// How often to try again, and how long to wait before; a number, or a [`RetryPolicy`].
    pub fn retries(mut self, retries: impl Into<RetryPolicy>) -> Self {
        self.settings.retry = retries.into();
        self
    }

    /// The biggest body of a response that is held in memory; 64 MiB unless this is called.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response_bytes = bytes;
        self
    }

    /// Reads answers that are only in part what the API declares (a number in a text, `[]` for an
    /// object, `""` for nothing): a member that may be missing and an item of a list are set aside if
    /// they don't fit, as is what holds a member that may not be missing. Nothing is made into what
    /// it isn't. [`Response::set_aside`](super::Response::set_aside) has them, and is to be looked at
    /// before a value is sent back: it lacks them. Unless this is called, such an answer is an error
    /// that says where it doesn't fit; [`with_lenience`](super::Call::with_lenience) is for one call.
    pub fn lenient(mut self) -> Self {
        self.settings.misfits = Misfits::SetAside;
        self
    }
}

impl Builder<Client> {
    /// Sends with this transport instead of the client's own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The client; an error if something doesn't fit the API.
    pub fn build(self) -> Result<Client, Error> {
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&self.settings)?,
        };
        Ok(Client::new(self.settings.resolve(declared())?, transport))
    }
}
