//! Runs the command with limited time and memory.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The processor time for one document, in seconds. Without optimization, the command is about 10 times slower.
const SECONDS: u32 = if cfg!(debug_assertions) { 50 } else { 5 };

/// The address space, in MiB.
pub const MEMORY: u64 = 512;

pub struct Outcome {
    /// `None` if a signal ended the command.
    pub code: Option<i32>,
    pub stdout: String,
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

    /// Runs the command again in the same folder.
    pub fn then(self, arguments: &[&str]) -> Outcome {
        run(self.folder, arguments, MEMORY)
    }

    /// What the command printed.
    pub fn printed(&self) -> String {
        format!("{}{}", self.stderr, self.stdout)
    }
}

/// A folder whose subfolder `work` has these files.
pub fn folder(files: &[(String, String)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let work = folder.path().join("work");
    for (name, text) in files {
        let path = work.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Generates a crate from a document in the folder `work` of a folder.
pub fn generate(folder: TempDir, document: &str) -> Outcome {
    run(folder, &["generate", document, "--out", "sdk"], MEMORY)
}

/// Runs the command in the folder `work` of a folder, with an address space of so many MiB.
pub fn run(folder: TempDir, arguments: &[&str], memory: u64) -> Outcome {
    let work = folder.path().join("work");
    let before = list(folder.path());
    let memory = memory << 10;
    let limits = format!("ulimit -v {memory} -t {SECONDS} -c 0; exec \"$@\"");
    let output = Command::new("bash")
        .args(["-c", &limits, "bash", env!("CARGO_BIN_EXE_oascribe")])
        .args(arguments)
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
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        written_elsewhere: elsewhere.collect(),
        folder,
    }
}

/// All files below a folder, with their sizes.
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
                    let size = entry.metadata().expect("a file").len();
                    files.push(format!("{} ({size} bytes)", path.display()));
                }
            }
        }
    }
    files.sort();
    files
}
