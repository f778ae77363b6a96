//! cargo-semver-checks is never stricter than `oascribe diff`.
//!
//! It compares the crates of `tests/diff/rust/`. A pair fails if cargo-semver-checks requires a greater release than `diff`.
//! The test is skipped if the program is not on the PATH. The support code is private here: it is the same on both sides,
//! and each module would repeat it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use super::support::{self, workspace::Workspace};
use super::{Support, module, verdict, workspace};

const PROGRAM: &str = "cargo-semver-checks";

/// The path of the rustdoc JSON of a crate.
fn rustdoc_json(workspace: &Workspace, side: &str) -> String {
    let package = format!("{side}-sdks");
    let output = workspace.try_cargo_with(
        &[
            "rustdoc",
            "--quiet",
            "--offline",
            "--lib",
            "--no-default-features",
            "--features=client",
            "--package",
            &package,
            "--",
            "-Zunstable-options",
            "--output-format=json",
            "--document-hidden-items",
            "--cap-lints=allow",
        ],
        // The format is unstable.
        &[("RUSTC_BOOTSTRAP", "1"), ("RUSTDOCFLAGS", "")],
    );
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{side}: {stderr}");
    workspace.retain("doc/sdks.json", &format!("{side}.json"))
}

/// The lints that require a greater release, by module.
fn failed_lints(old: &str, new: &str, release: &str) -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(PROGRAM)
        .args(["semver-checks", "check-release", "--color", "never"])
        .args(["--release-type", release])
        .args(["--baseline-rustdoc", old, "--current-rustdoc", new])
        .output()
        .expect("the program runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("Checked ["), "{stderr}");
    let mut failed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lint = String::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Some(title) = line.strip_prefix("--- failure ") {
            title
                .split(':')
                .next()
                .unwrap_or_default()
                .clone_into(&mut lint);
        }
        // A line about an item has its file. Lines with links describe the lint.
        let is_item = line.starts_with("  ") && !line.contains("://");
        let path = is_item.then(|| line.split_once("/src/")).flatten();
        if let Some((name, _)) = path.and_then(|(_, path)| path.split_once('/')) {
            failed
                .entry(name.to_owned())
                .or_default()
                .insert(lint.clone());
        }
    }
    failed
}

#[test]
#[ignore = "needs cargo-semver-checks"]
fn cargo_semver_checks_is_never_stricter() {
    if Command::new(PROGRAM).arg("--version").output().is_err() {
        println!("skipped: {PROGRAM} is not on the PATH");
        return;
    }
    let folders = support::folders("tests/diff/rust");
    let workspace = workspace("semver-checks", &folders, Support::Private);
    let [old, new] = ["old", "new"].map(|side| rustdoc_json(&workspace, side));
    let major = failed_lints(&old, &new, "minor");
    let minor = failed_lints(&old, &new, "patch");
    let known: BTreeSet<String> = folders
        .iter()
        .map(|folder: &_| module(Path::new(folder)))
        .collect();
    let (mut failures, mut silent) = (Vec::new(), Vec::new());
    let unknown = minor.keys().filter(|name| !known.contains(*name));
    failures.extend(unknown.map(|name| format!("{name} is not a pair")));
    for folder in &folders {
        let name = module(folder);
        let (bump, changes) = verdict(folder);
        match (major.get(&name), minor.get(&name)) {
            (Some(lints), _) if bump != "major" => {
                failures.push(format!(
                    "{name} is major for {lints:?}, but the verdict is:\n{changes}"
                ));
            }
            (None, Some(lints)) if !matches!(bump.as_str(), "minor" | "major") => {
                failures.push(format!(
                    "{name} is minor for {lints:?}, but the verdict is:\n{changes}"
                ));
            }
            (None, None) => silent.push(name),
            _ => {}
        }
    }
    println!(
        "{} pairs; no lint fails for {} of them",
        folders.len(),
        silent.len()
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
