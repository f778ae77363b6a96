//! `--check`, `--dry-run`, message formats, notes about a workspace.

use crate::place::{BOATS, Place, skipping, warning};

const ARGS: [&str; 6] = ["generate", "boats.yaml", "--out", "sdk", "--name", "boats"];

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&ARGS, more].concat()
}

#[test]
fn check_of_nothing_lists_what_is_missing() {
    let place = Place::with(BOATS);
    let before = place.tree();
    place
        .run(args(&["--check"]))
        .code(1)
        .tells("missing: sdk/src/lib.rs\n")
        .tells("missing: sdk/oascribe.lock\n")
        .says("out of step: ")
        .says(" files missing\n  = help: run the same command without `--check`");
    assert_eq!(place.tree(), before);
}

#[test]
fn check_shows_what_differs() {
    let place = Place::with(BOATS);
    place.run(ARGS).code(0);
    let ran = place.run(args(&["--check"])).code(0).stdout("");
    assert!(ran.stderr.ends_with(" files in step\n"), "{ran:?}");
    let text = place.read("sdk/src/lib.rs");
    place.write("sdk/src/lib.rs", &format!("{text}// edited\n"));
    place.write("sdk/src/old.rs", &text);
    let before = place.tree();
    let ran = place.run(args(&["--check"])).code(1).stderr(
        "out of step: 1 file differs, 1 file stale\n  \
         = help: run the same command without `--check`, and commit what it writes\n",
    );
    assert!(ran.stdout.starts_with("differs: sdk/src/lib.rs\n    @@ -"));
    assert!(ran.stdout.contains("\n    -// edited\n"), "{ran:?}");
    assert!(ran.stdout.ends_with("\nstale: sdk/src/old.rs\n"), "{ran:?}");
    assert_eq!(place.tree(), before);
}

#[test]
fn check_sees_a_change_of_the_document() {
    let place = Place::with(BOATS);
    place.run(ARGS).code(0);
    place.write(
        "boats.yaml",
        &BOATS.replace("type: number", "type: boolean"),
    );
    let ran = place.run(args(&["--check"])).code(1);
    let ran = ran.tells("Option<f64>").tells("Option<bool>");
    assert!(ran.stdout.contains("differs: sdk/src/models"), "{ran:?}");
}

#[test]
fn long_diffs_are_cut() {
    let place = Place::with(BOATS);
    place.run(ARGS).code(0);
    let text = place.read("sdk/src/lib.rs");
    place.write(
        "sdk/src/lib.rs",
        &format!("{text}{}", "// edited\n".repeat(99)),
    );
    let ran = place.run(args(&["--check"])).code(1);
    assert!(ran.stdout.ends_with(" more lines\n"), "{ran:?}");
    assert_eq!(ran.stdout.lines().count(), 42, "{ran:?}");
}

#[test]
fn dry_run_lists() {
    let place = Place::with(BOATS);
    let before = place.tree();
    let ran = place.run(args(&["--dry-run"])).code(0);
    let ran = ran
        .tells("write  sdk/src/lib.rs\n")
        .says(" files to write, 0 unchanged\n");
    assert!(
        ran.stdout.ends_with("write  sdk/oascribe.lock\n"),
        "{ran:?}"
    );
    assert_eq!(place.tree(), before);
    place.run(ARGS).code(0);
    let text = place.read("sdk/src/lib.rs");
    place.write("sdk/src/old.rs", &text);
    place
        .run(args(&["--dry-run"]))
        .code(0)
        .stdout("remove sdk/src/old.rs\n")
        .says("boats: 0 files to write, 1 to remove, ");
    assert!(place.exists("sdk/src/old.rs"));
}

#[test]
fn json_findings_on_stdout() {
    let place = Place::with(&skipping());
    let ran = place
        .run(args(&["--message-format", "json", "--deny", "skipped"]))
        .code(1);
    let lines: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 1, "{ran:?}");
    assert_eq!(lines[0]["code"], "dangling-ref");
    assert_eq!(lines[0]["severity"], "skipped");
    assert_eq!(lines[0]["file"], "boats.yaml");
    assert_eq!(lines[0]["line"], 20);
    assert!(ran.stderr.starts_with("boats: nothing was written"));
    // Then what is out of step must not stand between the findings.
    let ran = place
        .run(args(&["--message-format", "json", "--check"]))
        .code(1);
    assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");
    assert!(ran.stderr.contains("missing: sdk/src/lib.rs"));
}

#[test]
fn annotations_on_stdout() {
    let place = Place::with(&warning());
    let ran = place.run(args(&["--message-format", "github"])).code(0);
    assert!(
        ran.stdout
            .starts_with("::warning file=boats.yaml,line=30,col=7"),
        "{ran:?}"
    );
    assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");
}

#[test]
fn notes_only_when_asked() {
    let place = Place::with(BOATS);
    let quiet = place.run(ARGS).code(0);
    assert!(!quiet.stderr.contains("note["), "{quiet:?}");
}

#[test]
fn a_workspace_that_does_not_list_the_crate() {
    let place = Place::with(BOATS);
    place.write("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
    place.run(ARGS).code(0).says(
        "note: sdk is inside the workspace of Cargo.toml, which does not list it\n  \
         = help: to build it there, add \"sdk\" to `members` of [workspace]\n  \
         = help: to keep it apart, add \"sdk\" to `exclude` of [workspace]\n",
    );
    for manifest in [
        "[workspace]\nmembers = [\"s*\"]\n",
        "[workspace]\nexclude = [\"sdk\"]\n",
        "[workspace]\n[package]\nname = \"a\"\n[dependencies]\nboats = { path = \"sdk\" }\n",
        "[package]\nname = \"a\"\n",
    ] {
        place.write("Cargo.toml", manifest);
        let ran = place.run(ARGS).code(0);
        assert!(!ran.stderr.contains("note:"), "{manifest}: {ran:?}");
    }
}
