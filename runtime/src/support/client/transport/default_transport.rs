//! The transport of a client that is given none.

use super::{Error, Settings, Transport};

/// reqwest.
#[cfg(feature = "reqwest")]
pub(crate) fn default_transport(settings: &Settings) -> Result<Box<dyn Transport>, Error> {
    let transport = super::ReqwestTransport::with_connect_timeout(settings.connect_timeout)?;
    Ok(Box::new(transport))
}

/// None.
#[cfg(not(feature = "reqwest"))]
pub(crate) fn default_transport(_: &Settings) -> Result<Box<dyn Transport>, Error> {
    let message = "there is no transport: turn on the feature `reqwest`, or call `transport`";
    Err(Error::new(super::ErrorKind::Configuration, message))
}
