//! `generate` with oascribe.toml: entries, the lock file, and errors in both.

use crate::sandbox::{BOATS, Sandbox, broken, skipping};

#[test]
fn every_entry() {
    let sandbox = Sandbox::project(
        BOATS,
        "[[crate]]\nspec = 'boats.yaml'\nout = 'models'\nname = 'plain'\nmode = 'models'\n",
    );
    let run = sandbox.run(["generate"]).code(0).stdout("");
    assert!(run.stderr.contains("boats: "), "{run:?}");
    assert!(run.stderr.contains("\nplain: "), "{run:?}");
    assert!(
        run.stderr.ends_with("\noascribe.lock: written\n"),
        "{run:?}"
    );
    assert!(sandbox.exists("sdk/src/lib.rs") && sandbox.exists("models/src/lib.rs"));
    assert!(!sandbox.exists("sdk/oascribe.lock"));
    let lock = sandbox.read("oascribe.lock");
    assert!(lock.contains("\n[crate.boats.types]\n"), "{lock}");
    assert!(lock.contains("\n[crate.plain.types]\n"), "{lock}");
    sandbox.run(["generate", "--check"]).code(0).stdout("");
}

#[test]
fn an_error_in_one_document_writes_nothing() {
    let sandbox = Sandbox::project(
        BOATS,
        "[[crate]]\nspec = 'bad.yaml'\nout = 'bad'\nname = 'bad'\n",
    );
    sandbox.write("bad.yaml", &broken());
    let before = sandbox.tree();
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains(" --> bad.yaml:3:1")
        .stderr_contains("nothing was written: 1 error\n");
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn the_config_is_found_from_a_subfolder() {
    let sandbox = Sandbox::project(BOATS, "");
    sandbox.write("a/b/x", "");
    sandbox.run_in("a/b", ["generate"]).code(0);
    assert!(sandbox.exists("sdk/src/lib.rs") && sandbox.exists("oascribe.lock"));
    sandbox.run(["generate", "--check"]).code(0);
}

#[test]
fn the_config_in_another_folder() {
    let sandbox = Sandbox::project(BOATS, "");
    let other = Sandbox::new();
    let config = sandbox.path("oascribe.toml");
    let args = ["generate".as_ref(), "--config".as_ref(), config.as_os_str()];
    other.run(args).code(0);
    assert!(sandbox.exists("sdk/src/lib.rs") && sandbox.exists("oascribe.lock"));
    assert_eq!(other.tree().len(), 0);
    sandbox.run(["generate", "--check"]).code(0);
}

#[test]
fn the_settings_of_an_entry_with_another_output() {
    let sandbox = Sandbox::project(BOATS, "mode = 'models'\n");
    let spec = ["generate", "boats.yaml", "--config", "oascribe.toml"];
    sandbox
        .run([&spec[..], &["--out", "other"]].concat())
        .code(0);
    assert!(sandbox.exists("other/oascribe.lock") && !sandbox.exists("oascribe.lock"));
    assert!(!sandbox.read("other/Cargo.toml").contains("reqwest"));
    sandbox.run(spec).code(0);
    assert!(sandbox.exists("sdk/src/lib.rs") && sandbox.exists("oascribe.lock"));
}

#[test]
fn an_entry_completed_by_arguments() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.write("settings.toml", "[[crate]]\nmode = 'models'\n");
    let args = ["generate", "boats.yaml", "--config", "settings.toml"];
    sandbox
        .run(args)
        .code(2)
        .stderr_contains("error: no output folder for boats.yaml\n");
    sandbox
        .run([&args[..], &["--out", "sdk"]].concat())
        .code(0)
        .stderr_contains("sdk: ");
}

#[test]
fn skipped_items_are_denied_by_default() {
    let sandbox = Sandbox::project(&skipping(), "");
    let before = sandbox.tree();
    let expected = "\
boats: nothing was written: 1 skipped, and left-out items are denied
  = help: correct the document, or allow it with `--deny nothing` or, in oascribe.toml, `deny = \"nothing\"`
";
    sandbox.run(["generate"]).code(1).stderr_contains(expected);
    assert_eq!(sandbox.tree(), before);
    sandbox.run(["generate", "--deny", "nothing"]).code(0);
    let sandbox = Sandbox::project(&skipping(), "deny = 'nothing'\n");
    sandbox.run(["generate"]).code(0);
    sandbox.run(["generate", "--deny", "skipped"]).code(1);
}

