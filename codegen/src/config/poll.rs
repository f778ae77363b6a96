//! `[crate.poll]`: operations that run on after their response.

use serde::Deserialize;

/// How a long-running operation is polled.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// The ID of the operation that reads the current state.
    pub operation: String,
    /// The property that identifies the long-running operation.
    pub id: String,
    /// The boolean property that is true when it has ended.
    pub done: String,
    /// The property with the error, if it failed.
    pub error: Option<String>,
}

impl Poll {
    /// Polls by calling `operation` with the value of the property `id` until the property `done` is true.
    pub fn new(
        operation: impl Into<String>,
        id: impl Into<String>,
        done: impl Into<String>,
    ) -> Self {
        Poll {
            operation: operation.into(),
            id: id.into(),
            done: done.into(),
            error: None,
        }
    }

    /// Sets the property with the error, if the long-running operation failed.
    #[must_use]
    pub fn error(mut self, property: impl Into<String>) -> Self {
        self.error = Some(property.into());
        self
    }
}
