//! Runs the steps of `action.yml` as a GitHub runner does, in a temporary repository.
//!
//! GitHub evaluates `if:` and `${{ … }}`, so the tests pass the results to the steps. `gh` is a script that logs its arguments.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use oascribe_test_support::root;
use serde_yaml::Value;
use tempfile::TempDir;

/// The script of a step.
fn script(id: &str) -> String {
    let text = fs::read_to_string(root().join("action.yml")).expect("the action");
    let action: Value = serde_yaml::from_str(&text).expect("YAML");
    let mut steps = action["runs"]["steps"].as_sequence().expect("steps").iter();
    let step = steps.find(|step| step["id"] == id).expect("a step");
    step["run"].as_str().expect("a script").to_owned()
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
    runner.step(&script("diff"), &environment)
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
    for file in ["sarif", "html"] {
        let path = runner.output(file);
        assert!(
            Path::new(&path).starts_with(runner.output("folder")) && Path::new(&path).is_file()
        );
    }

    // The comment is created once, then updated.
    let environment = [
        ("COMMENT", runner.output("comment")),
        ("NUMBER", "7".to_owned()),
    ];
    let environment = environment
        .each_ref()
        .map(|(key, value)| (*key, value.as_str()));
    assert!(
        runner
            .step(&script("comment"), &environment)
            .status
            .success()
    );
    runner.write("comments", "42\n43\n");
    assert!(
        runner
            .step(&script("comment"), &environment)
            .status
            .success()
    );
    let calls = runner.read("calls");
    let calls: Vec<_> = calls.lines().collect();
    assert!(calls[0].contains("-X POST repos/shop/api/issues/7/comments"));
    assert!(calls[1].contains("-X PATCH repos/shop/api/issues/comments/42"));

    let code = runner.output("code");
    let last = runner.step(&script("result"), &[("CODE", &code)]);
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
    let output = runner.step(&script("diff"), &environment);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

/// A runner without the oascribe command, and with a release or without one.
fn installer(gh: &str) -> Runner {
    let runner = Runner(tempfile::tempdir().expect("a folder"));
    runner.write("bin/gh", gh);
    runner.write("bin/cargo", CARGO);
    runner.sh("chmod +x bin/gh bin/cargo");
    runner
}

/// Downloads an archive with a command that prints a version.
const RELEASE: &str = "#!/bin/sh
echo \"$*\" >> calls
while [ \"$1\" != --dir ]; do shift; done
cd \"$2\"
printf '#!/bin/sh\\necho oascribe 1.0.0 of the release\\n' > oascribe
chmod +x oascribe
tar -czf oascribe-x86_64-unknown-linux-musl.tar.gz oascribe
sha256sum oascribe-x86_64-unknown-linux-musl.tar.gz > oascribe-x86_64-unknown-linux-musl.tar.gz.sha256
";

/// The same, with an archive that was changed after its digest was made.
const FORGED: &str = "
echo >> oascribe-x86_64-unknown-linux-musl.tar.gz
";

/// Has no release.
const NOTHING: &str = "#!/bin/sh\nexit 1\n";

/// Installs a command that prints a version.
const CARGO: &str = "#!/bin/sh
echo \"$*\" >> calls
while [ \"$1\" != --root ]; do shift; done
printf '#!/bin/sh\\necho oascribe 1.0.0 of the source\\n' > \"$2/bin/oascribe\"
chmod +x \"$2/bin/oascribe\"
";

/// Runs the step that finds the command, with an input.
fn install(runner: &Runner, input: &str) -> Output {
    let home = runner.0.path().join("home").display().to_string();
    let action = root().display().to_string();
    let environment = [
        ("OASCRIBE", input),
        ("REPOSITORY", "shop/oascribe"),
        ("REF", "v1.0.0"),
        ("RUNNER_OS", "Linux"),
        ("RUNNER_ARCH", "X64"),
        ("HOME", &home),
        ("GITHUB_ACTION_PATH", &action),
    ];
    runner.step(&script("install"), &environment)
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn the_command_comes_from_the_input_the_cache_or_a_release() {
    let runner = installer(RELEASE);
    let release = install(&runner, "");
    assert_eq!(printed(&release), "oascribe 1.0.0 of the release");
    let cached = install(&runner, "");
    assert_eq!(printed(&cached), "oascribe 1.0.0 of the release");
    let downloads = runner.read("calls");
    assert_eq!(downloads.lines().count(), 1, "{downloads}");
    assert!(downloads.contains("release download v1.0.0 --repo shop/oascribe"));
    let input = install(&runner, env!("CARGO_BIN_EXE_oascribe"));
    assert_eq!(
        printed(&input),
        concat!("oascribe ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn the_command_is_built_once_if_there_is_no_release() {
    let runner = installer(NOTHING);
    for _ in 0..2 {
        let built = install(&runner, "");
        assert_eq!(printed(&built), "oascribe 1.0.0 of the source", "{built:?}");
    }
    let calls = runner.read("calls");
    assert_eq!(calls.lines().count(), 1, "{calls}");
    assert!(
        calls.starts_with("install --quiet --locked --path"),
        "{calls}"
    );
}

#[test]
fn an_archive_with_another_digest_is_refused() {
    let runner = installer(&format!("{RELEASE}{FORGED}"));
    let output = install(&runner, "");
    assert!(!output.status.success());
    assert_eq!(runner.output("oascribe"), "");
}
