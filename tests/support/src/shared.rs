//! Data of other projects, beside this repository.
//!
//! In: a path below `../shared`. Out: the location, if it exists. A test that is skipped prints `skipped: …` to stderr,
//! past the output capture of tests, so that it is visible when all tests pass.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::thread;

use crate::root;

/// Returns the location of a path below `../shared`. If it does not exist, reports the calling test as skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    // The thread of a test has the name of the test.
    let thread = thread::current();
    let test = thread.name().unwrap_or_default();
    let _ = writeln!(
        io::stderr(),
        "skipped: {test}: ../shared/{path} is not available"
    );
    None
}

/// Returns the real documents, sorted.
pub fn real_documents() -> Vec<PathBuf> {
    let entries = shared("corpus/specs").and_then(|folder| fs::read_dir(folder).ok());
    let entries = entries.into_iter().flatten().flatten();
    let mut documents: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    documents.sort();
    documents
}
