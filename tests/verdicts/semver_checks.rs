//! cargo-semver-checks is never stricter than `diff`.
//!
//! In: the pairs of `tests/diff/rust/`, as modules of two crates. Out: a failure for each pair of which it asks for a
//! greater release than `diff` does. Where the program is not on the PATH, nothing is asked, and that is said. The
//! support code is hidden: it is the same on both sides, and each module would show it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use super::support::{self, workspace::Workspace};
use super::{Support, module, verdict, workspace};

const PROGRAM: &str = "cargo-semver-checks";

/// The public items of a crate, as rustdoc writes them for programs.
fn documented(workspace: &Workspace, side: &str) -> String {
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
        // The format is not settled yet.
        &[("RUSTC_BOOTSTRAP", "1"), ("RUSTDOCFLAGS", "")],
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{side}: {said}");
    workspace.retain("doc/sdks.json", &format!("{side}.json"))
}

/// The lints that ask for more than such a release, by the module that they speak of.
fn refused(old: &str, new: &str, release: &str) -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(PROGRAM)
        .args(["semver-checks", "check-release", "--color", "never"])
        .args(["--release-type", release])
        .args(["--baseline-rustdoc", old, "--current-rustdoc", new])
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Checked ["), "{said}");
    let mut refused: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lint = String::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Some(title) = line.strip_prefix("--- failure ") {
            title
                .split(':')
                .next()
                .unwrap_or_default()
                .clone_into(&mut lint);
        }
        // An item, with the file that it is in; what is said of the lint itself has links.
        let is_item = line.starts_with("  ") && !line.contains("://");
        let path = is_item.then(|| line.split_once("/src/")).flatten();
        if let Some((name, _)) = path.and_then(|(_, path)| path.split_once('/')) {
            refused
                .entry(name.to_owned())
                .or_default()
                .insert(lint.clone());
        }
    }
    refused
}

#[test]
#[ignore = "needs cargo-semver-checks"]
fn cargo_semver_checks_is_never_stricter() {
    if Command::new(PROGRAM).arg("--version").output().is_err() {
        println!("skipped: {PROGRAM} is not on the PATH");
        return;
    }
    let folders = support::folders("tests/diff/rust");
    let workspace = workspace("semver-checks", &folders, Support::Hidden);
    let [old, new] = ["old", "new"].map(|side| documented(&workspace, side));
    let major = refused(&old, &new, "minor");
    let minor = refused(&old, &new, "patch");
    let known: BTreeSet<String> = folders
        .iter()
        .map(|folder: &_| module(Path::new(folder)))
        .collect();
    let (mut wrong, mut silent) = (Vec::new(), Vec::new());
    let strangers = minor.keys().filter(|name| !known.contains(*name));
    wrong.extend(strangers.map(|name| format!("{name} is no pair")));
    for folder in &folders {
        let name = module(folder);
        let (bump, said) = verdict(folder);
        match (major.get(&name), minor.get(&name)) {
            (Some(lints), _) if bump != "major" => {
                wrong.push(format!("{name} is major for {lints:?}, and yet:\n{said}"));
            }
            (None, Some(lints)) if !matches!(bump.as_str(), "minor" | "major") => {
                wrong.push(format!("{name} is minor for {lints:?}, and yet:\n{said}"));
            }
            (None, None) => silent.push(name),
            _ => {}
        }
    }
    println!(
        "{} pairs, of which it sees nothing in {}",
        folders.len(),
        silent.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
