//! The command, run in a folder.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run of the command gave.
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
    crate::support::root()
        .join("tests/transcribe/cases")
        .join(name)
}

/// A document as YAML readers see it.
pub fn tree(text: &str) -> serde_json::Value {
    serde_yaml::from_str(text).expect("the document is YAML")
}

/// Where the real pages are, if they are.
pub fn real() -> Option<PathBuf> {
    let folder = crate::support::root().join("../shared/docs");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: ../shared/docs is not there");
    None
}
