//! `--overlay` and `overlays`: a document that is corrected when it is read.

use std::process::Command;

use crate::place::{BOATS, Place};

const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: Corrections, version: '1'}
extends: boats.yaml
actions:
  - target: $.components.schemas.Boat.properties
    update: {sail: {type: string}}
";

fn wrong(target: &str) -> String {
    OVERLAY.replace("$.components.schemas.Boat.properties", target)
}

#[test]
fn by_argument() {
    let place = Place::with(BOATS);
    place.write("o.yaml", OVERLAY);
    let args = [
        "generate",
        "boats.yaml",
        "--out",
        "sdk",
        "--overlay",
        "o.yaml",
    ];
    place.run(args).code(0);
    assert!(place.read("sdk/surface.txt").contains("Boat::sail"));
    place.run([&args[..], &["--check"]].concat()).code(0);
    place
        .run(["check", "boats.yaml", "--overlay", "o.yaml"])
        .code(0)
        .stderr("boats.yaml: nothing to report\n");
    // Of standard input nobody knows the name.
    let stdin = ["check", "-", "--overlay", "o.yaml", "--deny", "warnings"];
    place.run_with(BOATS, stdin).code(0);
    let ran = place.run(["check", "boats.yaml", "--overlay", "none.yaml"]);
    ran.code(2).says("cannot read none.yaml");
}

#[test]
fn by_choice() {
    let place = Place::project(BOATS, "overlays = ['o.yaml', 'p.yaml']\n");
    place.write("o.yaml", OVERLAY);
    let again = "$.components.schemas.Boat.properties.sail";
    place.write(
        "p.yaml",
        &wrong(again).replace("sail: {type: string}", "type: integer"),
    );
    place.run(["generate"]).code(0);
    assert!(
        place
            .read("sdk/surface.txt")
            .contains("Boat::sail\tfield\tOption<i64>")
    );
    place
        .run(["check", "boats.yaml", "--deny", "warnings"])
        .code(0);
    // What the overlays do in their order they don't do in another.
    place.write(
        "oascribe.toml",
        &place.read("oascribe.toml").replace("'o.yaml', ", ""),
    );
    place
        .run(["generate"])
        .code(1)
        .says("error[unmatched-action]")
        .says(" --> p.yaml:5:13\n");
}

#[test]
fn what_is_wrong_in_an_overlay_is_told_there() {
    let place = Place::with(BOATS);
    place.write("o.yaml", &OVERLAY.replace("type: string", "type: strin"));
    let args = ["check", "boats.yaml", "--overlay", "o.yaml"];
    place.run(args).says(" --> o.yaml:6:");
    place.write("o.yaml", &wrong("$.components.schemas.Boot"));
    place.run(args).code(1).says(" --> o.yaml:5:13\n");
    place.write("o.yaml", BOATS);
    place
        .run(args)
        .code(1)
        .says("error[bad-overlay]: the overlay does not begin with `overlay: 1.1.0`");
}

#[test]
fn both_sides_of_a_comparison_are_corrected() {
    let place = Place::project(BOATS, "overlays = ['o.yaml']\n");
    place.write("o.yaml", OVERLAY);
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        let names = ["-c", "user.name=n", "-c", "user.email=e@e.example"];
        let ran = git
            .current_dir(place.path(""))
            .args(names)
            .args(arguments)
            .output();
        assert!(ran.unwrap().status.success(), "git {arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "first"]);
    let args = ["diff", "--base", "HEAD", "--fail-on", "any"];
    place.run(args).code(0);
    place.write("o.yaml", &OVERLAY.replace("sail", "mast"));
    let ran = place.run(args).code(1);
    assert!(
        ran.stdout.contains("sail") && ran.stdout.contains("mast"),
        "{}",
        ran.stdout
    );
    let ran = place.run(["diff", "HEAD:./boats.yaml", "boats.yaml"]);
    assert!(ran.stdout.contains("mast"), "{}", ran.stdout);
}
