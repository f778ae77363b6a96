//! Why a webhook is refused.

use std::error::Error;
use std::fmt;

/// Why a webhook is refused. Respond with status 400 or 401, and don't decode the body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The secret of the program isn't valid: it is empty or not the base64 that Standard Webhooks require.
    InvalidSecret,
    /// The settings of the verifier don't fit together.
    InvalidSettings(&'static str),
    /// This header is missing, repeated, or no text.
    InvalidHeader(String),
    /// The timestamp is missing, or isn't a number of seconds.
    InvalidTimestamp,
    /// The timestamp is too old, or too far in the future.
    OutOfTolerance,
    /// No signature is right.
    WrongSignature,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidSecret => f.write_str("the secret of the webhook is invalid"),
            Self::InvalidSettings(what) => write!(f, "the verifier of webhooks is invalid: {what}"),
            Self::InvalidHeader(name) => {
                write!(
                    f,
                    "the header `{name}` of the webhook is missing or invalid"
                )
            }
            Self::InvalidTimestamp => {
                f.write_str("the timestamp of the webhook is missing or invalid")
            }
            Self::OutOfTolerance => {
                f.write_str("the webhook is too old, or its timestamp is in the future")
            }
            Self::WrongSignature => f.write_str("the signature of the webhook is wrong"),
        }
    }
}

impl Error for VerifyError {}
