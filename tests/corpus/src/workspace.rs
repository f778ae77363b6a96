//! The workspace in which emitted crates are built. All share it, so dependencies are built once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The workspace in which emitted crates are built.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    pub fn new(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("reports"))?;
        fs::create_dir_all(root.join("crates"))?;
        let root = root.canonicalize()?;
        // Use the dependency versions of this project.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
        if lock.exists() {
            fs::copy(lock, root.join("Cargo.lock"))?;
        }
        Ok(Workspace { root })
    }

    /// Returns the name of the crate of a document.
    pub fn crate_name(&self, document: &str) -> String {
        let mut name = String::from("c");
        for letter in document.chars() {
            let letter = if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '_'
            };
            if letter != '_' || !name.ends_with('_') {
                name.push(letter);
            }
        }
        name.trim_end_matches('_').to_owned()
    }

    /// Returns the name of the crate that decodes the generated values of a document.
    pub fn values_name(&self, document: &str) -> String {
        format!("values_{}", self.crate_name(document))
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(name)
    }

    /// Whether the manifest of a crate has a feature.
    pub fn has_feature(&self, name: &str, feature: &str) -> io::Result<bool> {
        let manifest = fs::read_to_string(self.folder(name).join("Cargo.toml"))?;
        let line = format!("{feature} = ");
        Ok(manifest.lines().any(|text| text.starts_with(&line)))
    }

    pub fn report(&self, name: &str) -> PathBuf {
        self.root.join("reports").join(format!("{name}.json"))
    }

    /// The path of a built example program.
    pub fn example(&self, name: &str) -> PathBuf {
        self.root.join("target/debug/examples").join(name)
    }

    /// Runs cargo for the crates of this list.
    pub fn cargo(&self, members: &[String], arguments: &[&str]) -> io::Result<Output> {
        let members: Vec<_> = members
            .iter()
            .map(|name| format!("\"crates/{name}\""))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", ")
        );
        fs::write(self.root.join("Cargo.toml"), manifest)?;
        Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env("RUSTFLAGS", "-Dwarnings")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .output()
    }
}
