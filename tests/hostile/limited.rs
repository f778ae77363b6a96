//! Runs the command with limited time and memory.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The processor time for one document, in seconds. Without optimization, the command is about 10 times slower.
const SECONDS: u32 = if cfg!(debug_assertions) { 50 } else { 5 };

/// The address space, in KiB.
const MEMORY: u32 = 512 << 10;

pub struct Outcome {
    /// `None` if a signal ended the command.
    pub code: Option<i32>,
    pub stderr: String,
    /// Files that were written outside the output folder.
    pub written_elsewhere: Vec<String>,
    folder: TempDir,
}

impl Outcome {
    /// The models of the output, as one text.
    pub fn all_output(&self) -> String {
        let models = self.folder.path().join("work/sdk/src/models");
        let files = fs::read_dir(models).expect("the models").flatten();
        let texts = files.map(|file| fs::read_to_string(file.path()).expect("a file"));
        texts.collect()
    }
}

/// Generates a crate from files in a new folder; the first one is the document.
pub fn run(files: &[(String, String)]) -> Outcome {
    let folder = TempDir::new().expect("a folder");
    let work = folder.path().join("work");
    for (name, text) in files {
        let path = work.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    run_in(folder, &files[0].0)
}

/// Generates a crate from a document in the folder `work` of a folder.
pub fn run_in(folder: TempDir, document: &str) -> Outcome {
    let work = folder.path().join("work");
    let before = list(folder.path());
    let limits = format!("ulimit -v {MEMORY} -t {SECONDS} -c 0; exec \"$@\"");
    let output = Command::new("bash")
        .args(["-c", &limits, "bash", env!("CARGO_BIN_EXE_oascribe")])
        .args(["generate", document, "--out", "sdk"])
        .current_dir(&work)
        // With a file in its place, the command would have to follow it.
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    let after = list(folder.path());
    let elsewhere = after.into_iter().filter(|file| !before.contains(file));
    let elsewhere = elsewhere.filter(|file| !file.starts_with("work/sdk/"));
    Outcome {
        code: output.status.code(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        written_elsewhere: elsewhere.collect(),
        folder,
    }
}

/// All files below a folder.
fn list(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let entry = entry.expect("an entry");
            match entry.file_type().expect("a type").is_dir() {
                true => open.push(entry.path()),
                false => {
                    let path = entry.path();
                    let path = path.strip_prefix(folder).expect("inside");
                    files.push(path.display().to_string());
                }
            }
        }
    }
    files.sort();
    files
}
