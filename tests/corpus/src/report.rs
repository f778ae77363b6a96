//! The report that the process of one document writes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::names::Names;
use crate::schemas::Tally;

/// The report of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// The version that the document states.
    pub version: String,
    /// In the document, skipped ones included.
    pub operations: usize,
    pub emitted: usize,
    pub types: usize,
    /// The names that a Rust engineer would not have chosen.
    pub names: Names,
    /// The pointers of schemas that state a type but are emitted as any JSON, and of alternatives that have no variant
    /// although nothing reports it.
    pub opened: Vec<String>,
    /// Keywords that are neither used nor reported, and have a meaning for an SDK.
    pub unaccounted: Vec<String>,
    /// Files that generating again, with the lock of the first run, changes.
    pub drift: Vec<String>,
    /// Lines of emitted code without the runtime.
    pub lines: usize,
    /// The number of findings per code.
    pub errors: BTreeMap<String, usize>,
    pub skipped: BTreeMap<String, usize>,
    pub warnings: BTreeMap<String, usize>,
    /// CPU seconds, including reading and writing.
    pub seconds: f64,
    /// Peak memory.
    pub megabytes: f64,
    /// Examples without an emitted type, by reason.
    pub unmapped: BTreeMap<String, usize>,
    /// The schemas, judged as JSON Schema.
    pub schemas: Tally,
}
