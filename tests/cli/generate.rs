//! `generate` with a document.

use crate::sandbox::{BOATS, Sandbox, broken, command, finish, skipping, warning};

const ARGS: [&str; 6] = ["generate", "boats.yaml", "--out", "sdk", "--name", "boats"];

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&ARGS, more].concat()
}

/// The number of files in the output, without the lock file.
fn files(sandbox: &Sandbox) -> usize {
    let tree = sandbox.tree();
    let files = tree
        .keys()
        .filter(|name| name.starts_with("sdk/") && !name.ends_with('/'));
    files.count() - 1
}

#[test]
fn a_second_run_writes_nothing() {
    let sandbox = Sandbox::with(BOATS);
    let first = sandbox.run(ARGS).code(0).stdout("");
    let many = files(&sandbox);
    assert_eq!(
        first.stderr,
        format!(
            "boats: {many} files written, 0 unchanged\nsdk/oascribe.lock: written\n\nNext:\n  cargo add --path sdk    # adds the crate to your program\n  cargo doc --open --package boats    # shows its documentation\n  git add sdk sdk/oascribe.lock    # commit both\n"
        )
    );
    let tree = sandbox.tree();
    let expected = format!("boats: 0 files written, {many} unchanged\n");
    sandbox.run(ARGS).code(0).stderr(&expected);
    assert_eq!(sandbox.tree(), tree);
    assert!(!tree.keys().any(|name| name.contains("/.")), "{tree:?}");
}

#[test]
fn writes_only_what_differs() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    let many = files(&sandbox);
    let text = sandbox.read("sdk/src/lib.rs");
    let first = text.lines().next().unwrap();
    sandbox.write("sdk/src/lib.rs", &format!("{first}\n// edited\n"));
    for path in ["old", "copied"] {
        sandbox.write(&format!("sdk/src/{path}.rs"), &text);
    }
    // As if the last run had written one of them.
    let list = sandbox.read("sdk/oascribe.files");
    sandbox.write("sdk/oascribe.files", &format!("{list}src/old.rs\n"));
    sandbox.write("sdk/src/mine.rs", "// mine\n");
    let expected = format!(
        "boats: 2 files written, 1 removed, {} unchanged\n",
        many - 2
    );
    sandbox.run(ARGS).code(0).stderr(&expected);
    assert_eq!(sandbox.read("sdk/src/lib.rs"), text);
    assert!(!sandbox.exists("sdk/src/old.rs"));
    assert!(sandbox.exists("sdk/src/copied.rs") && sandbox.exists("sdk/src/mine.rs"));
}

#[test]
fn the_default_name_is_the_folder() {
    let sandbox = Sandbox::with(BOATS);
    let out = ["generate", "boats.yaml", "--out", "deep/My-Boats"];
    sandbox.run(out).code(0).stderr_contains("my_boats: ");
    let out = ["generate", "boats.yaml", "--out", "1"];
    sandbox.run(out).code(2).stderr(
        "error: the folder name `1` is not a valid crate name\n  = help: add `--name CRATE`\n",
    );
}

#[test]
fn the_document_from_stdin() {
    let sandbox = Sandbox::new();
    let args = ["generate", "-", "--out", "sdk", "--name", "boats"];
    sandbox
        .run_with(BOATS, args)
        .code(0)
        .stderr_contains("boats: ");
    let other = Sandbox::with(BOATS);
    other.run(ARGS).code(0);
    let (mut one, mut other) = (sandbox.tree(), other.tree());
    other.remove("boats.yaml");
    assert_eq!(one.remove("boats.yaml"), None);
    assert_eq!(one, other);
    sandbox
        .run_with(&broken(), args)
        .code(1)
        .stderr_contains(" --> <stdin>:3:1");
}

