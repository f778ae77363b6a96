//! Lenient decoding: parts of the JSON that do not match the declaration are left out.

use serde::de::DeserializeOwned;

use super::rejected_value::RejectedValue;
use super::wire::{lenient, list_path};

/// A value that was decoded leniently, and the parts of the JSON that were left out: those that don't match the
/// declaration, and undeclared properties.
///
/// Use it for JSON that doesn't come from a call, such as messages of a queue, or to decode the body of a response
/// after a call failed: `Lenient::<Pet>::from_slice(body)`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lenient<T> {
    /// The decoded value.
    pub value: T,
    /// The parts of the JSON that were left out. Empty if the value has all of it.
    pub rejected: Vec<RejectedValue>,
}

impl<T> Lenient<T> {
    /// Wraps a value that was decoded completely.
    pub fn complete(value: T) -> Self {
        Self::new(value, Vec::new())
    }

    pub(super) fn new(value: T, rejected: Vec<RejectedValue>) -> Self {
        Self { value, rejected }
    }

    /// Applies a function to the value.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Lenient<U> {
        Lenient::new(map(self.value), self.rejected)
    }
}

impl<T: DeserializeOwned> Lenient<T> {
    /// Decodes JSON and leaves out what doesn't match the declaration: a property, or an item of an array. A required
    /// property that is missing or doesn't match has its initial value (zero, an empty string, `Unknown`), unless nothing
    /// else is left of its object.
    ///
    /// Fails with the error of strict decoding if nothing is left or if the search takes too long.
    pub fn from_slice(json: &[u8]) -> Result<Self, serde_json::Error> {
        lenient::decode(json, list_path::from_slice)
    }
}
