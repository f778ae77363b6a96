//! A value that was read with patience.

use serde::de::DeserializeOwned;

use super::set_aside::SetAside;
use super::wire::misfits;

/// A value without those of its parts that aren't what the API declares, and those parts.
///
/// For what comes by other ways than a call, such as the messages of a queue, and for the body of a
/// response that could not be read: `Lenient::<Pet>::from_slice(body)`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lenient<T> {
    /// The value.
    pub value: T,
    /// What was set aside for it to be read; nothing, mostly.
    pub set_aside: Vec<SetAside>,
}

impl<T> Lenient<T> {
    /// With a value of which nothing had to be set aside.
    pub fn whole(value: T) -> Self {
        Self::new(value, Vec::new())
    }

    pub(super) fn new(value: T, set_aside: Vec<SetAside>) -> Self {
        Self { value, set_aside }
    }

    /// With what a function makes of the value.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Lenient<U> {
        Lenient::new(map(self.value), self.set_aside)
    }
}

impl<T: DeserializeOwned> Lenient<T> {
    /// Reads JSON. What doesn't fit is set aside: a member that may be missing, an item of a list, or
    /// what holds a member that may not. If that is all of it, or it takes too long to find out, the
    /// error is that of reading it as it is.
    pub fn from_slice(json: &[u8]) -> Result<Self, serde_json::Error> {
        let error = match serde_json::from_slice(json) {
            Ok(value) => return Ok(Self::whole(value)),
            Err(error) => error,
        };
        misfits::read_without(json, |json| serde_json::from_slice(json)).ok_or(error)
    }
}
