//! Finds OpenAPI documents below a folder, for `oascribe init`.
//!
//! In: a folder. Out: the paths of documents, sorted. Depth and number of files are bounded, and only the beginning of a
//! file is read.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Folders of folders are searched this deep.
const MAX_DEPTH: usize = 3;

/// So many files and folders are looked at.
const MAX_ENTRIES: usize = 5000;

/// So many bytes of a file are read: comments may come first.
const MAX_BYTES: u64 = 4096;

/// Folders that have no documents of this project.
const SKIPPED: &[&str] = &["build", "dist", "node_modules", "target", "vendor", "venv"];

/// The documents below a folder.
pub fn find(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = MAX_ENTRIES;
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let here = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &folder
        };
        // A folder that can't be read has nothing to offer.
        for entry in fs::read_dir(here).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(rest) = left.checked_sub(1) else {
                break;
            };
            left = rest;
            let path = folder.join(&name);
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => {
                    let skipped = name.starts_with('.') || SKIPPED.contains(&name.as_str());
                    if depth < MAX_DEPTH && !skipped {
                        open.push((path, depth + 1));
                    }
                }
                Ok(kind) if kind.is_file() && is_document(&path) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// Whether a file begins like an OpenAPI document.
fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if !matches!(ending, Some("yaml" | "yml" | "json")) {
        return false;
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path);
    if file
        .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
        .is_err()
    {
        return false;
    }
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let key = |line: &str, key: &str| {
        let line = line.trim_start_matches(['"', '\'']);
        let rest = line
            .strip_prefix(key)
            .map(|rest| rest.trim_start_matches(['"', '\'']));
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    match text.trim_start().strip_prefix('{') {
        // In JSON, the key may be behind others.
        Some(text) => ["\"openapi\"", "\"swagger\""].iter().any(|key| {
            let mut behind = text.split(key).skip(1);
            behind.any(|rest| rest.trim_start().starts_with(':'))
        }),
        None => text
            .lines()
            .any(|line| key(line, "openapi") || key(line, "swagger")),
    }
}
