//! Runs the steps of `action.yml` as a GitHub runner does, in a temporary repository.
//!
//! GitHub evaluates `if:` and `${{ … }}`, so the tests pass the results to the steps. `gh` is a script that logs its arguments.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use oascribe_test_support::root;
use serde_yaml::Value;
use tempfile::TempDir;

/// The scripts of the steps, in order.
fn steps() -> Vec<String> {
    let text = fs::read_to_string(root().join("action.yml")).expect("the action");
    let action: Value = serde_yaml::from_str(&text).expect("YAML");
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let scripts = steps.iter().map(|step| step["run"].as_str());
    scripts
        .map(|run| run.expect("a script").to_owned())
        .collect()
}

struct Runner(TempDir);

impl Runner {
    /// A pull request that changes the document: `main` has the old one.
    fn new(old: &str, new: &str) -> Self {
        let runner = Runner(tempfile::tempdir().expect("a folder"));
        let pairs = root().join("tests/diff");
        let entry = "[[crate]]\nspec = 'api.yaml'\nout = 'sdk'\nname = 'shop'\n";
        runner.write("oascribe.toml", entry);
        runner.write("bin/gh", GH);
        let copy = |name: &str| {
            fs::copy(pairs.join(name), runner.0.path().join("api.yaml")).expect("a copy");
        };
        copy(old);
        runner.sh("git init -q -b main . && chmod +x bin/gh");
        runner.sh("git add . && git -c user.name=a -c user.email=a@b.example commit -qm Base");
        copy(new);
        runner
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_default()
    }

    /// Runs a script as GitHub does for `shell: bash`.
    fn step(&self, script: &str, environment: &[(&str, &str)]) -> Output {
        let home = self.0.path();
        let path = std::env::var("PATH").unwrap_or_default();
        Command::new("bash")
            .args([
                "--noprofile",
                "--norc",
                "-e",
                "-o",
                "pipefail",
                "-c",
                script,
            ])
            .current_dir(home)
            .env("PATH", format!("{}:{path}", home.join("bin").display()))
            .env("RUNNER_TEMP", home.join("temp"))
            .env("GITHUB_OUTPUT", home.join("output"))
            .env("GITHUB_STEP_SUMMARY", home.join("summary"))
            .env("GITHUB_REPOSITORY", "shop/api")
            .envs(environment.iter().copied())
            .output()
            .expect("bash runs")
    }

    fn sh(&self, script: &str) {
        let output = self.step(script, &[]);
        assert!(output.status.success(), "{output:?}");
    }

    /// An output of the first step.
    fn output(&self, key: &str) -> String {
        let text = self.read("output");
        let mut lines = text.lines();
        let found = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        found.unwrap_or_default().to_owned()
    }
}

/// Prints the comments from a file, and logs all other calls.
const GH: &str = "#!/bin/sh
case \"$*\" in
  *--paginate*) cat comments 2> /dev/null || true ;;
  *) echo \"$*\" >> calls ;;
esac
";

fn diff(runner: &Runner, fail_on: &str) -> Output {
    let command = Path::new(env!("CARGO_BIN_EXE_oascribe"))
        .display()
        .to_string();
    let environment = [
        ("BASE", "main"),
        ("FAIL_ON", fail_on),
        ("OASCRIBE", command.as_str()),
    ];
    runner.step(&steps()[0], &environment)
}

#[test]
fn a_pull_request_gets_a_summary_a_comment_and_a_verdict() {
    let runner = Runner::new("schemas/base.yaml", "schemas/revision.yaml");
    let first = diff(&runner, "breaking");
    assert!(first.status.success(), "{first:?}");
    assert!(String::from_utf8_lossy(&first.stdout).contains("::error file=api.yaml,line="));
    let comment = runner.read("temp/oascribe-diff/comment.md");
    assert_eq!(runner.read("summary"), comment);
    assert!(comment.contains(&runner.output("verdict")), "{comment}");
    assert!(runner.output("verdict").contains("breaking"));
    assert!(Path::new(&runner.output("sarif")).is_file());

    // The comment is created once, then updated.
    let environment = [
        ("COMMENT", runner.output("comment")),
        ("NUMBER", "7".to_owned()),
    ];
    let environment = environment
        .each_ref()
        .map(|(key, value)| (*key, value.as_str()));
    assert!(runner.step(&steps()[1], &environment).status.success());
    runner.write("comments", "42\n43\n");
    assert!(runner.step(&steps()[1], &environment).status.success());
    let calls = runner.read("calls");
    let calls: Vec<_> = calls.lines().collect();
    assert!(calls[0].contains("-X POST repos/shop/api/issues/7/comments"));
    assert!(calls[1].contains("-X PATCH repos/shop/api/issues/comments/42"));

    let code = runner.output("code");
    let last = runner.step(&steps()[2], &[("CODE", &code)]);
    assert_eq!(last.status.code(), Some(1));
}

#[test]
fn an_unchanged_document_passes() {
    let runner = Runner::new("schemas/base.yaml", "schemas/base.yaml");
    assert!(diff(&runner, "any").status.success());
    assert_eq!(runner.output("code"), "0");
}

#[test]
fn an_unknown_ref_fails() {
    let runner = Runner::new("schemas/base.yaml", "schemas/revision.yaml");
    let command = env!("CARGO_BIN_EXE_oascribe");
    let environment = [
        ("BASE", "nowhere"),
        ("FAIL_ON", "any"),
        ("OASCRIBE", command),
    ];
    let output = runner.step(&steps()[0], &environment);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}
