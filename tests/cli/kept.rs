//! What users of a generated crate keep: entries of Cargo.toml, modules, and files that are written once.

use std::fs;

use crate::sandbox::{BOATS, Run, Sandbox, command, finish};

fn generated() -> Sandbox {
    let sandbox = Sandbox::project(BOATS, "");
    sandbox.run(["generate"]).code(0);
    sandbox
}

/// Generates with stamps, as users do.
fn generate(sandbox: &Sandbox) -> Run {
    let mut command = command(&sandbox.path(""));
    command.env("OASCRIBE_CACHE", sandbox.path("cache"));
    finish(command.arg("generate"), "").code(0)
}

#[test]
fn entries_of_the_manifest_are_kept() {
    let sandbox = generated();
    let generated = sandbox.read("sdk/Cargo.toml");
    let mine = generated
        .replace(
            "[dependencies]\n",
            "[dependencies]\n# For the extensions.\nanyhow = \"1\"\n",
        )
        .replace("[features]\n", "[features]\nmine = []\n")
        + "\n[lints.rust]\nunused = \"deny\"\n";
    sandbox.write("sdk/Cargo.toml", &mine);
    sandbox.run(["generate", "--check"]).code(0);
    sandbox.run(["generate"]).code(0);
    assert_eq!(sandbox.read("sdk/Cargo.toml"), mine);

    // A generated entry that was changed is generated again, and nothing else is.
    let changed = mine.replace("edition = \"2024\"", "edition = \"2018\" # mine");
    sandbox.write("sdk/Cargo.toml", &changed);
    sandbox.run(["generate", "--check"]).code(1);
    sandbox.run(["generate"]).code(0);
    let expected = mine.replace("edition = \"2024\"", "edition = \"2024\" # mine");
    assert_eq!(sandbox.read("sdk/Cargo.toml"), expected);
}

#[test]
fn features_come_and_go_beside_the_entries_of_the_user() {
    let sandbox = generated();
    let config = sandbox.read("oascribe.toml");
    let mine = sandbox.read("sdk/Cargo.toml") + "\n[lints.rust]\nunused = \"deny\"\n";
    sandbox.write("sdk/Cargo.toml", &mine);
    sandbox.write(
        "oascribe.toml",
        &format!("{config}features = ['blocking']\n"),
    );
    sandbox.run(["generate"]).code(0);
    let with = sandbox.read("sdk/Cargo.toml");
    assert!(
        with.contains("\nblocking = ") && with.contains("\nureq = "),
        "{with}"
    );
    sandbox.write("oascribe.toml", &config);
    sandbox.run(["generate"]).code(0);
    let without = sandbox.read("sdk/Cargo.toml");
    assert!(
        !without.contains("\nblocking = ") && !without.contains("ureq = "),
        "{without}"
    );
    assert!(
        without.ends_with("[lints.rust]\nunused = \"deny\"\n"),
        "{without}"
    );
}

#[test]
fn a_module_of_the_user_is_declared_while_it_exists() {
    let sandbox = generated();
    let root = sandbox.read("sdk/src/lib.rs");
    assert!(!root.contains("mod ext;"));
    generate(&sandbox);
    sandbox.write("sdk/src/ext.rs", "//! Mine.\n");
    sandbox.write("sdk/src/other.rs", "//! Not declared.\n");
    generate(&sandbox);
    let declared = sandbox.read("sdk/src/lib.rs");
    assert_eq!(
        declared,
        root.replace("mod runtime;", "pub mod ext;\nmod runtime;")
    );
    sandbox.run(["generate", "--check"]).code(0);
    assert_eq!(sandbox.read("sdk/src/ext.rs"), "//! Mine.\n");
    assert_eq!(sandbox.read("sdk/src/other.rs"), "//! Not declared.\n");
    fs::remove_file(sandbox.path("sdk/src/ext.rs")).unwrap();
    generate(&sandbox);
    assert_eq!(sandbox.read("sdk/src/lib.rs"), root);
}

#[test]
fn modules_are_chosen_in_the_configuration() {
    let sandbox = Sandbox::project(BOATS, "own-modules = ['a', 'b', 'ext']\n");
    sandbox.run(["generate"]).code(0);
    sandbox.write("sdk/src/b/mod.rs", "");
    sandbox.write("sdk/src/ext.rs", "");
    sandbox.run(["generate"]).code(0);
    let root = sandbox.read("sdk/src/lib.rs");
    assert!(
        root.contains("\npub mod b;\npub mod ext;\nmod runtime;\n"),
        "{root}"
    );
    let invalid = Sandbox::project(BOATS, "own-modules = ['runtime']\n");
    let run = invalid.run(["generate"]).code(1);
    assert!(
        run.stderr.contains("generated module `runtime`"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_readme_is_written_once() {
    let sandbox = generated();
    assert!(sandbox.read("sdk/README.md").starts_with("# "));
    sandbox.write("sdk/README.md", "mine\n");
    sandbox.run(["generate", "--check"]).code(0);
    sandbox.run(["generate"]).code(0);
    assert_eq!(sandbox.read("sdk/README.md"), "mine\n");
    fs::remove_file(sandbox.path("sdk/README.md")).unwrap();
    sandbox.run(["generate"]).code(0);
    assert!(!sandbox.exists("sdk/README.md"));
    sandbox.run(["generate", "--check"]).code(0);
}

#[test]
fn a_feature_that_does_not_exist_is_an_error_with_a_suggestion() {
    let sandbox = Sandbox::project(BOATS, "features = ['pagin']\n");
    let run = sandbox.run(["generate"]).code(1);
    assert!(
        run.stderr.contains("did you mean `paging`?"),
        "{}",
        run.stderr
    );
    let sandbox = Sandbox::with(BOATS);
    let arguments = [
        "generate",
        "boats.yaml",
        "--out",
        "sdk",
        "--features",
        "blockin",
    ];
    let run = sandbox.run(arguments).code(2);
    assert!(
        run.stderr.contains("did you mean `blocking`?"),
        "{}",
        run.stderr
    );
}
