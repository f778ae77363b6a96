//! Packages have what registries show, and the files of workflows are valid as far as that can be seen without running
//! them.

use oascribe_test_support as support;

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The crates that are published, in the order of their dependencies.
const CRATES: &[&str] = &["runtime", "codegen", "diff", "transcribe", ""];

fn read(path: &str) -> String {
    let text = fs::read_to_string(support::root().join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn workflows() -> Vec<(String, Value)> {
    let names = support::files_below(&support::root().join(".github/workflows"));
    let paths = names
        .into_iter()
        .map(|name| format!(".github/workflows/{name}"));
    paths.map(|path| (path.clone(), yaml(&path))).collect()
}

/// All steps of a workflow or an action, each with the name of its job.
fn steps(file: &Value) -> Vec<(String, &Value)> {
    let jobs = file["jobs"].as_object().into_iter().flatten();
    let of_jobs = jobs.flat_map(|(name, job)| {
        let steps = job["steps"].as_array().into_iter().flatten();
        steps.map(|step| (name.clone(), step))
    });
    let own = file["runs"]["steps"].as_array().into_iter().flatten();
    of_jobs
        .chain(own.map(|step| ("action".to_owned(), step)))
        .collect()
}

#[test]
fn packages_have_metadata() {
    for folder in CRATES {
        let path = format!("{folder}/Cargo.toml");
        let manifest: toml::Table = read(path.trim_start_matches('/')).parse().expect(&path);
        let package = manifest["package"].as_table().expect("a package");
        for key in [
            "description",
            "license",
            "repository",
            "rust-version",
            "readme",
        ] {
            assert!(package.contains_key(key), "{path} has no {key}");
        }
        for (key, most) in [("keywords", 5), ("categories", 5)] {
            let list = package[key].as_array().expect("a list");
            assert!((1..=most).contains(&list.len()), "{path}: {key}");
        }
        let readme = support::root().join(folder).join("README.md");
        assert!(readme.is_file(), "{} is missing", readme.display());
    }
}

/// Tests and documents would make a crate larger than the 1 MB that `.ci/run` allows.
#[test]
fn packages_have_no_tests() {
    let root: toml::Table = read("Cargo.toml").parse().unwrap();
    let excluded = root["package"]["exclude"].as_array().unwrap();
    for folder in ["/docs", "/generated", "/spec", "/tests", "/packaging"] {
        assert!(
            excluded.iter().any(|one| one.as_str() == Some(folder)),
            "{folder}"
        );
    }
    for folder in ["codegen", "diff", "transcribe"] {
        let manifest: toml::Table = read(&format!("{folder}/Cargo.toml")).parse().unwrap();
        let excluded = manifest["package"]["exclude"].as_array().unwrap();
        assert!(
            excluded.iter().any(|one| one.as_str() == Some("tests")),
            "{folder}"
        );
    }
}

#[test]
fn workflows_have_jobs_with_least_permissions() {
    let workflows = workflows();
    assert!(workflows.len() >= 6, "{}", workflows.len());
    for (path, file) in &workflows {
        assert_eq!(
            file["permissions"]["contents"], "read",
            "{path}: permissions"
        );
        // YAML 1.1 reads the key `on` as true; ours is a parser of YAML 1.2.
        assert!(file["on"].is_object(), "{path}: on");
        let jobs = file["jobs"].as_object().expect("jobs");
        for (name, job) in jobs {
            assert!(job["runs-on"].is_string(), "{path}: {name} has no runs-on");
            if let Some(needed) = job["needs"].as_str() {
                assert!(jobs.contains_key(needed), "{path}: {name} needs {needed}");
            }
        }
    }
}

#[test]
fn steps_name_versions_and_valid_scripts() {
    let actions = ["action.yml", "update/action.yml"].map(|path| (path.to_owned(), yaml(path)));
    let mut scripts = 0;
    for (path, file) in workflows().iter().chain(&actions) {
        for (job, step) in steps(file) {
            match (step["uses"].as_str(), step["run"].as_str()) {
                (Some(action), None) => assert!(
                    action.starts_with("./") || action.contains('@'),
                    "{path}: {job}: {action} has no version"
                ),
                (None, Some(script)) => {
                    scripts += 1;
                    assert_is_bash(&format!("{path}: {job}"), script);
                }
                _ => panic!("{path}: {job}: a step has either `uses` or `run`: {step}"),
            }
        }
    }
    assert!(scripts > 10, "{scripts} scripts");
}

/// Checks the syntax of a script, whose expressions are words.
#[track_caller]
fn assert_is_bash(name: &str, script: &str) {
    let mut text = String::new();
    for (index, part) in script.split("${{").enumerate() {
        let rest = if index == 0 {
            part
        } else {
            part.split_once("}}").expect(name).1
        };
        text.push_str(if index == 0 { "" } else { "expression" });
        text.push_str(rest);
    }
    let mut bash = Command::new("bash")
        .args(["-n", "-c", &text])
        .stdout(Stdio::null())
        .spawn()
        .expect("bash");
    assert!(bash.wait().unwrap().success(), "{name}:\n{text}");
}

/// The archives of a release are those that install.sh, cargo-binstall and the formula download.
#[test]
fn releases_have_what_installers_download() {
    let release = yaml(".github/workflows/release.yml");
    let built = release["jobs"]["build"]["strategy"]["matrix"]["include"]
        .as_array()
        .unwrap();
    let built: Vec<&str> = built
        .iter()
        .filter_map(|one| one["target"].as_str())
        .collect();
    assert_eq!(built.len(), 6);
    for path in ["update/install.sh", "packaging/oascribe.rb"] {
        let text = read(path);
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        let targets = words.filter_map(|word| {
            let word = word.strip_prefix("oascribe-").unwrap_or(word);
            (word.matches('-').count() >= 2 && word.contains("64-")).then_some(word)
        });
        let targets: Vec<&str> = targets.collect();
        assert!(targets.len() >= 4, "{path}: {targets:?}");
        for target in targets {
            assert!(built.contains(&target), "{path}: no release has {target}");
        }
    }
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let url = &manifest["package"]["metadata"]["binstall"]["pkg-url"];
    assert!(
        url.as_str()
            .unwrap()
            .ends_with("/oascribe-{ target }.tar.gz")
    );
}

#[test]
fn the_fuzz_workflow_runs_all_targets() {
    let fuzz = yaml(".github/workflows/fuzz.yml");
    let listed = fuzz["jobs"]["targets"]["strategy"]["matrix"]["target"]
        .as_array()
        .unwrap();
    let listed: Vec<String> = listed
        .iter()
        .map(|one| one.as_str().unwrap().to_owned())
        .collect();
    let table = read("tests/fuzz/src/targets/mod.rs");
    let names = table
        .lines()
        .filter_map(|line| line.trim().strip_prefix("name: \""));
    let names: Vec<&str> = names.filter_map(|rest| rest.strip_suffix("\",")).collect();
    assert!(names.len() > 5, "{names:?}");
    assert_eq!(listed, names);
}

/// The hooks call verbs and options that exist.
#[test]
fn hooks_run_commands_that_exist() {
    for hook in yaml(".pre-commit-hooks.yaml").as_array().unwrap() {
        let entry = hook["entry"].as_str().unwrap();
        let mut words = entry.split(' ');
        assert_eq!(words.next(), Some("oascribe"));
        let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
            .args(words)
            .arg("--help")
            .output()
            .unwrap();
        assert!(output.status.success(), "{entry}");
        for key in ["id", "name", "language", "files"] {
            assert!(hook[key].is_string(), "{entry}: {key}");
        }
    }
}
