//! Data of others, kept beside the project and not in it.
//!
//! In: a path below `../shared`. Out: where it is, if it is. Guaranteed: a test that goes without says so, past the
//! capture of tests, so that it is seen when all is well.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::thread;

use crate::root;

/// Where it is.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    // A test runs in a thread of its name.
    let thread = thread::current();
    let test = thread.name().unwrap_or_default();
    let _ = writeln!(io::stderr(), "{test} goes without ../shared/{path}");
    None
}

/// The real documents, in order.
pub fn real_documents() -> Vec<PathBuf> {
    let entries = shared("corpus/specs").and_then(|folder| fs::read_dir(folder).ok());
    let entries = entries.into_iter().flatten().flatten();
    let mut documents: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    documents.sort();
    documents
}
