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

/// Adds a file that the last run wrote and that is no longer needed.
fn stale(sandbox: &Sandbox, text: &str) {
    sandbox.write("sdk/src/old.rs", text);
    let list = sandbox.read("sdk/oascribe.files");
    sandbox.write("sdk/oascribe.files", &format!("{list}src/old.rs\n"));
}

#[test]
fn check_prints_a_diff() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    let run = sandbox.run(args(&["--check"])).code(0).stdout("");
    assert!(run.stderr.ends_with(" files up to date\n"), "{run:?}");
    let text = sandbox.read("sdk/src/lib.rs");
    sandbox.write("sdk/src/lib.rs", &format!("{text}// edited\n"));
    stale(&sandbox, &text);
    let before = sandbox.tree();
    let run = sandbox.run(args(&["--check"])).code(1).stderr(
        "out of date: 2 files differ, 1 file stale\n  \
         = help: run the same command without `--check`, and commit the files that it writes\n",
    );
    assert!(run.stdout.contains("differs: sdk/src/lib.rs\n    @@ -"));
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
    stale(&sandbox, &text);
    sandbox
        .run(args(&["--dry-run"]))
        .code(0)
        .stdout("write  sdk/oascribe.files\nremove sdk/src/old.rs\n")
        .stderr_contains("boats: 1 file to write, 1 to remove, ");
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
    // Each file that is out of date is a finding, too.
    let run = sandbox
        .run(args(&["--message-format", "json", "--check"]))
        .code(1);
    let mut codes: Vec<_> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|found| found["code"].as_str().unwrap().to_owned())
        .collect();
    codes.dedup();
    assert_eq!(codes, ["dangling-ref", "out-of-date"]);
    assert!(run.stderr.contains(" files missing\n"), "{}", run.stderr);
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
        "[workspace]\nresolver = \"3\"\nmembers = [\"s*\"]\n",
        "[workspace]\nexclude = [\"sdk\"]\n",
        "[workspace]\n[package]\nname = \"a\"\nedition = \"2024\"\n[dependencies]\nboats = { path = \"sdk\" }\n",
        "[package]\nname = \"a\"\n",
    ] {
        sandbox.write("Cargo.toml", manifest);
        let run = sandbox.run(ARGS).code(0);
        assert!(!run.stderr.contains("note:"), "{manifest}: {run:?}");
    }
    // Only the root decides how the dependencies of its members are chosen.
    sandbox.write("Cargo.toml", "[workspace]\nmembers = [\"sdk\"]\n");
    sandbox.run(ARGS).code(0).stderr_contains(
        "note: the workspace of Cargo.toml uses a resolver that ignores `rust-version`: dependencies may need a newer \
         Rust\n  = help: set `resolver = \"3\"` in [workspace]\n",
    );
}

#[test]
fn reports_overwrite_only_reports() {
    let sandbox = Sandbox::with(BOATS);
    for format in ["markdown", "json", "sarif", "text", "github"] {
        let write = format!("{format}=report");
        let diff = ["diff", "boats.yaml", "boats.yaml", "--write", &write];
        let again = match format {
            // These formats have no mark.
            "text" | "github" => 2,
            _ => 0,
        };
        sandbox.write("report", "notes\n");
        sandbox.run(diff).code(2).stderr(
            "error: report was not written by oascribe\n  \
             = help: name another file, or add `--force` to overwrite it\n",
        );
        assert_eq!(sandbox.read("report"), "notes\n");
        sandbox.run(diff.iter().chain(&["--force"])).code(0);
        assert_ne!(sandbox.read("report"), "notes\n");
        if !sandbox.read("report").is_empty() {
            sandbox.run(diff).code(again);
        }
    }
}

#[test]
fn check_reports_drift_to_programs() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    let text = sandbox.read("sdk/src/lib.rs");
    sandbox.write("sdk/src/lib.rs", &format!("{text}// edited\n"));
    let lines = text.lines().count();
    let json = args(&["--check", "--message-format", "json"]);
    let run = sandbox.run(json).code(1);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(found["code"], "out-of-date");
    assert_eq!(found["file"], "sdk/src/lib.rs");
    assert_eq!(found["line"], lines + 1);
    // The findings about the document and those about the files are one log.
    sandbox.write("boats.yaml", &warning());
    let sarif = args(&["--check", "--message-format", "sarif"]);
    let run = sandbox.run(sarif).code(1);
    let log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() > 1, "{log}");
    std::fs::remove_file(sandbox.path("sdk/src/lib.rs")).unwrap();
    sandbox
        .run(args(&["--check", "--message-format", "github"]))
        .code(1)
        .stdout_contains("::error file=sdk/src/lib.rs")
        .stdout_contains("sdk/src/lib.rs is missing");
}

#[test]
fn the_first_run_shows_the_next_commands() {
    let sandbox = Sandbox::project(BOATS, "");
    sandbox
        .run(["generate"])
        .code(0)
        .stderr_contains("\nNext:\n  cargo add --path sdk ")
        .stderr_contains("git add sdk oascribe.lock ");
    let again = sandbox.run(["generate"]).code(0);
    assert!(!again.stderr.contains("Next:"), "{again:?}");
}
