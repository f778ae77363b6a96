//! `generate` by oascribe.toml: entries, the lock, mistakes in both.

use crate::place::{BOATS, Place, broken, skipping};

#[test]
fn every_entry() {
    let place = Place::project(
        BOATS,
        "[[crate]]\nspec = 'boats.yaml'\nout = 'models'\nname = 'plain'\nmode = 'models'\n",
    );
    let ran = place.run(["generate"]).code(0).stdout("");
    assert!(ran.stderr.contains("boats: "), "{ran:?}");
    assert!(ran.stderr.contains("\nplain: "), "{ran:?}");
    assert!(
        ran.stderr.ends_with("\noascribe.lock: written\n"),
        "{ran:?}"
    );
    assert!(place.exists("sdk/src/lib.rs") && place.exists("models/src/lib.rs"));
    assert!(!place.exists("sdk/oascribe.lock"));
    let lock = place.read("oascribe.lock");
    assert!(lock.contains("\n[crate.boats.types]\n"), "{lock}");
    assert!(lock.contains("\n[crate.plain.types]\n"), "{lock}");
    place.run(["generate", "--check"]).code(0).stdout("");
}

#[test]
fn one_bad_document_keeps_all_from_being_written() {
    let place = Place::project(
        BOATS,
        "[[crate]]\nspec = 'bad.yaml'\nout = 'bad'\nname = 'bad'\n",
    );
    place.write("bad.yaml", &broken());
    let before = place.tree();
    place
        .run(["generate"])
        .code(1)
        .says(" --> bad.yaml:3:1")
        .says("nothing was written: 1 error\n");
    assert_eq!(place.tree(), before);
}

#[test]
fn the_file_is_found_from_below() {
    let place = Place::project(BOATS, "");
    place.write("a/b/x", "");
    place.run_in("a/b", ["generate"]).code(0);
    assert!(place.exists("sdk/src/lib.rs") && place.exists("oascribe.lock"));
    place.run(["generate", "--check"]).code(0);
}

#[test]
fn the_file_elsewhere() {
    let place = Place::project(BOATS, "");
    let other = Place::new();
    let config = place.path("oascribe.toml");
    let args = ["generate".as_ref(), "--config".as_ref(), config.as_os_str()];
    other.run(args).code(0);
    assert!(place.exists("sdk/src/lib.rs") && place.exists("oascribe.lock"));
    assert_eq!(other.tree().len(), 0);
    place.run(["generate", "--check"]).code(0);
}

#[test]
fn the_choices_of_an_entry_with_another_output() {
    let place = Place::project(BOATS, "mode = 'models'\n");
    let spec = ["generate", "boats.yaml", "--config", "oascribe.toml"];
    place.run([&spec[..], &["--out", "other"]].concat()).code(0);
    assert!(place.exists("other/oascribe.lock") && !place.exists("oascribe.lock"));
    assert!(!place.read("other/Cargo.toml").contains("reqwest"));
    place.run(spec).code(0);
    assert!(place.exists("sdk/src/lib.rs") && place.exists("oascribe.lock"));
}

#[test]
fn an_entry_that_leaves_spec_out_and_name_to_the_arguments() {
    let place = Place::with(BOATS);
    place.write("choices.toml", "[[crate]]\nmode = 'models'\n");
    let args = ["generate", "boats.yaml", "--config", "choices.toml"];
    place
        .run(args)
        .code(2)
        .says("error: where should the output of boats.yaml go?\n");
    place
        .run([&args[..], &["--out", "sdk"]].concat())
        .code(0)
        .says("sdk: ");
}

#[test]
fn what_is_left_out_is_denied_unless_allowed() {
    let place = Place::project(&skipping(), "");
    let before = place.tree();
    let expected = "\
boats: nothing was written: 1 skipped, and what is left out is denied
  = help: correct the document, or allow it with `--deny nothing` or, in oascribe.toml, `deny = \"nothing\"`
";
    place.run(["generate"]).code(1).says(expected);
    assert_eq!(place.tree(), before);
    place.run(["generate", "--deny", "nothing"]).code(0);
    let place = Place::project(&skipping(), "deny = 'nothing'\n");
    place.run(["generate"]).code(0);
    place.run(["generate", "--deny", "skipped"]).code(1);
}

