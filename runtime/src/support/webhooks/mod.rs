//! Verifies that webhooks come from the API.
//!
//! [`verify`] checks the signature of Standard Webhooks; a [`Verifier`] checks those of other APIs that sign with HMAC.
//! Verify the bytes of the body as they were received, before you decode them.

use super::Base64;

mod error;
mod signature;
mod template;
mod verifier;

pub use error::VerifyError;
pub use signature::{Algorithm, Encoding};
pub use verifier::{Verified, Verifier};

/// Verifies a webhook as [Standard Webhooks](https://www.standardwebhooks.com) define it, now: the signature of `webhook-id`,
/// `webhook-timestamp` and the body with `secret` (`whsec_…`), and that it is not older than five minutes.
///
/// # Errors
///
/// If the secret is invalid, a header is missing, the webhook is too old, or no signature is right.
#[cfg(not(target_arch = "wasm32"))]
pub fn verify(
    secret: &str,
    headers: &http::HeaderMap,
    body: &[u8],
) -> Result<Verified, VerifyError> {
    Verifier::standard(secret)?.verify(headers, body)
}
