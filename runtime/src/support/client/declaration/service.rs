//! What the OpenAPI document declares for the API as a whole.

#[cfg(feature = "auth")]
use super::scheme::Scheme;

/// The API as a whole. Each generated crate has one value of this type, `SERVICE`.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The name, for the `User-Agent` header.
    pub name: &'static str,
    /// The version of the crate, for the `User-Agent` header.
    pub version: &'static str,
    /// The servers of the API. The first one is the default.
    pub servers: &'static [Server],
    /// The servers that single operations declare.
    #[cfg(feature = "servers")]
    pub operation_servers: &'static [Server],
    /// The security schemes.
    #[cfg(feature = "auth")]
    pub schemes: &'static [Scheme],
}

#[cfg(feature = "servers")]
impl Service {
    /// The variables of all servers, those of the API's servers first.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'static Variable> {
        let servers = self.servers.iter().chain(self.operation_servers);
        servers.flat_map(|server| server.variables)
    }
}

/// A server that the API declares.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The URL, with placeholders: `https://{region}.example.com/v1`.
    pub url: &'static str,
    /// The variables for the placeholders.
    pub variables: &'static [Variable],
}

/// A variable in the URL of a [`Server`].
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// The name.
    pub name: &'static str,
    /// The default value.
    pub default: &'static str,
    /// The allowed values. If empty, any value is allowed.
    pub allowed: &'static [&'static str],
}

#[cfg(feature = "servers")]
impl Variable {
    pub(crate) fn allows(&self, value: &str) -> bool {
        self.allowed.is_empty() || self.allowed.contains(&value)
    }
}

/// The `SERVICE` of the generated crate.
pub(crate) fn declared() -> &'static Service {
    &super::super::super::super::api::SERVICE
}