#[test]
fn mistakes_in_the_file() {
    let place = Place::project(BOATS, "modes = 'models'\n");
    let before = place.tree();
    place
        .run(["generate"])
        .code(1)
        .says("error[bad-config]: unknown key `modes`")
        .says("  = help: did you mean `mode`?\n")
        .says(" --> oascribe.toml:5:1\n")
        .says("nothing was written: 1 error\n");
    place.write("oascribe.toml", "[[crate]]\n");
    place
        .run(["generate"])
        .code(1)
        .says("error[bad-config]: a crate has no `name`")
        .says("nothing was written: 3 errors\n");
    place.write("oascribe.toml", "[[crate]]\nname = 'boats'\n");
    place
        .run(["generate"])
        .code(1)
        .says("error[bad-config]: the crate `boats` has no `out`")
        .says("error[bad-config]: the crate `boats` has no `spec`")
        .says("nothing was written: 2 errors\n");
    assert_eq!(place.tree().len(), before.len());
    place.write(
        "oascribe.toml",
        "[[crate]]\nname = 'boats'\nspec = 'none.yaml'\nout = 'sdk'\n",
    );
    place
        .run(["generate"])
        .code(2)
        .says("error: cannot read none.yaml: No such file");
}

#[test]
fn the_lock_keeps_names() {
    let place = Place::project(BOATS, "");
    place.run(["generate"]).code(0);
    let lock = place.read("oascribe.lock");
    let lock = lock.replace("= \"Boat\"", "= \"Vessel\"");
    // What the document calls it is no choice of ours.
    let lock = lock.replace("tag = \"Vessel\"", "tag = \"Boat\"");
    place.write("oascribe.lock", &lock);
    place.run(["generate"]).code(0);
    assert_eq!(place.read("oascribe.lock"), lock);
    let surface = place.read("sdk/surface.txt");
    assert!(surface.contains("Vessel") && !surface.contains("struct Boat"));
}

#[test]
fn a_damaged_lock_stops_everything() {
    let place = Place::project(BOATS, "");
    place.run(["generate"]).code(0);
    for (text, message) in [
        ("version = 1\n<<<<<<< mine\n", "a merge conflict"),
        ("version = 9\n", "the file has version 9"),
        (
            "version = 1\n[crate.boats.types]\n'#/x' = 'a b'\n",
            "`a b` is not an identifier",
        ),
    ] {
        place.write("oascribe.lock", text);
        let before = place.tree();
        place
            .run(["generate"])
            .code(1)
            .says(&format!("error[bad-lock]: {message}"))
            .says(" --> oascribe.lock:");
        assert_eq!(place.tree(), before);
    }
}

#[test]
fn types_of_the_users_own() {
    let replace = "[crate.replace]\n'#/components/schemas/Boat' = 'my_boats::Boat'\n\
                   [crate.dependencies]\nmy_boats = { version = '1', features = ['serde'] }\n";
    let place = Place::project(BOATS, replace);
    place.run(["generate"]).code(0);
    let manifest = place.read("sdk/Cargo.toml");
    let line = "my_boats = { features = [\"serde\"], version = \"1\" }\n";
    assert!(manifest.contains(line), "{manifest}");
    let surface = place.read("sdk/surface.txt");
    assert!(
        surface.contains("models::Boat\ttype\tmy_boats::Boat\n"),
        "{surface}"
    );
    let other = place
        .read("oascribe.toml")
        .replace("schemas/Boat", "schemas/Ship");
    place.write("oascribe.toml", &other);
    place
        .run(["generate"])
        .code(1)
        .says("error[unmatched-config]: no type is generated for `#/components/schemas/Ship`\n");
}
