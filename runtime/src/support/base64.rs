//! Bytes as a base64 string.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A base64 string, as defined by RFC 4648.
///
/// The string is stored as it was received and isn't checked until [`decode`](Self::decode) is called. Decoding a
/// response therefore never fails because of malformed base64.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Base64(Box<str>);

/// An error for a string that isn't valid base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base64Error(&'static str);

impl Base64 {
    /// Encodes bytes in the standard alphabet (RFC 4648, section 4), with padding.
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self(encode(bytes.as_ref(), STANDARD, true).into())
    }

    /// Encodes bytes in the URL and filename safe alphabet (RFC 4648, section 5), without padding.
    pub fn encode_url_safe(bytes: impl AsRef<[u8]>) -> Self {
        Self(encode(bytes.as_ref(), URL_SAFE, false).into())
    }

    /// Wraps a string that is already encoded. The string isn't checked.
    pub fn from_encoded(text: impl Into<String>) -> Self {
        Self(text.into().into())
    }

    /// Decodes the string. Both alphabets are accepted; padding is optional, and line breaks are ignored.
    pub fn decode(&self) -> Result<Vec<u8>, Base64Error> {
        decode(&self.0)
    }

    /// Returns the encoded string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn encode(bytes: &[u8], alphabet: &[u8; 64], pad: bool) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut word = [0; 4];
        word[1..=chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes(word);
        for position in 0..4 {
            if position <= chunk.len() {
                let digit = bits >> (18 - 6 * position) & 63;
                text.push(char::from(alphabet[digit as usize]));
            } else if pad {
                text.push('=');
            }
        }
    }
    text
}

fn decode(text: &str) -> Result<Vec<u8>, Base64Error> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut digits, mut padding) = (0_u32, 0_usize, 0_usize);
    for byte in text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n')) {
        if byte == b'=' {
            padding += 1;
            continue;
        }
        if padding > 0 {
            return Err(Base64Error("padding before the end"));
        }
        bits = bits << 6 | digit(byte)?;
        digits += 1;
        if digits % 4 == 0 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            bits = 0;
        }
    }
    if padding > 0 && (padding > 2 || (digits + padding) % 4 != 0) {
        return Err(Base64Error("the padding has the wrong length"));
    }
    match digits % 4 {
        0 => {}
        2 => bytes.extend_from_slice(&(bits << 12).to_be_bytes()[1..2]),
        3 => bytes.extend_from_slice(&(bits << 6).to_be_bytes()[1..3]),
        _ => return Err(Base64Error("the last byte is incomplete")),
    }
    Ok(bytes)
}

fn digit(byte: u8) -> Result<u32, Base64Error> {
    let digit = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return Err(Base64Error("a character outside the base64 alphabet")),
    };
    Ok(digit.into())
}

impl fmt::Display for Base64 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl fmt::Display for Base64Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl Error for Base64Error {}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<str>::deserialize(deserializer).map(Self)
    }
}