#[test]
fn errors_in_the_config() {
    let sandbox = Sandbox::project(BOATS, "modes = 'models'\n");
    let before = sandbox.tree();
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("error[bad-config]: unknown key `modes`")
        .stderr_contains("  = help: did you mean `mode`?\n")
        .stderr_contains(" --> oascribe.toml:5:1\n")
        .stderr_contains("nothing was written: 1 error\n");
    sandbox.write("oascribe.toml", "[[crate]]\n");
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("error[bad-config]: a crate has no `name`")
        .stderr_contains("nothing was written: 3 errors\n");
    sandbox.write("oascribe.toml", "[[crate]]\nname = 'boats'\n");
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("error[bad-config]: the crate `boats` has no `out`")
        .stderr_contains("error[bad-config]: the crate `boats` has no `spec`")
        .stderr_contains("nothing was written: 2 errors\n");
    assert_eq!(sandbox.tree().len(), before.len());
    sandbox.write(
        "oascribe.toml",
        "[[crate]]\nname = 'boats'\nspec = 'none.yaml'\nout = 'sdk'\n",
    );
    sandbox
        .run(["generate"])
        .code(2)
        .stderr_contains("error: cannot read none.yaml: No such file");
}

#[test]
fn the_lock_keeps_names() {
    let sandbox = Sandbox::project(BOATS, "");
    sandbox.run(["generate"]).code(0);
    let lock = sandbox.read("oascribe.lock");
    let lock = lock.replace("= \"Boat\"", "= \"Vessel\"");
    // The name of the document is not configurable.
    let lock = lock.replace("tag = \"Vessel\"", "tag = \"Boat\"");
    sandbox.write("oascribe.lock", &lock);
    sandbox.run(["generate"]).code(0);
    assert_eq!(sandbox.read("oascribe.lock"), lock);
    let surface = sandbox.read("sdk/surface.txt");
    assert!(surface.contains("Vessel") && !surface.contains("struct Boat"));
}

#[test]
fn a_broken_lock_writes_nothing() {
    let sandbox = Sandbox::project(BOATS, "");
    sandbox.run(["generate"]).code(0);
    for (text, message) in [
        ("version = 1\n<<<<<<< mine\n", "a merge conflict"),
        ("version = 9\n", "the file has version 9"),
        (
            "version = 1\n[crate.boats.types]\n'#/x' = 'a b'\n",
            "`a b` is not an identifier",
        ),
    ] {
        sandbox.write("oascribe.lock", text);
        let before = sandbox.tree();
        sandbox
            .run(["generate"])
            .code(1)
            .stderr_contains(&format!("error[bad-lock]: {message}"))
            .stderr_contains(" --> oascribe.lock:");
        assert_eq!(sandbox.tree(), before);
    }
}

#[test]
fn replacement_types() {
    let replace = "[crate.replace]\n'#/components/schemas/Boat' = 'my_boats::Boat'\n\
                   [crate.dependencies]\nmy_boats = { version = '1', features = ['serde'] }\n";
    let sandbox = Sandbox::project(BOATS, replace);
    sandbox.run(["generate"]).code(0);
    let manifest = sandbox.read("sdk/Cargo.toml");
    let line = "my_boats = { features = [\"serde\"], version = \"1\" }\n";
    assert!(manifest.contains(line), "{manifest}");
    let surface = sandbox.read("sdk/surface.txt");
    assert!(
        surface.contains("models::Boat\ttype\tmy_boats::Boat\n"),
        "{surface}"
    );
    let other = sandbox
        .read("oascribe.toml")
        .replace("schemas/Boat", "schemas/Ship");
    sandbox.write("oascribe.toml", &other);
    sandbox.run(["generate"]).code(1).stderr_contains(
        "error[unmatched-config]: no type is generated for `#/components/schemas/Ship`\n",
    );
}

/// A run that ended while it wrote is completed by the next one, whatever that does.
#[test]
fn interrupted_run_is_completed() {
    let sandbox = Sandbox::project(BOATS, "");
    sandbox.run(["generate"]).code(0);
    let expected = sandbox.tree();
    let lib = sandbox.read("sdk/src/lib.rs");
    sandbox.write("sdk/src/.lib.rs.0a.new", &lib);
    sandbox.write("sdk/src/lib.rs", &lib.replace("//!", "// old"));
    let journal = format!("put {}\ncommit\n", sandbox.path("sdk/src/lib.rs").display());
    sandbox.write(".oascribe.0a.journal", &journal);
    sandbox.run(["generate", "--check"]).code(0);
    assert_eq!(sandbox.tree(), expected);
    sandbox.write("sdk/src/.lib.rs.0a.new", "half");
    sandbox.write(".oascribe.0a.journal", journal.trim_end_matches("commit\n"));
    sandbox.run(["generate"]).code(0);
    assert_eq!(sandbox.tree(), expected);
}
