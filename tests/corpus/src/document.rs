//! The documents of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document with its examples and recorded bodies.
#[derive(Clone, Debug)]
pub struct Document {
    pub kind: Kind,
    /// The path within the folder, used as its name in tables.
    pub name: String,
    pub path: PathBuf,
    pub examples: Option<PathBuf>,
    pub recorded: Option<Recorded>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A real document: generated, and compiled with `--compile`.
    Real,
    /// A document for one feature, possibly broken on purpose: its outcome must be as expected.
    Micro,
}

/// Recorded response bodies of a real server.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub path: PathBuf,
    /// The name of this document in the recording.
    pub name: String,
}

/// Returns all documents, sorted by kind and path.
pub fn find(folder: &Path, only: Option<&str>) -> io::Result<Vec<Document>> {
    let mut found = Vec::new();
    for (part, kind) in [
        ("specs", Kind::Real),
        ("callsites", Kind::Real),
        ("frameworks", Kind::Real),
        ("multi", Kind::Real),
        ("micro", Kind::Micro),
    ] {
        let mut paths = Vec::new();
        collect(&folder.join(part), &mut paths)?;
        paths.sort();
        for path in paths {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name = name.display().to_string().replace('\\', "/");
            if only.is_some_and(|only| !name.contains(only)) {
                continue;
            }
            // In a tree of files, only entry files are documents.
            if part == "multi" && !is_entry(&path)? {
                continue;
            }
            found.push(Document {
                kind,
                examples: examples(folder, &path),
                recorded: recorded(folder, &path),
                name,
                path,
            });
        }
    }
    Ok(found)
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        let suffix = path.extension().and_then(|suffix| suffix.to_str());
        if path.is_dir() {
            collect(&path, into)?;
        } else if matches!(suffix, Some("json" | "yaml" | "yml")) {
            into.push(path);
        }
    }
    Ok(())
}

/// Whether the file states a version of OpenAPI.
fn is_entry(path: &Path) -> io::Result<bool> {
    let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
    let states_version = |line: &str| {
        let key = line.trim_start_matches(['{', ' ', '"']);
        key.starts_with("openapi:") || key.starts_with("openapi\"") || key.starts_with("swagger\"")
    };
    Ok(text.lines().take(40).any(states_version))
}

fn examples(folder: &Path, path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let examples = folder.join("examples").join(format!("{name}.jsonl"));
    examples.exists().then_some(examples)
}

/// The recorded bodies of `vendor__v2-2026.yaml` are in `vendor_pairs.jsonl.gz` under the name `v2`.
fn recorded(folder: &Path, path: &Path) -> Option<Recorded> {
    let (vendor, version) = path.file_stem()?.to_str()?.split_once("__")?;
    let path = folder
        .join("cassettes")
        .join(format!("{vendor}_pairs.jsonl.gz"));
    let name = version.split('-').next()?.to_owned();
    path.exists().then_some(Recorded { path, name })
}
