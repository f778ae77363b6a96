//! Runs the command in a folder.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The result of a run.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

pub fn oascribe<I, S>(folder: &Path, arguments: I) -> Ran
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran {
        code: output.status.code().expect("an exit code"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

pub fn case(name: &str) -> PathBuf {
    oascribe_test_support::root()
        .join("transcribe/tests/cases")
        .join(name)
}

/// A folder with the pages of a case.
pub fn pages_of(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = case(name).join("pages");
    for page in oascribe_test_support::files_below(&from) {
        let to = folder.path().join("pages").join(&page);
        fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        fs::copy(from.join(&page), to).expect("a page");
    }
    folder
}

/// Replaces text in a file.
pub fn edit(folder: &TempDir, name: &str, from: &str, to: &str) {
    let path = folder.path().join(name);
    let text = fs::read_to_string(&path).expect("a file");
    let changed = text.replace(from, to);
    assert_ne!(text, changed, "{name} has {from}");
    fs::write(path, changed).expect("a file");
}

/// All files of a folder.
pub fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = oascribe_test_support::files_below(folder).into_iter();
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).expect("a file");
        (name, bytes)
    };
    files.map(read).collect()
}

/// A document as an independent YAML parser reads it.
pub fn tree(text: &str) -> serde_json::Value {
    serde_yaml::from_str(text).expect("the document is YAML")
}

/// The folder of the real pages. Returns `None` if it is not available.
pub fn real() -> Option<PathBuf> {
    oascribe_test_support::shared::shared("docs")
}
