//! A workspace of emitted crates in the target folder, built with the dependency versions of this project.
//!
//! In: emitted crates and other files. Out: the result of cargo, with warnings as errors. All workspaces build into one
//! folder, so dependencies are built once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use oascribe_codegen::Rendered;
use oascribe_codegen::write::Files;

use crate::root;

/// A workspace of emitted crates, written anew.
pub struct Workspace {
    root: PathBuf,
    /// Shared by all workspaces.
    target: PathBuf,
}

impl Workspace {
    /// Creates a workspace in the folder that cargo provides to tests: `env!("CARGO_TARGET_TMPDIR")`.
    pub fn new(folder: &str, name: &str) -> Self {
        let target = Path::new(folder).join("emitted");
        let folder = Path::new(folder).join(name);
        let _ = fs::remove_dir_all(folder.join("crates"));
        fs::create_dir_all(folder.join("crates")).expect("a folder");
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n";
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        // Use the dependency versions of this project.
        let lock = root().join("Cargo.lock");
        if lock.exists() {
            fs::copy(lock, folder.join("Cargo.lock")).expect("a lock file");
        }
        Workspace {
            root: folder,
            target,
        }
    }

    /// Adds an emitted crate.
    pub fn add(&self, name: &str, rendered: &Rendered) {
        self.add_files(name, &rendered.files);
    }

    /// Adds a crate with these files.
    pub fn add_files(&self, name: &str, files: &Files) {
        for (path, text) in files.iter() {
            self.write(name, path, text);
        }
    }

    /// Adds crates as modules of one crate, which has the runtime and the manifest of the first.
    pub fn add_as_modules(&self, name: &str, crates: &[(String, Rendered)]) {
        let mut root = String::from("//! All crates as modules.\n\npub mod runtime;\n");
        for (index, (member, rendered)) in crates.iter().enumerate() {
            let module = member.replace('-', "_");
            root.push_str(&format!("pub mod {module};\n"));
            for (path, text) in rendered.files.iter() {
                match path.strip_prefix("src/") {
                    Some("lib.rs") => {
                        let text = text.replace("\nmod runtime;", "\nuse crate::runtime;");
                        self.write(name, &format!("src/{module}/mod.rs"), &text);
                    }
                    Some(file) if !file.starts_with("runtime/") => {
                        let text = text.replace("crate::", &format!("crate::{module}::"));
                        self.write(name, &format!("src/{module}/{file}"), &text);
                    }
                    _ if index == 0 => self.write(name, path, text),
                    _ => {}
                }
            }
        }
        self.write(name, "src/lib.rs", &root);
    }

    /// Adds a file to a crate.
    pub fn write(&self, name: &str, path: &str, text: &str) {
        let path = self.root.join("crates").join(name).join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// The folder of the workspace.
    pub fn folder(&self) -> &Path {
        &self.root
    }

    /// Runs cargo and panics if it fails.
    pub fn cargo(&self, arguments: &[&str]) {
        let output = self.try_cargo(arguments);
        let messages = String::from_utf8_lossy(&output.stderr);
        let start = messages.len().saturating_sub(6000);
        let end = messages.get(start..).unwrap_or(&messages);
        assert!(
            output.status.success(),
            "cargo {}:\n{end}",
            arguments.join(" ")
        );
    }

    /// Runs cargo and returns its output.
    pub fn try_cargo(&self, arguments: &[&str]) -> Output {
        self.try_cargo_with(arguments, &[])
    }

    /// Runs cargo with additional environment variables.
    pub fn try_cargo_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("RUSTFLAGS", "-Dwarnings")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .envs(variables.iter().copied())
            .output()
            .expect("cargo runs")
    }

    /// Moves a build result, so that the next build does not overwrite it.
    pub fn retain(&self, built: &str, name: &str) -> String {
        let retained = self.root.join(name);
        fs::rename(self.target.join(built), &retained).expect("it was built");
        retained.display().to_string()
    }
}
