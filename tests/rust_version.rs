//! No dependency that Cargo chooses for a new generated crate needs a newer Rust than the crate states.
//!
//! `cargo test --test rust_version -- --ignored` asks the registry for the current versions. The stated versions of the
//! packages are compared; nothing is compiled with the oldest Rust.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use oascribe_codegen::config::CrateConfig;
use oascribe_test_support as support;
use serde_json::Value;

const SPEC: &str = "openapi: 3.0.3\ninfo: {title: Kilns, version: '1'}\npaths: {}\n";

#[test]
#[ignore = "asks the registry"]
fn dependencies_need_no_newer_rust() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = CrateConfig::new("kilns");
    let features = [
        "full",
        "blocking",
        "charset",
        "recording",
        "regex",
        "tracing",
        "webhooks",
    ];
    config.features.extend(features.map(str::to_owned));
    let rendered = support::render_text(SPEC, &config).rendered;
    for (path, text) in rendered.expect("a crate").files.iter() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    cargo(folder.path(), &["generate-lockfile"]);
    for features in [[].as_slice(), &["--all-features"]] {
        let arguments = [&["metadata", "--format-version", "1"], features].concat();
        let metadata = cargo(folder.path(), &arguments);
        let metadata: Value = serde_json::from_str(&metadata).expect("JSON");
        assert_all_build(&metadata);
    }
}

fn assert_all_build(metadata: &Value) {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let packages: BTreeMap<&str, &Value> = packages
        .map(|package| (package["id"].as_str().unwrap_or_default(), package))
        .collect();
    let root = metadata["resolve"]["root"].as_str().expect("a root");
    let stated = version(packages[root]).expect("the crate states a version");
    // Only what the features of the crate enable, on any platform.
    let nodes = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten();
    let used: Vec<&str> = nodes.filter_map(|node| node["id"].as_str()).collect();
    assert!(used.len() > 20, "{used:?}");
    for id in used {
        let needed = version(packages[id]);
        assert!(needed <= Some(stated), "{id} needs Rust {needed:?}");
    }
}

/// Major and minor version. `None` if the package states none.
fn version(package: &Value) -> Option<(u32, u32)> {
    let mut numbers = package["rust_version"].as_str()?.split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("cargo runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
