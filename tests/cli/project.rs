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
    let replace = "[crate.types]\n'#/components/schemas/Boat' = 'my_boats::Boat'\n\
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

#[test]
fn own_types_by_format() {
    let spec = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
                Order:\n      type: object\n      properties:\n        id: {type: string, format: uuid}\n        \
                at: {type: string, format: date-time}\n        total: {type: string, format: decimal}\n        \
                rate: {type: number, format: decimal}\n";
    let types = "features = ['chrono', 'jiff']\n[crate.types]\nuuid = 'uuid::Uuid'\ndate-time = 'jiff::Timestamp'\n";
    let sandbox = Sandbox::project(spec, types);
    sandbox.run(["generate"]).code(0);
    let manifest = sandbox.read("sdk/Cargo.toml");
    for line in [
        "uuid = { version = \"1\", features = [\"serde\"] }\n",
        "jiff = { version = \"0.2\", default-features = false, features = [\"std\", \"serde\"] }\n",
        "jiff = []\n",
        "chrono = [\"dep:chrono\"]\n",
    ] {
        assert!(manifest.contains(line), "{line}{manifest}");
    }
    let surface = sandbox.read("sdk/surface.txt");
    assert!(
        surface.contains("models::Order::at\tfield\tOption<jiff::Timestamp>\n"),
        "{surface}"
    );
    let config = sandbox.read("oascribe.toml");
    sandbox.write(
        "oascribe.toml",
        &format!("{config}ipv4 = 'std::net::Ipv4Addr'\n"),
    );
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("error[unmatched-config]: no schema in use has the format `ipv4`\n");
    sandbox.write(
        "oascribe.toml",
        &format!("{config}decimal = 'rust_decimal::Decimal'\n"),
    );
    sandbox.run(["generate"]).code(1).stderr_contains(
        "error[bad-config]: `rust_decimal::Decimal` stands for schemas with several representations\n",
    );
}

#[test]
fn derives_that_cannot_work_are_refused() {
    let spec = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
                Color: {type: string, enum: [red]}\n    \
                Boat: {type: object, required: [name], properties: {name: {type: string}}}\n    \
                Load: {type: object, properties: {tons: {type: number}}}\n";
    for (derives, message) in [
        (
            "Color = ['Copy']",
            "`Copy` can't be derived for `Color`: the variant for values that the API does not declare contains any \
             JSON, which does not implement it",
        ),
        (
            "Color = ['PartialOrd', 'Eq', 'Ord']",
            "`Ord` can't be derived for `Color`: the variant",
        ),
        (
            "Load = ['Hash']",
            "`Hash` can't be derived for `Load`: `tons` is `Option<f64>`, which does not implement it",
        ),
        (
            "Boat = ['Copy']",
            "`Copy` can't be derived for `Boat`: `name` is `String`, which does not implement it",
        ),
        (
            "Boat = ['Default']",
            "`Default` can't be derived for `Boat`: the type has required values",
        ),
        (
            "Boat = ['Ord']",
            "`Ord` can't be derived for `Boat`: it needs `Eq` in the same list",
        ),
        (
            "'*' = ['serde::Serialize']",
            "`serde::Serialize` can't be derived for `*`: all models implement it",
        ),
        (
            "structs = ['schemars::JsonSchema']",
            "`schemars::JsonSchema` can't be derived for `structs`: it reads the attributes of serde",
        ),
    ] {
        let sandbox = Sandbox::project(spec, &format!("[crate.derives]\n{derives}\n"));
        let message = format!("error[bad-config]: {message}");
        sandbox.run(["generate"]).code(1).stderr_contains(&message);
    }
    let sandbox = Sandbox::project(spec, "[crate.attributes]\nBoat = ['serde(default)']\n");
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("error[bad-config]: the attribute `serde` can't be added");
}

/// A run that ended while it wrote is completed by the next one that writes.
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
    let interrupted = sandbox.tree();
    sandbox.run(["generate", "--check"]).code(1);
    sandbox.run(["generate", "--dry-run"]).code(0);
    assert_eq!(sandbox.tree(), interrupted);
    sandbox.run(["generate"]).code(0);
    assert_eq!(sandbox.tree(), expected);
    sandbox.write("sdk/src/.lib.rs.0a.new", "half");
    sandbox.write(".oascribe.0a.journal", journal.trim_end_matches("commit\n"));
    sandbox.run(["generate"]).code(0);
    assert_eq!(sandbox.tree(), expected);
}
