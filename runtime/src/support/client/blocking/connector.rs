//! Connects ureq to hosts.

use std::fmt;

use ureq::Error;
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, Transport};

/// ureq's own connector, with errors that say that no connection was established: ureq has the same I/O errors for a
/// failed handshake of TLS and for a connection that broke later.
#[derive(Debug, Default)]
pub(super) struct NetworkConnector(DefaultConnector);

/// No connection was established, so nothing was sent.
#[derive(Debug)]
pub(super) struct NotConnected(Error);

impl Connector for NetworkConnector {
    type Out = Box<dyn Transport>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Self::Out>, Error> {
        let connected = self.0.connect(details, chained);
        connected.map_err(|error| match error {
            Error::Timeout(_) => error,
            error => Error::Other(Box::new(NotConnected(error))),
        })
    }
}

impl fmt::Display for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotConnected {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Error::Io(error) => Some(error),
            #[cfg(feature = "native-tls")]
            Error::NativeTls(error) => Some(error),
            _ => None,
        }
    }
}
