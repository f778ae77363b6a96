//! The TLS settings of the default transports.

use super::Error;

/// Checks that rustls has cryptography. Without it, building a client would panic.
#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls")),
    not(target_arch = "wasm32")
))]
pub(crate) fn check_provider() -> Result<(), Error> {
    if rustls::crypto::CryptoProvider::get_default().is_some() {
        return Ok(());
    }
    let message = "rustls has no cryptography: call `CryptoProvider::install_default` first, or \
                   enable the feature `rustls`";
    Err(Error::new(super::ErrorKind::Configuration, message))
}

/// All other combinations of features have cryptography, or need none.
#[cfg(not(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls")),
    not(target_arch = "wasm32")
)))]
pub(crate) fn check_provider() -> Result<(), Error> {
    Ok(())
}
