//! The parts of the runtime are cargo features of `oascribe-runtime`: the compiler checks sets of them, with warnings as
//! errors.
//!
//! All sets take a few minutes: `cargo test --test parts -- --ignored`.

use oascribe_test_support as support;

use std::path::Path;
use std::process::Command;

/// Checks the runtime with these features.
fn check(features: &str) -> Result<(), String> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--package", "oascribe-runtime"])
        .args(["--no-default-features", "--features", features])
        .current_dir(support::root())
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("parts"),
        )
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .expect("cargo runs");
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "{features}:\n{}",
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}

fn check_all(sets: impl IntoIterator<Item = String>) {
    let failed = sets.into_iter().filter_map(|set| check(&set).err());
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The parts, with those that need each of them in turn.
fn parts() -> Vec<(String, Vec<String>)> {
    let path = support::root().join("runtime/Cargo.toml");
    let text = std::fs::read_to_string(path).expect("a manifest");
    let manifest: toml::Table = text.parse().expect("TOML");
    let features = manifest["features"].as_table().expect("features");
    let list = |name: &str| -> Vec<String> {
        let list = features[name].as_array().expect("a list").iter();
        list.filter_map(|one| one.as_str().map(str::to_owned))
            .collect()
    };
    let parts = list("full");
    let needs = |name: &str, other: &str| {
        let mut open = vec![name.to_owned()];
        while let Some(next) = open.pop() {
            if next == other {
                return true;
            }
            if features.contains_key(&next) {
                open.extend(list(&next));
            }
        }
        false
    };
    let users = |part: &String| {
        let users = parts.iter().filter(|one| needs(one, part));
        users.cloned().collect()
    };
    parts
        .iter()
        .map(|part| (part.clone(), users(part)))
        .collect()
}

#[test]
fn the_runtime_compiles_without_parts() {
    check_all(["models", "client"].map(str::to_owned));
}

#[test]
#[ignore = "takes minutes"]
fn the_runtime_compiles_with_each_part_alone_and_without_each() {
    let parts = parts();
    assert!(parts.len() > 20, "{parts:?}");
    check_all(parts.iter().map(|(part, _)| format!("client,{part}")));
    let without = |users: &[String]| {
        let others = parts.iter().map(|(part, _)| part.as_str());
        let others = others.filter(|part| !users.iter().any(|user| user == part));
        others.collect::<Vec<_>>().join(",")
    };
    for base in ["client", "client,blocking"] {
        check_all(
            parts
                .iter()
                .map(|(_, users)| format!("{base},{}", without(users))),
        );
    }
    check_all(["client,blocking", "full", "full,blocking,recording,tracing"].map(str::to_owned));
}
