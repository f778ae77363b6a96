//! What was released, as a ref of git has it: the version that is raised, and the public items that count.

use std::process::Command;

use crate::place::{BOATS, Place};

/// A project under git, with its first version committed.
fn released() -> Place {
    let place = Place::project(
        BOATS,
        "# Keep in step with the registry.\npackage = { version = '1.4.2', publish = false }\n",
    );
    place.run(["generate"]).code(0);
    git(&place, &["init", "--quiet", "--initial-branch=main"]);
    commit(&place);
    place
}

fn git(place: &Place, arguments: &[&str]) {
    let identity = [
        "-c",
        "user.name=boats",
        "-c",
        "user.email=boats@example.com",
    ];
    let mut git = Command::new("git");
    let git = git.args(identity).args(arguments);
    let output = git.current_dir(place.path("")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn commit(place: &Place) {
    git(place, &["add", "--all"]);
    git(place, &["commit", "--quiet", "--message", "Release"]);
}

fn version(place: &Place) -> String {
    let config = place.read("oascribe.toml");
    let manifest = place.read("sdk/Cargo.toml");
    let (_, rest) = config.split_once("version = ").unwrap();
    let version = rest.split(',').next().unwrap().trim_matches(['"', '\'']);
    let line = format!("version = \"{version}\"\n");
    assert!(manifest.contains(&line), "{line}{manifest}");
    version.to_owned()
}

#[test]
fn a_version_is_raised_once_for_a_change() {
    let place = released();
    place.run(["generate", "--bump"]).code(0);
    assert_eq!(version(&place), "1.4.2");
    let more = BOATS.replace(
        "        length:",
        "        sails: {type: integer}\n        length:",
    );
    place.write("boats.yaml", &more);
    place
        .run(["generate", "--bump", "--dry-run"])
        .code(0)
        .says("boats: 1.4.2 → 1.5.0, a minor release");
    assert_eq!(version(&place), "1.4.2");
    for _ in 0..2 {
        place.run(["generate", "--bump"]).code(0);
        assert_eq!(version(&place), "1.5.0");
    }
    place.write("boats.yaml", &more.replace("type: number", "type: string"));
    place
        .run(["generate", "--bump"])
        .code(0)
        .says("boats: 1.5.0 → 2.0.0, a major release");
    assert_eq!(version(&place), "2.0.0");
    let config = place.read("oascribe.toml");
    assert!(
        config.contains(
            "# Keep in step with the registry.\npackage = { version = \"2.0.0\", publish"
        )
    );
    commit(&place);
    place.run(["generate", "--bump"]).code(0);
    assert_eq!(version(&place), "2.0.0");
    place.run(["generate", "--check"]).code(0);
}

#[test]
fn a_version_counts_from_the_ref_that_is_named() {
    let place = released();
    git(&place, &["branch", "released"]);
    for (name, expected) in [("sails", "1.5.0"), ("masts", "1.5.0")] {
        let more = format!("        {name}: {{type: integer}}\n        length:");
        let document = place.read("boats.yaml").replace("        length:", &more);
        place.write("boats.yaml", &document);
        place.run(["generate", "--bump=released"]).code(0);
        assert_eq!(version(&place), expected);
        commit(&place);
    }
    place
        .run(["generate", "--bump=nowhere"])
        .code(2)
        .says("git does not know `nowhere`");
}

#[test]
fn there_must_be_a_version_to_raise() {
    let place = Place::project(BOATS, "");
    git(&place, &["init", "--quiet", "--initial-branch=main"]);
    commit(&place);
    place
        .run(["generate", "--bump"])
        .code(2)
        .says("boats: there is no version to raise")
        .says("package = { version = ");
}

/// What a newer tool makes otherwise is a change to callers, too.
#[test]
fn the_items_that_were_released_are_those_of_the_surface() {
    let place = released();
    place
        .run(["diff", "--base", "HEAD"])
        .code(0)
        .tells("needs no release");
    let surface = place.read("sdk/surface.txt");
    place.write(
        "sdk/surface.txt",
        &format!("{surface}models::Boat::sailed\tfn\t(&self) -> bool\n"),
    );
    commit(&place);
    place
        .run(["diff", "--base", "HEAD"])
        .code(1)
        .tells("models::Boat::sailed")
        .tells("needs SDK 2.0.0");
}

/// A released project whose document is kept beside it, so that what goes is kept, too.
fn keeping() -> Place {
    let place = released();
    place.write("released.yaml", BOATS);
    let config = place.read("oascribe.toml");
    let keep = "keep-removed = { of = 'released.yaml', since = '1.4.2' }\n";
    place.write("oascribe.toml", &format!("{config}{keep}"));
    commit(&place);
    place
}

#[test]
fn what_is_removed_stays_for_a_release_and_goes_with_the_next() {
    let place = keeping();
    let less = BOATS.replace("        length:\n          type: number\n", "");
    place.write("boats.yaml", &less);
    place
        .run(["diff", "--base", "HEAD", "--fail-on", "nothing"])
        .code(0)
        .tells("needs SDK 1.5.0; `keep-removed` keeps 1 removed item: 1 break saved; 1 change may");
    place
        .run(["generate", "--bump"])
        .code(0)
        .says("boats: 1.4.2 → 1.5.0, a minor release");
    let boat = place.read("sdk/src/models/boat.rs");
    let note =
        "#[deprecated(note = \"no longer in the API; will be removed in 2.0.0\")]\n    pub length:";
    assert!(boat.contains(note), "{boat}");
    commit(&place);
    // What can't be kept asks for the release with which all of it goes.
    place.write(
        "boats.yaml",
        &less
            .replace("GetBoat", "SeeBoat")
            .replace("/boats/", "/ships/"),
    );
    place
        .run(["generate", "--bump"])
        .code(0)
        .says("boats: 1.5.0 → 1.6.0, a minor release");
    let text = place.read("boats.yaml").replace("[id]", "[]");
    place.write("boats.yaml", &text);
    place
        .run(["generate", "--bump"])
        .code(0)
        .says("boats: 1.6.0 → 2.0.0, a major release");
    let boat = place.read("sdk/src/models/boat.rs");
    assert!(!boat.contains("length"), "{boat}");
    assert_eq!(version(&place), "2.0.0");
    place.run(["generate", "--bump"]).code(0);
    assert_eq!(version(&place), "2.0.0");
    place.run(["generate", "--check"]).code(0);
}

#[test]
fn a_release_of_another_generation_can_t_be_kept() {
    let place = keeping();
    place.write(
        "released.yaml",
        "swagger: '2.0'\ninfo: {title: Boats, version: '1'}\npaths: {}\n",
    );
    place
        .run(["generate"])
        .code(1)
        .says("`released.yaml` and the current document are not the same generation of OpenAPI");
    place.write("released.yaml", "openapi: [\n");
    place.run(["generate"]).code(1).says("released.yaml");
}
