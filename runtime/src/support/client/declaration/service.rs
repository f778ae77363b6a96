//! What the API declares as a whole: its servers and its ways to authenticate.

/// The API as a whole. The emitted code holds one value of this, `SERVICE`.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The name, for the `User-Agent`.
    pub name: &'static str,
    /// The version of the crate, for the `User-Agent`.
    pub version: &'static str,
    /// The servers of the API; the first is the one in use unless the client is told otherwise.
    pub servers: &'static [Server],
    /// The servers that single operations have of their own.
    pub operation_servers: &'static [Server],
    /// The ways to authenticate.
    pub schemes: &'static [Scheme],
}

impl Service {
    /// The variables of all servers: of the API's own first.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'static Variable> {
        let servers = self.servers.iter().chain(self.operation_servers);
        servers.flat_map(|server| server.variables)
    }
}

/// A server that the API declares.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// Its URL, with placeholders: `https://{region}.example.com/v1`.
    pub url: &'static str,
    /// What stands for the placeholders.
    pub variables: &'static [Variable],
}

/// A placeholder in the URL of a [`Server`].
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// Its value unless the client is told otherwise.
    pub default: &'static str,
    /// The values it may have; none: any.
    pub allowed: &'static [&'static str],
}

impl Variable {
    pub(crate) fn takes(&self, value: &str) -> bool {
        self.allowed.is_empty() || self.allowed.contains(&value)
    }
}

/// A way to authenticate that the API declares.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the API's document.
    pub name: &'static str,
    /// What it takes.
    pub kind: SchemeKind,
}

/// What a [`Scheme`] takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Bearer …`; OAuth 2.0 and OpenID Connect end here too.
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A key under a name of the API's own.
    ApiKey {
        /// Where it is sent.
        place: Place,
        /// The name it is sent under.
        name: &'static str,
    },
    /// A client certificate: the transport's matter, nothing is put into the request.
    MutualTls,
    /// Another HTTP scheme: `Authorization: …`, the whole value given by the user.
    Authorization,
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// The one value that the emitted code declares beside this runtime.
pub(crate) fn declared() -> &'static Service {
    &super::super::super::super::api::SERVICE
}
