//! A temporary folder for each test, in which the command runs.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A valid document.
pub const BOATS: &str = "\
openapi: 3.0.3
info:
  title: Boats
  version: '1'
servers:
  - url: https://boats.example
paths:
  /boats/{boatId}:
    get:
      operationId: GetBoat
      tags: [Boat]
      parameters:
        - name: boatId
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: The boat.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Boat'
components:
  schemas:
    Boat:
      type: object
      required: [id]
      properties:
        id:
          type: string
        length:
          type: number
";

/// A document with an item that can't be generated.
pub fn skipping() -> String {
    let boat = "\
          description: The boat.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Boat'
";
    BOATS.replace(boat, "          $ref: '#/components/responses/Boat'\n")
}

/// A document with a warning.
pub fn warning() -> String {
    BOATS.replace("required: [id]", "required: [id]\n      maxPropertys: 3")
}

/// A document that can't be read.
pub fn broken() -> String {
    BOATS.replace("  title", "\ttitle")
}

/// A folder, removed when the test ends.
pub struct Sandbox(TempDir);

/// The result of a run.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        Sandbox(TempDir::new().unwrap())
    }

    /// A folder with `boats.yaml`.
    pub fn with(document: &str) -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("boats.yaml", document);
        sandbox
    }

    /// A folder with `boats.yaml` and an `oascribe.toml`; `more` is added to its entry.
    pub fn project(document: &str, more: &str) -> Self {
        let sandbox = Sandbox::with(document);
        let entry = "[[crate]]\nspec = 'boats.yaml'\nout = 'sdk'\nname = 'boats'\n";
        sandbox.write("oascribe.toml", &format!("{entry}{more}"));
        sandbox
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Every file with its text, every folder as `name/`.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(self.0.path(), self.0.path(), &mut found);
        found
    }

    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run {
        self.run_in("", args)
    }

    pub fn run_in<A: AsRef<OsStr>>(&self, dir: &str, args: impl IntoIterator<Item = A>) -> Run {
        finish(command(&self.path(dir)).args(args), "")
    }

    pub fn run_with<A: AsRef<OsStr>>(&self, stdin: &str, args: impl IntoIterator<Item = A>) -> Run {
        finish(command(self.0.path()).args(args), stdin)
    }
}

/// The command, without environment variables that affect its output.
pub fn command(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.current_dir(dir).env_remove("NO_COLOR");
    command
}

pub fn finish(command: &mut Command, stdin: &str) -> Run {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input closes it: not our concern.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn collect(root: &Path, dir: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().display().to_string();
        if path.is_dir() {
            found.insert(format!("{name}/"), Vec::new());
            collect(root, &path, found);
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

impl Run {
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn stderr(self, expected: &str) -> Self {
        assert_eq!(self.stderr, expected, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn stdout(self, expected: &str) -> Self {
        assert_eq!(self.stdout, expected, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn stderr_contains(self, expected: &str) -> Self {
        assert!(self.stderr.contains(expected), "{self:#?}");
        self
    }

    #[track_caller]
    pub fn stdout_contains(self, expected: &str) -> Self {
        assert!(self.stdout.contains(expected), "{self:#?}");
        self
    }
}
