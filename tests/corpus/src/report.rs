//! What the process of one document hands back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the process of one document hands back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// As the document says it.
    pub version: String,
    /// In the document, whatever became of them.
    pub operations: usize,
    pub emitted: usize,
    pub types: usize,
    /// Schemas with a type whose values are emitted as any JSON, by their pointers.
    pub opened: Vec<String>,
    /// Lines of code, the support code not counted.
    pub lines: usize,
    /// How often each code was said.
    pub errors: BTreeMap<String, usize>,
    pub skipped: BTreeMap<String, usize>,
    pub warnings: BTreeMap<String, usize>,
    /// Of the processor, reading and writing included.
    pub seconds: f64,
    /// The most that was in memory at once.
    pub megabytes: f64,
    /// Examples whose type is not emitted, by why.
    pub unmapped: BTreeMap<String, usize>,
}
