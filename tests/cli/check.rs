//! `check`: what is said about a document.

use crate::place::{BOATS, Place, broken, skipping, warning};

#[test]
fn a_good_document() {
    let place = Place::with(BOATS);
    place
        .run(["check", "boats.yaml"])
        .code(0)
        .stdout("")
        .stderr("boats.yaml: nothing to report\n");
    place
        .run_with(BOATS, ["check", "-"])
        .code(0)
        .stderr("<stdin>: nothing to report\n");
    place.run(["check", "--strict", "boats.yaml"]).code(0);
    assert_eq!(place.tree().len(), 1);
}

#[test]
fn findings() {
    let place = Place::with(&skipping());
    let args = ["check", "boats.yaml"];
    place
        .run(args)
        .code(0)
        .says("skipped[dangling-ref]")
        .says("boats.yaml: 1 skipped\n");
    place
        .run([&args[..], &["--deny", "skipped"]].concat())
        .code(1);
    place.write("boats.yaml", &warning());
    place.run(args).code(0).says("boats.yaml: 1 warning\n");
    place
        .run([&args[..], &["--deny", "skipped"]].concat())
        .code(0);
    place
        .run([&args[..], &["--deny", "warnings"]].concat())
        .code(1);
    place.write("boats.yaml", &broken());
    place
        .run(args)
        .code(1)
        .says(" --> boats.yaml:3:1")
        .says("boats.yaml: 1 error\n");
}

#[test]
fn many_documents() {
    let place = Place::with(BOATS);
    place.write("bad.yaml", &broken());
    place
        .run(["check", "bad.yaml", "boats.yaml"])
        .code(1)
        .says("bad.yaml: 1 error\n")
        .says("boats.yaml: nothing to report\n");
    place
        .run(["check", "boats.yaml", "none.yaml"])
        .code(2)
        .says("error: cannot read none.yaml: ")
        .says("  = help: ");
    place.run(["check"]).code(2);
}

#[test]
fn findings_for_programs() {
    let place = Place::with(&skipping());
    let ran = place
        .run(["check", "boats.yaml", "--message-format", "json"])
        .code(0)
        .stderr("boats.yaml: 1 skipped\n");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found["code"], "dangling-ref");
    assert_eq!(
        found["pointer"].as_str().unwrap().split('/').next(),
        Some("#")
    );
}

#[test]
fn a_broken_project_is_said_first() {
    let place = Place::project(BOATS, "modes = 'models'\n");
    place
        .run(["check", "boats.yaml"])
        .code(1)
        .says("error[bad-config]");
}
