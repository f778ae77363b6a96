//! Long-running operations.

use super::{Ref, TypeId};
use crate::source::Pointer;

/// A type that represents a long-running operation (`poll` in the configuration).
#[derive(Clone, Debug)]
pub struct Polling {
    pub ty: TypeId,
    /// Index of the operation that fetches the current state.
    pub operation: usize,
    /// The property with the id.
    pub id: String,
    /// The boolean property that is true at the end.
    pub done: String,
    /// The property with the error.
    pub error: Option<String>,
}

/// The type of an untyped property of the response, from `x-long-running`: for example the result type of a generic
/// operation object.
#[derive(Clone, Debug)]
pub struct LongRunningField {
    pub property: String,
    pub ty: Ref,
    pub at: Pointer,
}
