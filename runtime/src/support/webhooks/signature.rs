//! Signatures: HMAC over SHA-2.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

use super::Base64;

/// The hash function of the HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How a signature is written in its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// Hexadecimal digits.
    Hex,
    /// Base64, in either alphabet, with or without padding.
    Base64,
}

impl Encoding {
    pub(super) fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Base64 => Base64::from_encoded(text).decode().ok(),
            Self::Hex => {
                let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
                if !is_hex || text.len() % 2 != 0 {
                    return None;
                }
                let bytes = (0..text.len()).step_by(2);
                let byte = |at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
                bytes.map(byte).collect()
            }
        }
    }
}

impl Algorithm {
    /// Whether the signature of these parts is right, in constant time.
    pub(super) fn verify(self, secret: &[u8], parts: &[&[u8]], signature: &[u8]) -> bool {
        match self {
            Self::Sha256 => is_right::<Hmac<Sha256>>(secret, parts, signature),
            Self::Sha512 => is_right::<Hmac<Sha512>>(secret, parts, signature),
        }
    }
}

fn is_right<M: Mac + KeyInit>(secret: &[u8], parts: &[&[u8]], signature: &[u8]) -> bool {
    // HMAC accepts keys of any length.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret) else {
        return false;
    };
    for part in parts {
        mac.update(part);
    }
    mac.verify_slice(signature).is_ok()
}
