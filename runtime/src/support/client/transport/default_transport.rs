//! The default transport of the async client.

use super::{Error, Settings, Transport};

/// Returns the reqwest transport.
#[cfg(feature = "reqwest")]
pub(crate) fn default_transport(settings: &Settings) -> Result<Box<dyn Transport>, Error> {
    #[cfg(feature = "unix-sockets")]
    if let Some(socket) = settings.unix_socket() {
        let transport = super::ReqwestTransport::with_socket(settings.connect_timeout, socket)?;
        return Ok(Box::new(transport));
    }
    let transport = super::ReqwestTransport::with_timeout(settings.connect_timeout)?;
    Ok(Box::new(transport))
}

/// Without the feature `reqwest`, there is no default transport.
#[cfg(not(feature = "reqwest"))]
pub(crate) fn default_transport(_: &Settings) -> Result<Box<dyn Transport>, Error> {
    let message = "there is no transport: enable the feature `reqwest`, or set `transport`";
    Err(Error::new(super::ErrorKind::Configuration, message))
}