#[test]
fn output_does_not_depend_on_the_current_folder() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    let expected = sandbox.tree();
    let other = Sandbox::with(BOATS);
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
    let sandbox = Sandbox::with(&broken());
    let before = sandbox.tree();
    sandbox
        .run(ARGS)
        .code(1)
        .stdout("")
        .stderr_contains("error[syntax]")
        .stderr_contains("nothing was written: 1 error\n");
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn an_error_leaves_old_output_unchanged() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(ARGS).code(0);
    sandbox.write("boats.yaml", &broken());
    let before = sandbox.tree();
    sandbox.run(ARGS).code(1);
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn denied_findings_write_nothing() {
    let sandbox = Sandbox::with(&skipping());
    let before = sandbox.tree();
    let expected = "\
boats: nothing was written: 1 skipped, and left-out items are denied
  = help: correct the document, or remove `--deny`
";
    sandbox
        .run(args(&["--deny", "skipped"]))
        .code(1)
        .stderr_contains("skipped[dangling-ref]")
        .stderr_contains(expected);
    sandbox.write("boats.yaml", &warning());
    let expected = "boats: nothing was written: 1 warning, and warnings are denied";
    sandbox
        .run(args(&["--deny", "warnings"]))
        .code(1)
        .stderr_contains("warning[unknown-keyword]")
        .stderr_contains(expected);
    sandbox.write("boats.yaml", BOATS);
    assert_eq!(sandbox.tree().len(), before.len());
}

#[test]
fn findings_that_are_not_denied_are_reported_only() {
    for (document, code) in [
        (skipping(), "skipped[dangling-ref]"),
        (warning(), "warning[unknown-keyword]"),
    ] {
        let sandbox = Sandbox::with(&document);
        sandbox
            .run(ARGS)
            .code(0)
            .stderr_contains(code)
            .stderr_contains("boats: ");
        assert!(sandbox.exists("sdk/src/lib.rs"));
    }
    let sandbox = Sandbox::with(&warning());
    sandbox.run(args(&["--deny", "skipped"])).code(0);
}

#[test]
fn other_files_are_left_alone() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.write("sdk/Cargo.toml", "[package]\n");
    let before = sandbox.tree();
    let path = sandbox.path("sdk/Cargo.toml");
    let path = path.strip_prefix(sandbox.path("")).unwrap().display();
    sandbox
        .run(ARGS)
        .code(1)
        .stderr_contains(&format!(
            "error[foreign-file]: `{path}` was not written by oascribe"
        ))
        .stderr_contains("nothing was written: 1 error\n");
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn the_output_folder_is_a_file() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.write("sdk", "");
    sandbox
        .run(ARGS)
        .code(2)
        .stderr_contains("error: cannot ")
        .stderr_contains("  = help: ");
}

#[test]
fn a_module_prints_its_dependencies() {
    let sandbox = Sandbox::with(BOATS);
    let run = sandbox.run(args(&["--mode", "module"])).code(0);
    let run = run.stdout_contains(
        "# Add the dependencies of the module `boats` to the Cargo.toml of your crate:\n",
    );
    assert!(run.stdout.contains("serde"), "{run:?}");
    assert!(!sandbox.exists("sdk/Cargo.toml"));
}

#[test]
fn models_without_a_client() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(args(&["--mode", "models"])).code(0);
    let manifest = sandbox.read("sdk/Cargo.toml");
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
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(["generate", "boats.yaml"]).code(2).stderr(
        "error: no output folder for boats.yaml\n  \
         = help: add `--out DIR`, or omit SPEC to generate every entry of oascribe.toml\n",
    );
    sandbox
        .run(["generate", "none.yaml", "--out", "sdk"])
        .code(2)
        .stderr(
            "error: cannot read none.yaml: No such file or directory (os error 2)\n  \
             = help: check the path; it is relative to the current folder\n",
        );
    sandbox
        .run(["generate", "boats.yaml", "--out", "sdk", "--name", "a b"])
        .code(2)
        .stderr_contains("error: `a b` is not a valid crate name\n");
    sandbox.run(["generate", "--out", "sdk"]).code(2);
    sandbox.run(["generate", "--mode", "lib"]).code(2);
    sandbox.run(args(&["--check", "--dry-run"])).code(2);
    sandbox.run([""; 0]).code(2);
    sandbox.run(["generate"]).code(2).stderr(
        "error: no oascribe.toml in this folder or a folder above\n  \
         = help: run `oascribe init` to write one, or name the document: `oascribe generate SPEC --out DIR`\n",
    );
    assert_eq!(sandbox.tree().len(), 1);
}
