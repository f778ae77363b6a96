//! `generate` with a document: what is written, and when nothing is.

use crate::place::{BOATS, Place, broken, command, finish, skipping, warning};

const ARGS: [&str; 6] = ["generate", "boats.yaml", "--out", "sdk", "--name", "boats"];

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&ARGS, more].concat()
}

/// How many files are in the output, without the lock.
fn files(place: &Place) -> usize {
    let tree = place.tree();
    let files = tree
        .keys()
        .filter(|name| name.starts_with("sdk/") && !name.ends_with('/'));
    files.count() - 1
}

#[test]
fn writes_then_has_nothing_to_do() {
    let place = Place::with(BOATS);
    let first = place.run(ARGS).code(0).stdout("");
    let many = files(&place);
    assert_eq!(
        first.stderr,
        format!("boats: {many} files written, 0 unchanged\nsdk/oascribe.lock: written\n")
    );
    let tree = place.tree();
    let expected = format!("boats: 0 files written, {many} unchanged\n");
    place.run(ARGS).code(0).stderr(&expected);
    assert_eq!(place.tree(), tree);
    assert!(!tree.keys().any(|name| name.contains("/.")), "{tree:?}");
}

#[test]
fn writes_only_what_differs() {
    let place = Place::with(BOATS);
    place.run(ARGS).code(0);
    let many = files(&place);
    let text = place.read("sdk/src/lib.rs");
    let first = text.lines().next().unwrap();
    place.write("sdk/src/lib.rs", &format!("{first}\n// edited\n"));
    place.write("sdk/src/old.rs", &text);
    place.write("sdk/src/mine.rs", "// mine\n");
    let expected = format!("boats: 1 file written, 1 removed, {} unchanged\n", many - 1);
    place.run(ARGS).code(0).stderr(&expected);
    assert_eq!(place.read("sdk/src/lib.rs"), text);
    assert!(!place.exists("sdk/src/old.rs"));
    assert!(place.exists("sdk/src/mine.rs"));
}

#[test]
fn the_name_is_that_of_the_folder() {
    let place = Place::with(BOATS);
    let out = ["generate", "boats.yaml", "--out", "deep/My-Boats"];
    place.run(out).code(0).says("my_boats: ");
    let out = ["generate", "boats.yaml", "--out", "1"];
    place.run(out).code(2).stderr(
        "error: the folder `1` gives no name for the crate\n  = help: add `--name CRATE`\n",
    );
}

#[test]
fn a_document_on_stdin() {
    let place = Place::new();
    let args = ["generate", "-", "--out", "sdk", "--name", "boats"];
    place.run_with(BOATS, args).code(0).says("boats: ");
    let other = Place::with(BOATS);
    other.run(ARGS).code(0);
    let (mut one, mut other) = (place.tree(), other.tree());
    other.remove("boats.yaml");
    assert_eq!(one.remove("boats.yaml"), None);
    assert_eq!(one, other);
    place
        .run_with(&broken(), args)
        .code(1)
        .says(" --> <stdin>:3:1");
}

#[test]
fn the_same_bytes_wherever_it_runs() {
    let place = Place::with(BOATS);
    place.run(ARGS).code(0);
    let expected = place.tree();
    let other = Place::with(BOATS);
    other.write("elsewhere/x", "");
    let out = other.path("sdk");
    let mut run = command(&other.path("elsewhere"));
    run.args(["generate", "../boats.yaml", "--name", "boats", "--out"])
        .arg(out)
        .env("TZ", "Asia/Kathmandu")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "tr_TR.UTF-8");
    assert_eq!(finish(&mut run, "").code, 0);
    let mut found = other.tree();
    found.retain(|name, _| !name.starts_with("elsewhere"));
    assert_eq!(found, expected);
}

#[test]
fn an_error_writes_nothing() {
    let place = Place::with(&broken());
    let before = place.tree();
    place
        .run(ARGS)
        .code(1)
        .stdout("")
        .says("error[syntax]")
        .says("nothing was written: 1 error\n");
    assert_eq!(place.tree(), before);
}

