//! What is emitted compiles: every golden and the names, without a warning of rustc, clippy or rustdoc.
//!
//! One workspace holds all crates, so that dependencies are built once. It lies in the target folder and is
//! rewritten only where it differs, so that a second run is quick.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oascribe_codegen::Rendered;

/// A workspace of emitted crates.
struct Workspace {
    root: PathBuf,
}

impl Workspace {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(root.join("crates"));
        fs::create_dir_all(root.join("crates")).expect("a folder");
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n";
        fs::write(root.join("Cargo.toml"), manifest).expect("a manifest");
        // The versions of this project: nothing is resolved anew.
        let lock = support::root().join("Cargo.lock");
        if lock.exists() {
            fs::copy(lock, root.join("Cargo.lock")).expect("a lock file");
        }
        Workspace { root }
    }

    fn add(&self, name: &str, rendered: &Rendered) {
        let krate = self.root.join("crates").join(name);
        for (path, text) in rendered.files.iter() {
            let path = krate.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }

    fn cargo(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env("RUSTFLAGS", "-Dwarnings")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .output()
            .expect("cargo runs");
        let said = String::from_utf8_lossy(&output.stderr);
        let start = said.len().saturating_sub(6000);
        let end = said.get(start..).unwrap_or(&said);
        assert!(output.status.success(), "cargo {}:\n{end}", arguments.join(" "));
    }
}

/// The client without a transport of its own: what depends on the document is the same, and TLS is not built.
const CLIENT: [&str; 4] = ["--no-default-features", "--features", "client", "--workspace"];

#[test]
fn goldens_and_names_compile_without_a_warning() {
    let workspace = Workspace::new("compile");
    for folder in support::folders("golden") {
        let outcome = support::render_case(&folder);
        let rendered = outcome.rendered.expect("a golden gives files");
        workspace.add(&support::name(&folder), &rendered);
    }
    let names = support::names::render();
    workspace.add("names", &names.rendered.expect("odd names give files"));
    workspace.cargo(&[&["clippy", "--quiet"], &CLIENT[..], &["--", "-Dwarnings"]].concat());
    workspace.cargo(&[&["doc", "--quiet", "--no-deps"], &CLIENT[..]].concat());
}
