//! The three modes: a crate, models that need serde only, and a module of another crate.

use oascribe_test_support as support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Creates an empty folder in the target folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("modes")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn generate(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
        .arg("generate")
        .args(arguments)
        .current_dir(support::root())
        .output()
        .expect("the command runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Checks the crate in a folder as a user would, with warnings as errors.
fn check(folder: &Path, arguments: &[&str]) {
    fs::copy(
        support::root().join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .expect("a lock file");
    let output = Command::new(env!("CARGO"))
        .arg("check")
        .arg("--quiet")
        .args(arguments)
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("modes/target"),
        )
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{messages}", folder.display());
}

/// Makes a crate a workspace of its own.
fn alone(manifest: &Path) {
    let text = fs::read_to_string(manifest).expect("a manifest");
    fs::write(manifest, format!("{text}\n[workspace]\n")).expect("a manifest");
}

#[test]
fn a_crate_builds_alone() {
    let folder = folder("crate");
    let out = folder.to_string_lossy();
    let document = ["spec/mongodb.yaml", "--out", &out, "--name", "mongo_sdk"];
    let features = ["--features", "regex,tracing,chrono,jiff,time"];
    generate(&[&document[..], &features].concat());
    alone(&folder.join("Cargo.toml"));
    check(&folder, &["--no-default-features"]);
    check(&folder, &["--no-default-features", "--features", "client"]);
    check(
        &folder,
        &[
            "--no-default-features",
            "--features",
            "client,regex,tracing,chrono,jiff,time",
        ],
    );
}

/// With two of them, each `ClientConfig::builder()` of rustls in the program panics.
#[test]
fn both_clients_have_one_provider_of_cryptography() {
    let folder = folder("tls");
    let out = folder.to_string_lossy();
    let document = ["spec/mongodb.yaml", "--out", &out, "--name", "tls_sdk"];
    generate(&[&document[..], &["--features", "blocking"]].concat());
    alone(&folder.join("Cargo.toml"));
    let lock = support::root().join("Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("a lock file");
    let default = crates(&folder, &["--features", "blocking"]);
    for name in ["reqwest", "ureq", "rustls", "aws-lc-rs"] {
        assert!(default.contains(&name.to_owned()), "{name}: {default:?}");
    }
    assert!(!default.contains(&"ring".to_owned()), "{default:?}");
    let own = [
        "--no-default-features",
        "--features",
        "reqwest,blocking,rustls-no-provider",
    ];
    let own = crates(&folder, &own);
    for name in ["ring", "aws-lc-rs"] {
        assert!(!own.contains(&name.to_owned()), "{name}: {own:?}");
    }
}

/// The names of the crates that a crate is built with.
fn crates(folder: &Path, features: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree", "--edges", "normal", "--prefix", "none", "--format", "{p}",
        ])
        .args(features)
        .current_dir(folder)
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
    let text = String::from_utf8_lossy(&output.stdout);
    let names = text.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn models_need_only_serde_and_serde_json() {
    let folder = folder("models");
    let out = folder.to_string_lossy();
    let arguments = [
        "spec/mongodb.yaml",
        "--out",
        &out,
        "--name",
        "mongo_models",
        "--mode",
        "models",
    ];
    generate(&arguments);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let manifest: toml::Table = manifest.parse().expect("the manifest is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("dependencies");
    let names: Vec<&str> = dependencies.keys().map(String::as_str).collect();
    assert_eq!(names, ["serde", "serde_json"]);
    assert!(
        !folder.join("src/api").exists(),
        "models have no operations"
    );
    assert_no_conditions(&folder);
    alone(&folder.join("Cargo.toml"));
    check(&folder, &[]);
}

/// Models and modules have no cargo features, so nothing may be conditional on one.
fn assert_no_conditions(folder: &Path) {
    for path in support::files_below(folder) {
        if path.ends_with(".rs") {
            let text = fs::read_to_string(folder.join(&path)).expect("a source");
            assert!(!text.contains("feature = "), "{path} names a feature");
            assert!(!text.contains("$crate"), "{path} has $crate");
            assert!(!text.contains("macro_export"), "{path} exports a macro");
        }
    }
}

#[test]
fn two_modules_work_in_one_program() {
    for edition in ["2021", "2024"] {
        let folder = folder(&format!("module-{edition}"));
        let mut results = String::new();
        for module in ["backups", "copies"] {
            let out = folder.join("src").join(module);
            let out = out.to_string_lossy();
            results = generate(&[
                "spec/mongodb.yaml",
                "--out",
                &out,
                "--name",
                module,
                "--mode",
                "module",
            ]);
        }
        assert_no_conditions(&folder.join("src"));
        let config = oascribe_codegen::config::CrateConfig::new("backups");
        let dependencies = oascribe_codegen::dependencies(&config);
        for line in dependencies.lines() {
            assert!(
                results.contains(line),
                "the command must print {line}:\n{results}"
            );
        }
        let manifest = format!(
            "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\n[dependencies]\n{dependencies}\n[workspace]\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::write(folder.join("src/main.rs"), PROGRAM).expect("a program");
        check(&folder, &[]);
    }
}

const PROGRAM: &str = "mod backups;
mod copies;

fn main() {
    let client = backups::Client::builder().bearer_token(\"t\").build().expect(\"a client\");
    let _ = client.backup().get(\"b\").to_http();
    println!(\"{:?}\", copies::models::Backup::new(\"c\"));
}
";
