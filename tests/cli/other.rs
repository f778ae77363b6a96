//! `explain`, `init`, `completions`, and the help.

use crate::place::{BOATS, Place};

#[test]
fn explain_one() {
    let place = Place::new();
    for word in ["bad-lock", "error[bad-lock]", "error[bad-lock]:"] {
        let ran = place.run(["explain", word]).code(0).stderr("");
        assert!(
            ran.stdout
                .starts_with("error[bad-lock]: oascribe.lock can't be understood\n\nThe lock"),
            "{ran:?}"
        );
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80));
    }
}

#[test]
fn explain_all() {
    let ran = Place::new().run(["explain"]).code(0).stderr("");
    let ran = ran
        .tells("error    bad-lock ")
        .tells("skipped  dangling-ref ");
    assert!(ran.stdout.lines().count() > 15);
}

#[test]
fn explain_nothing_known() {
    let place = Place::new();
    place.run(["explain", "bad-lok"]).code(2).stdout("").stderr(
        "error: there is no diagnostic `bad-lok`\n  \
         = help: did you mean `bad-lock`? `oascribe explain` lists them all\n",
    );
    place.run(["explain", "zzz"]).code(2).stderr(
        "error: there is no diagnostic `zzz`\n  = help: `oascribe explain` lists them all\n",
    );
}

#[test]
fn init_then_generate() {
    let place = Place::with(BOATS);
    place
        .run(["init", "boats.yaml"])
        .code(0)
        .stdout("")
        .stderr("oascribe.toml: written; now run `oascribe generate`\n");
    let text = place.read("oascribe.toml");
    assert!(text.contains("spec = 'boats.yaml'\nout = \"boats_sdk\"\n"));
    place.run(["generate"]).code(0).says("boats_sdk: ");
    place.run(["init"]).code(2).stderr(
        "error: there is an oascribe.toml here already\n  \
         = help: add a `[[crate]]` to it, or remove it first\n",
    );
    assert_eq!(place.read("oascribe.toml"), text);
}

/// What the template says in comments is taken once the marks are gone.
#[test]
fn every_line_of_the_template_is_right() {
    let place = Place::with(BOATS);
    place.run(["init", "boats.yaml"]).code(0);
    let text = place.read("oascribe.toml");
    let is_example = |line: &str| line.contains(" = ") || line.starts_with('[');
    let lines = text.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if is_example(rest) => rest,
        _ => line,
    });
    let all: Vec<_> = lines.collect();
    place.write("oascribe.toml", &all.join("\n"));
    let ran = place.run(["generate"]);
    assert!(!ran.stderr.contains("bad-config"), "{ran:?}");
}

#[test]
fn init_without_document() {
    let place = Place::new();
    place
        .run(["init"])
        .code(0)
        .says("put your document at openapi.yaml");
    let place = Place::new();
    place.write("spec/openapi.json", "{}");
    place.run(["init"]).code(0);
    assert!(
        place
            .read("oascribe.toml")
            .contains("spec = 'spec/openapi.json'\nout = \"sdk\"\n")
    );
    let place = Place::new();
    place.run(["init", "none.yaml"]).code(2).stderr(
        "error: none.yaml is no file\n  \
         = help: name the OpenAPI document, or leave it out and fill it in later\n",
    );
    assert_eq!(place.tree().len(), 0);
}

#[test]
fn completions() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        place.run(["completions", shell]).code(0).tells("generate");
    }
    place.run(["completions", "tcsh"]).code(2);
}

#[test]
fn help_names_every_verb_and_no_other() {
    let ran = Place::new().run(["--help"]).code(0);
    let verbs = [
        "changelog",
        "check",
        "completions",
        "diff",
        "explain",
        "generate",
        "init",
        "transcribe",
        "update",
    ];
    let listed = ran.stdout.lines().skip_while(|line| *line != "Commands:");
    let listed = listed.skip(1).take_while(|line| !line.is_empty());
    let mut listed: Vec<_> = listed
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, verbs);
    assert!(ran.stdout.contains("Exit codes: 0 fine; 1 findings"));
}
