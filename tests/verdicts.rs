//! What `diff` says of the Rust API is true: the compiler is asked.
//!
//! One folder of `tests/diff/rust/`, one change: two documents, a program that uses what the change touches, and what
//! `diff` says of it. The program compiles against the crate of the old document always, and against that of the new
//! one exactly when `diff` asks for no more than a minor release.
//!
//! All crates of one side are modules of one crate, so that the support code, which is the same for all, is compiled
//! once; each program is an example of it. `BLESS=1` rewrites what `diff` says, and never what the compiler says.
//! `cargo test --test verdicts -- --ignored --nocapture` asks cargo-semver-checks, too.

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
    let rendered = render(
        &mut sources,
        file,
        &CrateConfig::new("sdk"),
        lock,
        &mut diags,
    );
    let said = human(&diags, &sources, RenderOptions::default());
    rendered.unwrap_or_else(|| panic!("{} gives nothing:\n{said}", document.display()))
}

/// The name of a pair, as a module has it.
fn module(folder: &Path) -> String {
    support::name(folder).replace('-', "_")
}

/// Whether the support code is there for users, as it is in a crate, or only for the modules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    Shown,
    Hidden,
}

/// The modules of one side, with the support code beside them.
fn add_side(workspace: &Workspace, side: &str, pairs: &[(PathBuf, Rendered)], shown: Support) {
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
    // Which API the client is of makes no difference to what compiles.
    let (runtime, public) = match shown {
        Support::Shown => ("pub mod runtime;\npub use runtime::*;", "pub"),
        Support::Hidden => ("mod runtime;", "pub(crate)"),
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

/// A crate as a module of another one, whose support code it uses.
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

/// The errors of each example.
fn refused(workspace: &Workspace, side: &str) -> BTreeMap<String, String> {
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
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
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
                refused.entry(name.to_owned()).or_default().push_str(text);
            }
            _ => {}
        }
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(built.contains("sdks"), "{side}: {refused:#?}\n{said}");
    refused
}

/// What `diff` says: the release that is asked for, and why.
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
    let mut said = format!("{bump}\n");
    for change in rust["changes"].as_array().into_iter().flatten() {
        let [level, path, what] = ["bump", "item", "text"].map(|key| text(&change[key]));
        said.push_str(&format!("{level}: {path} {what}\n"));
    }
    (bump, said)
}

/// What compiles and does something else: arguments of one type that change places.
const SILENT: &[&str] = &["parameters_swapped"];

/// A workspace with the crates of both sides.
fn workspace(name: &str, folders: &[PathBuf], shown: Support) -> Workspace {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for folder in folders {
        let before = rendered(&folder.join("old.yaml"), &CrateLock::default());
        let after = rendered(&folder.join("new.yaml"), &before.lock);
        old.push((folder.clone(), before));
        new.push((folder.clone(), after));
    }
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), name);
    add_side(&workspace, "old", &old, shown);
    add_side(&workspace, "new", &new, shown);
    workspace
}

#[test]
fn the_compiler_agrees() {
    let folders = support::folders("tests/diff/rust");
    let workspace = workspace("verdicts", &folders, Support::Shown);
    let mut wrong = Vec::new();
    for (name, errors) in refused(&workspace, "old") {
        wrong.push(format!("{name} uses what never was:\n{errors}"));
    }
    let refused = refused(&workspace, "new");
    for folder in &folders {
        let (bump, said) = verdict(folder);
        let name = module(folder);
        match (refused.get(&name), bump.as_str()) {
            (None, "major") if SILENT.contains(&name.as_str()) => {}
            (None, "major") => wrong.push(format!("{name} compiles, and yet:\n{said}")),
            (None, "none" | "patch" | "minor") | (Some(_), "major") => {}
            (errors, _) => wrong.push(format!(
                "{name} does not compile, and yet:\n{said}{errors:?}"
            )),
        }
        wrong.extend(support::compare(&folder.join("expected.txt"), &said));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
