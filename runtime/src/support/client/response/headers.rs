//! The headers of a response, as the API declares them.

use std::borrow::Cow;
use std::fmt;

use http::HeaderMap;
use http::header::SET_COOKIE;
use serde::de::DeserializeOwned;

use super::header_deserializer::{Guess, HeaderText, Pairs};

/// The headers that an operation declares for its responses. The emitted structs implement this;
/// `headers_as` of a response or of an error reads them.
pub trait Headers: Sized {
    /// Reads them. What is missing or malformed costs nothing else.
    fn read(headers: &mut HeaderReader<'_>) -> Self;
}

/// Reads headers one by one, and remembers what is malformed.
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

    /// A text, a number, a list of them: what the type asks for. `None` if the header is missing or
    /// malformed.
    pub fn get<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.read(name, Guess::Text, Pairs::Flat)
    }

    /// As [`get`](Self::get), for what may be a number or a text: an enum of both, or the members
    /// of an object, `R,100,G,200`.
    pub fn literal<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.read(name, Guess::Literal, Pairs::Flat)
    }

    /// An exploded object, `R=100,G=200`.
    pub fn exploded<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.read(name, Guess::Literal, Pairs::Marked)
    }

    /// A header whose value is JSON.
    pub fn json<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        let text = self.text(name)?;
        let value = serde_json::from_str(&text);
        self.told(name, value)
    }

    /// Those that were there and could not be read, so far.
    pub fn malformed(&mut self) -> Vec<HeaderError> {
        std::mem::take(&mut self.malformed)
    }

    fn read<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        guess: Guess,
        pairs: Pairs,
    ) -> Option<T> {
        let text = self.text(name)?;
        let value = T::deserialize(HeaderText {
            text: &text,
            guess,
            pairs,
        });
        self.told(name, value)
    }

    fn told<T>(&mut self, name: &'static str, value: Result<T, impl fmt::Display>) -> Option<T> {
        let fault = match value {
            Ok(value) => return Some(value),
            Err(fault) => fault.to_string(),
        };
        self.malformed.push(HeaderError { name, fault });
        None
    }

    /// Several lines of a header are one list (RFC 9110, section 5.3), but for cookies: of those
    /// the first.
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

/// A header that is there, and is not what the API declares it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    name: &'static str,
    fault: String,
}

impl HeaderError {
    /// The name of the header.
    pub fn name(&self) -> &str {
        self.name
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header `{}`: {}", self.name, self.fault)
    }
}

impl std::error::Error for HeaderError {}
