//! The Rust verdicts of `oascribe diff` agree with the compiler.
//!
//! Each folder of `tests/diff/rust/` has two documents that differ in one change, a program that uses the changed items,
//! and the expected changes. The program always compiles with the crate of the old document. It compiles with the crate of
//! the new document exactly if `diff` requires at most a minor release.
//!
//! The crates of one side are modules of one crate, so that the support code is compiled once. Each program is an example
//! of that crate. `BLESS=1` rewrites the expected changes.
//! `cargo test --test verdicts -- --ignored --nocapture` also runs cargo-semver-checks.

#[path = "verdicts/semver_checks.rs"]
mod semver_checks;
use oascribe_test_support as support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Rendered, render};
use oascribe_test_support::workspace::Workspace;
use serde_json::Value;

fn rendered(document: &Path, lock: &CrateLock) -> Rendered {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.read(document).expect("a document");
    let mut config = CrateConfig::new("sdk");
    // The modules of all pairs use the support code of the first one.
    config.features = vec!["full".to_owned()];
    let rendered = render(&mut sources, file, &config, lock, &mut diags);
    let messages = human(&diags, &sources, RenderOptions::default());
    rendered.unwrap_or_else(|| panic!("no code for {}:\n{messages}", document.display()))
}

/// The module for a pair.
fn module(folder: &Path) -> String {
    support::name(folder).replace('-', "_")
}

/// Whether the support code is public, as in a generated crate, or private to the modules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    Public,
    Private,
}

/// Adds the crate of one side: a module for each pair, and the support code.
fn add_side(workspace: &Workspace, side: &str, pairs: &[(PathBuf, Rendered)], visibility: Support) {
    let (first, support) = &pairs[0];
    for (path, text) in support.files.iter() {
        if path.starts_with("src/runtime/") {
            workspace.write(side, path, text);
        }
    }
    let manifest = support.files.get("Cargo.toml").expect("a manifest");
    let manifest = manifest.replace("name = \"sdk\"", &format!("name = \"{side}-sdks\""));
    let manifest = manifest.replace("[lib]\n", "[lib]\nname = \"sdks\"\n");
    workspace.write(side, "Cargo.toml", &manifest);
    // The name of the service does not affect compilation, so that any module can provide it.
    let (runtime, public) = match visibility {
        Support::Public => ("pub mod runtime;\npub use runtime::*;", "pub"),
        Support::Private => ("mod runtime;", "pub(crate)"),
    };
    let mut root = format!(
        "#![allow(warnings)]\n{runtime}\n\
         mod api {{\n    pub(crate) use crate::{}::api::SERVICE;\n}}\n",
        module(first)
    );
    for (folder, rendered) in pairs {
        let module = module(folder);
        root.push_str(&format!("pub mod {module};\n"));
        add_module(workspace, side, (&module, public), rendered);
        let program = fs::read_to_string(folder.join("user.rs")).expect("a program");
        let program = format!(
            "#![allow(warnings)]\nuse sdks::{module} as sdk;\n\n{program}\nfn main() {{}}\n"
        );
        workspace.write(side, &format!("examples/{module}.rs"), &program);
    }
    workspace.write(side, "src/lib.rs", &root);
}

/// Adds a generated crate as a module, which uses the support code of the outer crate.
fn add_module(
    workspace: &Workspace,
    side: &str,
    (module, public): (&str, &str),
    rendered: &Rendered,
) {
    for (path, text) in rendered.files.iter() {
        let Some(path) = path.strip_prefix("src/") else {
            continue;
        };
        let text = text.replace("use crate::models", &format!("use crate::{module}::models"));
        match path {
            "lib.rs" => {
                let root =
                    format!("pub mod api;\npub mod models;\n{public} use crate::runtime::*;\n");
                workspace.write(side, &format!("src/{module}/mod.rs"), &root);
            }
            path if path.starts_with("runtime/") => {}
            path => workspace.write(side, &format!("src/{module}/{path}"), &text),
        }
    }
}

/// The compiler errors of each example.
fn compile_errors(workspace: &Workspace, side: &str) -> BTreeMap<String, String> {
    let package = format!("{side}-sdks");
    let output = workspace.try_cargo(&[
        "check",
        "--quiet",
        "--offline",
        "--keep-going",
        "--message-format=json",
        "--no-default-features",
        "--features=client",
        "--examples",
        "--package",
        &package,
    ]);
    let mut errors: BTreeMap<String, String> = BTreeMap::new();
    let mut built = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line).expect("a message of cargo");
        let name = message["target"]["name"].as_str().unwrap_or_default();
        match message["reason"].as_str() {
            Some("compiler-artifact") => {
                built.insert(name.to_owned());
            }
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                errors.entry(name.to_owned()).or_default().push_str(text);
            }
            _ => {}
        }
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(built.contains("sdks"), "{side}: {errors:#?}\n{stderr}");
    errors
}

/// The release that `diff` requires, and the list of changes.
fn verdict(folder: &Path) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
        .current_dir(folder)
        .args(["diff", "old.yaml", "new.yaml", "--format", "json"])
        .output()
        .expect("the command runs");
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rust = &json["rust"];
    let text = |value: &Value| value.as_str().unwrap_or("—").to_owned();
    let bump = text(&rust["bump"]);
    let mut lines = format!("{bump}\n");
    for change in rust["changes"].as_array().into_iter().flatten() {
        let [level, path, text] = ["bump", "item", "text"].map(|key| text(&change[key]));
        lines.push_str(&format!("{level}: {path} {text}\n"));
    }
    (bump, lines)
}

/// Breaking changes that the compiler accepts: swapped arguments of the same type, and parts of the support code that an SDK
/// loses, since the modules here share one with all parts.
const SILENT: &[&str] = &["parameters_swapped", "security_removed"];

/// A workspace with the crates of both sides.
fn workspace(name: &str, folders: &[PathBuf], visibility: Support) -> Workspace {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for folder in folders {
        let before = rendered(&folder.join("old.yaml"), &CrateLock::default());
        let after = rendered(&folder.join("new.yaml"), &before.lock);
        old.push((folder.clone(), before));
        new.push((folder.clone(), after));
    }
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), name);
    add_side(&workspace, "old", &old, visibility);
    add_side(&workspace, "new", &new, visibility);
    workspace
}

#[test]
fn verdicts_agree_with_the_compiler() {
    let folders = support::folders("tests/diff/rust");
    let workspace = workspace("verdicts", &folders, Support::Public);
    let mut failures = Vec::new();
    for (name, errors) in compile_errors(&workspace, "old") {
        failures.push(format!(
            "{name} does not compile with the old crate:\n{errors}"
        ));
    }
    let errors = compile_errors(&workspace, "new");
    for folder in &folders {
        let (bump, changes) = verdict(folder);
        let name = module(folder);
        match (errors.get(&name), bump.as_str()) {
            (None, "major") if SILENT.contains(&name.as_str()) => {}
            (None, "major") => {
                failures.push(format!("{name} compiles, but the verdict is:\n{changes}"))
            }
            (None, "none" | "patch" | "minor") | (Some(_), "major") => {}
            (errors, _) => failures.push(format!(
                "{name} does not compile, but the verdict is:\n{changes}{errors:?}"
            )),
        }
        failures.extend(support::compare(&folder.join("expected.txt"), &changes));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
