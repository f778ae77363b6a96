//! `--check`, `--dry-run`, message formats, and the note about workspaces.

use crate::sandbox::{BOATS, Sandbox, skipping, warning};

const ARGS: [&str; 6] = ["generate", "boats.yaml", "--out", "sdk", "--name", "boats"];

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&ARGS, more].concat()
}

#[test]
fn check_lists_missing_files() {
    let sandbox = Sandbox::with(BOATS);
    let before = sandbox.tree();
    sandbox
        .run(args(&["--check"]))
        .code(1)
        .stdout_contains("missing: sdk/src/lib.rs\n")
        .stdout_contains("missing: sdk/oascribe.lock\n")
        .stderr_contains("out of date: ")
        .stderr_contains(" files missing\n  = help: run the same command without `--check`");
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn check_prints_a_diff() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    let run = sandbox.run(args(&["--check"])).code(0).stdout("");
    assert!(run.stderr.ends_with(" files up to date\n"), "{run:?}");
    let text = sandbox.read("sdk/src/lib.rs");
    sandbox.write("sdk/src/lib.rs", &format!("{text}// edited\n"));
    sandbox.write("sdk/src/old.rs", &text);
    let before = sandbox.tree();
    let run = sandbox.run(args(&["--check"])).code(1).stderr(
        "out of date: 1 file differs, 1 file stale\n  \
         = help: run the same command without `--check`, and commit the files that it writes\n",
    );
    assert!(run.stdout.starts_with("differs: sdk/src/lib.rs\n    @@ -"));
    assert!(run.stdout.contains("\n    -// edited\n"), "{run:?}");
    assert!(run.stdout.ends_with("\nstale: sdk/src/old.rs\n"), "{run:?}");
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn check_detects_a_changed_document() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    sandbox.write(
        "boats.yaml",
        &BOATS.replace("type: number", "type: boolean"),
    );
    let run = sandbox.run(args(&["--check"])).code(1);
    let run = run
        .stdout_contains("Option<f64>")
        .stdout_contains("Option<bool>");
    assert!(run.stdout.contains("differs: sdk/src/models"), "{run:?}");
}

#[test]
fn long_diffs_are_truncated() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    let text = sandbox.read("sdk/src/lib.rs");
    sandbox.write(
        "sdk/src/lib.rs",
        &format!("{text}{}", "// edited\n".repeat(99)),
    );
    let run = sandbox.run(args(&["--check"])).code(1);
    assert!(run.stdout.ends_with(" more lines\n"), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 42, "{run:?}");
}

#[test]
fn dry_run_lists_files() {
    let sandbox = Sandbox::with(BOATS);
    let before = sandbox.tree();
    let run = sandbox.run(args(&["--dry-run"])).code(0);
    let run = run
        .stdout_contains("write  sdk/src/lib.rs\n")
        .stderr_contains(" files to write, 0 unchanged\n");
    assert!(
        run.stdout.ends_with("write  sdk/oascribe.lock\n"),
        "{run:?}"
    );
    assert_eq!(sandbox.tree(), before);
    sandbox.run(ARGS).code(0);
    let text = sandbox.read("sdk/src/lib.rs");
    sandbox.write("sdk/src/old.rs", &text);
    sandbox
        .run(args(&["--dry-run"]))
        .code(0)
        .stdout("remove sdk/src/old.rs\n")
        .stderr_contains("boats: 0 files to write, 1 to remove, ");
    assert!(sandbox.exists("sdk/src/old.rs"));
}

#[test]
fn json_findings_on_stdout() {
    let sandbox = Sandbox::with(&skipping());
    let run = sandbox
        .run(args(&["--message-format", "json", "--deny", "skipped"]))
        .code(1);
    let lines: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 1, "{run:?}");
    assert_eq!(lines[0]["code"], "dangling-ref");
    assert_eq!(lines[0]["severity"], "skipped");
    assert_eq!(lines[0]["file"], "boats.yaml");
    assert_eq!(lines[0]["line"], 20);
    assert!(run.stderr.starts_with("boats: nothing was written"));
    // The list of changed files must not mix with JSON findings on stdout.
    let run = sandbox
        .run(args(&["--message-format", "json", "--check"]))
        .code(1);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(run.stderr.contains("missing: sdk/src/lib.rs"));
}

#[test]
fn annotations_on_stdout() {
    let sandbox = Sandbox::with(&warning());
    let run = sandbox.run(args(&["--message-format", "github"])).code(0);
    assert!(
        run.stdout
            .starts_with("::warning file=boats.yaml,line=30,col=7"),
        "{run:?}"
    );
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
}

#[test]
fn notes_need_verbose() {
    let sandbox = Sandbox::with(BOATS);
    let quiet = sandbox.run(ARGS).code(0);
    assert!(!quiet.stderr.contains("note["), "{quiet:?}");
}

#[test]
fn a_workspace_without_the_crate() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.write("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
    sandbox.run(ARGS).code(0).stderr_contains(
        "note: sdk is inside the workspace of Cargo.toml, which does not list it\n  \
         = help: to make it a member, add \"sdk\" to `members` of [workspace]\n  \
         = help: to keep it separate, add \"sdk\" to `exclude` of [workspace]\n",
    );
    for manifest in [
        "[workspace]\nmembers = [\"s*\"]\n",
        "[workspace]\nexclude = [\"sdk\"]\n",
        "[workspace]\n[package]\nname = \"a\"\n[dependencies]\nboats = { path = \"sdk\" }\n",
        "[package]\nname = \"a\"\n",
    ] {
        sandbox.write("Cargo.toml", manifest);
        let run = sandbox.run(ARGS).code(0);
        assert!(!run.stderr.contains("note:"), "{manifest}: {run:?}");
    }
}
