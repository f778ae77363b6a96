//! The service behind the API: `info`, servers and security schemes.

use super::ParameterLocation;

/// The `info` object (OpenAPI 3.0.4, section 4.8.2).
#[derive(Clone, Debug, Default)]
pub struct Info {
    pub title: String,
    pub version: String,
    pub description: String,
}

/// A server object: a URL template and its variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    pub url: String,
    /// Since OpenAPI 3.2; empty otherwise.
    pub name: String,
    pub description: String,
    pub variables: Vec<Variable>,
}

impl Server {
    /// The URL with each variable replaced by its default.
    pub fn default_url(&self) -> String {
        let variables = self.variables.iter();
        variables.fold(self.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.name), &variable.default)
        })
    }

    /// Whether both have the same URL; names and descriptions are ignored.
    pub fn is_same(&self, other: &Self) -> bool {
        self.url == other.url && self.default_url() == other.default_url()
    }
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: String,
    pub default: String,
    /// The values of `enum`. Empty: any value.
    pub allowed: Vec<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub name: String,
    pub kind: SchemeKind,
}

/// How the credential of a scheme is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    Bearer,
    /// A bearer token that the client can get from a token endpoint.
    OAuth2 {
        token_url: String,
        /// The scopes that operations require, each once.
        scopes: Vec<String>,
    },
    Basic,
    /// Another HTTP scheme: the caller provides the complete value of `Authorization`.
    Authorization,
    /// A client certificate, which is configured in the transport.
    MutualTls,
    ApiKey {
        location: ParameterLocation,
        name: String,
    },
}

impl SchemeKind {
    /// Whether a bearer token is sent.
    pub fn is_bearer(&self) -> bool {
        matches!(self, Self::Bearer | Self::OAuth2 { .. })
    }
}
