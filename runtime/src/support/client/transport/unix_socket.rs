//! Base URLs of unix sockets: `unix:/var/run/docker.sock`.

#[cfg(all(unix, any(feature = "reqwest", feature = "blocking")))]
use super::{Body, TransportError};
use super::{Error, ErrorKind};

/// A unix socket as a base URL. Requests have the host `localhost`.
pub(crate) struct UnixSocket {
    /// The path of the socket.
    #[allow(dead_code)] // only the transports on Unix read it
    pub(crate) path: String,
    /// The base URL of requests.
    pub(crate) base: String,
}

const HOST: &str = "localhost";

impl UnixSocket {
    /// Parses `unix:PATH` or `unix:PATH:BASE`, with the path of a socket and one that requests start with. Returns `None` if
    /// the URL has another scheme.
    pub(crate) fn parse(url: &str) -> Option<Self> {
        let rest = url.strip_prefix("unix:")?;
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (path, base) = rest.split_once(':').unwrap_or((rest, ""));
        Some(Self {
            path: path.to_owned(),
            base: format!("http://{HOST}{base}"),
        })
    }

    /// The error of a client whose own transport does not know the socket.
    #[cold]
    pub(crate) fn other_transport() -> Error {
        let message = "a unix socket as the base URL needs the default transport";
        Error::new(ErrorKind::Configuration, message)
    }
}

/// Refuses requests to other hosts: a transport over a socket would send them to the socket, too.
#[cfg(all(unix, any(feature = "reqwest", feature = "blocking")))]
pub(crate) fn check_host(request: &http::Request<Body>) -> Result<(), TransportError> {
    let authority = request.uri().authority();
    match authority.is_some_and(|authority| authority.as_str() == HOST) {
        true => Ok(()),
        false => Err(TransportError::other(
            "the client sends requests to a unix socket, and this one is for another host",
        )),
    }
}

/// The error for a socket where there are none.
#[cfg(all(not(unix), any(feature = "reqwest", feature = "blocking")))]
#[cold]
pub(crate) fn not_supported() -> Error {
    let message = "this platform has no unix sockets";
    Error::new(ErrorKind::Configuration, message)
}
