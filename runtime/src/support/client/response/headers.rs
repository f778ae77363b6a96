//! Typed response headers.

use std::borrow::Cow;
use std::fmt;

use http::HeaderMap;
use http::header::SET_COOKIE;
use serde::de::DeserializeOwned;

use super::header_deserializer::{HeaderDeserializer, ObjectStyle, Scalars};

/// The headers that an operation declares for its responses. Generated structs implement this
/// trait; read them with `headers_as` of a response or an error.
pub trait Headers: Sized {
    /// Decodes the headers. A missing or malformed header doesn't affect the others.
    fn read(headers: &mut HeaderReader<'_>) -> Self;
}

/// Decodes headers one by one, and collects the malformed ones.
#[derive(Debug)]
pub struct HeaderReader<'a> {
    headers: &'a HeaderMap,
    malformed: Vec<HeaderError>,
}

impl<'a> HeaderReader<'a> {
    pub(crate) fn new(headers: &'a HeaderMap) -> Self {
        Self {
            headers,
            malformed: Vec::new(),
        }
    }

    /// Decodes a string, a number or a list of them, depending on the type. Returns `None` if the
    /// header is missing or malformed.
    pub fn get<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.read(name, Scalars::Strings, ObjectStyle::Simple)
    }

    /// Like [`get`](Self::get), for types that accept both numbers and strings, and for objects in
    /// the style `simple`: `R,100,G,200`.
    pub fn literal<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.read(name, Scalars::Guessed, ObjectStyle::Simple)
    }

    /// Decodes an exploded object: `R=100,G=200`.
    pub fn exploded<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.read(name, Scalars::Guessed, ObjectStyle::Exploded)
    }

    /// Decodes a header that contains JSON.
    pub fn json<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        let text = self.text(name)?;
        let value = serde_json::from_str(&text);
        self.checked(name, value)
    }

    /// Returns the malformed headers so far.
    pub fn malformed(&mut self) -> Vec<HeaderError> {
        std::mem::take(&mut self.malformed)
    }

    fn read<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        scalars: Scalars,
        objects: ObjectStyle,
    ) -> Option<T> {
        let text = self.text(name)?;
        let value = T::deserialize(HeaderDeserializer {
            text: &text,
            scalars,
            objects,
        });
        self.checked(name, value)
    }

    fn checked<T>(&mut self, name: &'static str, value: Result<T, impl fmt::Display>) -> Option<T> {
        let message = match value {
            Ok(value) => return Some(value),
            Err(message) => message.to_string(),
        };
        self.malformed.push(HeaderError { name, message });
        None
    }

    /// Several lines of a header form one list (RFC 9110, section 5.3). For `Set-Cookie`, only the
    /// first line is read.
    fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut lines = self.headers.get_all(name).iter();
        let lossy = |line: &'a http::HeaderValue| String::from_utf8_lossy(line.as_bytes());
        let mut text = lossy(lines.next()?);
        if !name.eq_ignore_ascii_case(SET_COOKIE.as_str()) {
            for line in lines {
                let text = text.to_mut();
                text.push_str(", ");
                text.push_str(&lossy(line));
            }
        }
        Some(text)
    }
}

/// A response header that doesn't match the OpenAPI document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    name: &'static str,
    message: String,
}

impl HeaderError {
    /// The name of the header.
    pub fn name(&self) -> &str {
        self.name
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header `{}`: {}", self.name, self.message)
    }
}

impl std::error::Error for HeaderError {}
