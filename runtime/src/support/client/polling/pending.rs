//! Long-running operations.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{DecodeError, Operation};

/// The state of a long-running operation, as a response returns it.
pub trait Pending: Sized {
    /// The operation that returns the current state.
    type Poll: Operation<Output = Self>;

    /// The operation to poll with. Returns `None` if the response lacks what is needed for it.
    fn poll(&self) -> Option<Self::Poll>;

    /// Whether the operation has ended, successfully or not.
    fn is_done(&self) -> bool;

    /// Why the operation failed. Returns `None` if it did not fail.
    fn failure(&self) -> Option<String>;
}

/// A value as a JSON string, for [`Pending::failure`].
pub fn json_string<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("can't be serialized: {error}"))
}

/// Decodes a property of any type as the type that one operation gives it. Returns `None` if the
/// property is missing or `null`.
pub fn read_as<T: DeserializeOwned>(value: &impl Serialize) -> Result<Option<T>, DecodeError> {
    let value = serde_json::to_value(value).map_err(|error| DecodeError::json(&error))?;
    serde_json::from_value(value).map_err(|error| DecodeError::json(&error))
}