#[test]
fn an_error_leaves_old_output_whole() {
    let place = Place::with(BOATS);
    place.run(ARGS).code(0);
    place.write("boats.yaml", &broken());
    let before = place.tree();
    place.run(ARGS).code(1);
    assert_eq!(place.tree(), before);
}

#[test]
fn denied_findings_write_nothing() {
    let place = Place::with(&skipping());
    let before = place.tree();
    let expected = "\
boats: nothing was written: 1 skipped, and what is left out is denied
  = help: correct the document, or leave out `--deny`
";
    place
        .run(args(&["--deny", "skipped"]))
        .code(1)
        .says("skipped[dangling-ref]")
        .says(expected);
    place.write("boats.yaml", &warning());
    let expected = "boats: nothing was written: 1 warning, and warnings are denied";
    place
        .run(args(&["--deny", "warnings"]))
        .code(1)
        .says("warning[unknown-keyword]")
        .says(expected);
    place.write("boats.yaml", BOATS);
    assert_eq!(place.tree().len(), before.len());
}

#[test]
fn findings_that_are_not_denied_are_only_said() {
    for (document, code) in [
        (skipping(), "skipped[dangling-ref]"),
        (warning(), "warning[unknown-keyword]"),
    ] {
        let place = Place::with(&document);
        place.run(ARGS).code(0).says(code).says("boats: ");
        assert!(place.exists("sdk/src/lib.rs"));
    }
    let place = Place::with(&warning());
    place.run(args(&["--deny", "skipped"])).code(0);
}

#[test]
fn foreign_files_are_kept() {
    let place = Place::with(BOATS);
    place.write("sdk/Cargo.toml", "[package]\n");
    let before = place.tree();
    let path = place.path("sdk/Cargo.toml");
    let path = path.strip_prefix(place.path("")).unwrap().display();
    place
        .run(ARGS)
        .code(1)
        .says(&format!(
            "error[foreign-file]: `{path}` was not written by oascribe"
        ))
        .says("nothing was written: 1 error\n");
    assert_eq!(place.tree(), before);
}

#[test]
fn the_output_folder_is_a_file() {
    let place = Place::with(BOATS);
    place.write("sdk", "");
    place
        .run(ARGS)
        .code(2)
        .says("error: cannot ")
        .says("  = help: ");
}

#[test]
fn a_module_says_what_it_needs() {
    let place = Place::with(BOATS);
    let ran = place.run(args(&["--mode", "module"])).code(0);
    let ran = ran.tells("# What the module `boats` needs in the Cargo.toml of your crate:\n");
    assert!(ran.stdout.contains("serde"), "{ran:?}");
    assert!(!place.exists("sdk/Cargo.toml"));
}

#[test]
fn models_alone() {
    let place = Place::with(BOATS);
    place.run(args(&["--mode", "models"])).code(0);
    let manifest = place.read("sdk/Cargo.toml");
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
    let names = dependencies
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
        .collect::<Vec<_>>();
    assert_eq!(names, ["serde", "serde_json"]);
}

#[test]
fn wrong_usage() {
    let place = Place::with(BOATS);
    place.run(["generate", "boats.yaml"]).code(2).stderr(
        "error: where should the output of boats.yaml go?\n  \
         = help: add `--out DIR`, or leave SPEC out to generate every entry of oascribe.toml\n",
    );
    place
        .run(["generate", "none.yaml", "--out", "sdk"])
        .code(2)
        .stderr(
            "error: cannot read none.yaml: No such file or directory (os error 2)\n  \
             = help: check the path; it is relative to the current folder\n",
        );
    place
        .run(["generate", "boats.yaml", "--out", "sdk", "--name", "a b"])
        .code(2)
        .says("error: `a b` can't be the name of a crate\n");
    place.run(["generate", "--out", "sdk"]).code(2);
    place.run(["generate", "--mode", "lib"]).code(2);
    place.run(args(&["--check", "--dry-run"])).code(2);
    place.run([""; 0]).code(2);
    place.run(["generate"]).code(2).stderr(
        "error: no oascribe.toml here or in a folder above\n  \
         = help: write one with `oascribe init`, or name the document: `oascribe generate SPEC --out DIR`\n",
    );
    assert_eq!(place.tree().len(), 1);
}
