//! The documents of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document, and what belongs to it.
#[derive(Clone, Debug)]
pub struct Document {
    pub kind: Kind,
    /// The path within the folder: how it is called in tables.
    pub name: String,
    pub path: PathBuf,
    pub examples: Option<PathBuf>,
    pub recorded: Option<Recorded>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole document: generated, and compiled where that is asked for.
    Whole,
    /// A document of one feature, perhaps broken on purpose: it must end as expected.
    Small,
}

/// Bodies that a server sent.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub path: PathBuf,
    /// What this document is called in them.
    pub name: String,
}

/// All of them, by kind and path.
pub fn find(folder: &Path, only: Option<&str>) -> io::Result<Vec<Document>> {
    let mut found = Vec::new();
    for (part, kind) in [
        ("specs", Kind::Whole),
        ("multi", Kind::Whole),
        ("micro", Kind::Small),
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
            // In a tree of files only the entries are documents.
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

/// Says the file which version of OpenAPI it is?
fn is_entry(path: &Path) -> io::Result<bool> {
    let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
    let says = |line: &str| {
        let key = line.trim_start_matches(['{', ' ', '"']);
        key.starts_with("openapi:") || key.starts_with("openapi\"") || key.starts_with("swagger\"")
    };
    Ok(text.lines().take(40).any(says))
}

fn examples(folder: &Path, path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let examples = folder.join("examples").join(format!("{name}.jsonl"));
    examples.exists().then_some(examples)
}

/// `datadog__v2-2026.yaml` has its bodies in `datadog_pairs.jsonl.gz`, under `v2`.
fn recorded(folder: &Path, path: &Path) -> Option<Recorded> {
    let (vendor, version) = path.file_stem()?.to_str()?.split_once("__")?;
    let path = folder
        .join("cassettes")
        .join(format!("{vendor}_pairs.jsonl.gz"));
    let name = version.split('-').next()?.to_owned();
    path.exists().then_some(Recorded { path, name })
}
