//! Recognizes errors about certificates, which another attempt would not change.

use std::error::Error as StdError;
use std::io;

/// Whether the cause of an error is a certificate of the server that is not trusted.
pub(crate) fn is_certificate(error: &(dyn StdError + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if is_certificate_itself(error) {
            return true;
        }
        let wrapped = error.downcast_ref::<io::Error>();
        // `source` of an I/O error leaves out the error that it wraps.
        cause = match wrapped.and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}

#[cfg(all(feature = "rustls-no-provider", not(target_arch = "wasm32")))]
fn is_rustls(error: &(dyn StdError + 'static)) -> bool {
    use rustls::Error;
    let error = error.downcast_ref::<Error>();
    matches!(error, Some(Error::InvalidCertificate(_)))
}

#[cfg(not(all(feature = "rustls-no-provider", not(target_arch = "wasm32"))))]
fn is_rustls(_: &(dyn StdError + 'static)) -> bool {
    false
}

/// The TLS of a platform has only texts.
fn is_certificate_itself(error: &(dyn StdError + 'static)) -> bool {
    is_rustls(error)
        || cfg!(feature = "native-tls") && error.to_string().contains("certificate verify failed")
}
