//! The sources of the workspace, parsed.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file of the workspace.
pub struct Source {
    /// Relative to the workspace, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    /// Panics if the file is no Rust: a test fails then.
    pub fn parsed(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }

    /// The text without unit tests at the end of the file and without comments.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let code = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().enumerate();
        lines.map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
    }
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    folder.expect("the crate is two folders below").to_owned()
}

/// All folders below some folders of the workspace, and the names in each.
pub fn folders(names: &[&str]) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut open: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    while let Some(folder) = open.pop() {
        let mut names = Vec::new();
        for entry in fs::read_dir(root().join(&folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                open.push(format!("{folder}/{name}"));
            }
            names.push(name);
        }
        names.sort();
        found.push((folder, names));
    }
    found.sort();
    found
}

/// The Rust files below some folders of the workspace, without the files that tests expect.
pub fn sources(names: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for (folder, names) in folders(names) {
        let is_data = ["expected", "frame", "target"]
            .iter()
            .any(|data| folder.split('/').any(|part| part == *data));
        for name in names
            .iter()
            .filter(|name| name.ends_with(".rs") && !is_data)
        {
            let path = format!("{folder}/{name}");
            let text = fs::read_to_string(root().join(&path)).expect("the source can be read");
            found.push(Source { path, text });
        }
    }
    assert!(!found.is_empty(), "no sources below {names:?}");
    found
}
