//! Corrections in an overlay beside the document: transcribing again does not lose them.

use std::fs;

use tempfile::TempDir;

use crate::run::{edit, oascribe, pages_of, snapshot};

const CONFIG: &str = "\
[[crate]]
spec = \"spec/harbour.yaml\"
pages = [\"pages\"]
overlays = [\"spec/harbour.overlay.yaml\"]
out = \"sdk\"
name = \"harbour\"
package = { version = \"0.3.1\" }
";

const OVERLAY: &str = "\
overlay: 1.0.0
info:
  title: What the pages get wrong
  version: 1.0.0
extends: harbour.yaml
actions:
  - target: $.components.schemas.Boat.properties.weight
    update:
      description: In tons.
  - target: $.components.schemas.Boat
    update:
      required: [id]
";

fn project() -> TempDir {
    let folder = pages_of("gen1");
    fs::create_dir(folder.path().join("spec")).expect("a folder");
    for (name, text) in [
        ("oascribe.toml", CONFIG),
        ("spec/harbour.overlay.yaml", OVERLAY),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let ran = oascribe(folder.path(), ["update"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    folder
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("a file")
}

/// The document follows the pages; the crate follows the overlay.
#[test]
fn corrections_survive_a_new_transcription() {
    let folder = project();
    let corrected = |folder: &TempDir| {
        assert!(text(folder, "spec/harbour.yaml").contains("description: In kilograms.\n"));
        assert!(text(folder, "sdk/src/models/boat.rs").contains("/// In tons.\n"));
        let surface = text(folder, "sdk/surface.txt");
        assert!(
            surface.contains("models::Boat::id\tfield\tString\n"),
            "{surface}"
        );
    };
    corrected(&folder);
    let again = oascribe(
        folder.path(),
        ["transcribe", "pages", "--out", "spec/harbour.yaml"],
    );
    assert!(
        again
            .stderr
            .ends_with("spec/harbour.yaml: unchanged, from 6 pages\n"),
        "{}",
        again.stderr
    );
    edit(
        &folder,
        "pages/Boat/list.md",
        "maximum value is 1000",
        "maximum value is 500",
    );
    let ran = oascribe(folder.path(), ["update"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    corrected(&folder);
    // The overlay applies to both sides, so that only the change of the pages is reported.
    assert!(
        ran.stdout
            .contains("error[request-parameter-max-decreased]"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("Boat"), "{}", ran.stdout);
}

#[test]
fn an_unmatched_correction_is_an_error_in_the_overlay() {
    let folder = project();
    for page in ["index", "get", "list"] {
        let page = format!("pages/Boat/{page}.md");
        edit(&folder, &page, "weight", "mass");
    }
    let before = snapshot(folder.path());
    let ran = oascribe(folder.path(), ["update"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("error[unmatched-action]"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains(" --> spec/harbour.overlay.yaml:7:13\n"),
        "{}",
        ran.stderr
    );
    assert!(snapshot(folder.path()) == before);
    // The overlay is edited with the pages. That it no longer matches the old document is no obstacle.
    edit(&folder, "spec/harbour.overlay.yaml", "weight", "mass");
    let ran = oascribe(folder.path(), ["update"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("field models::Boat::weight was removed"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("field models::Boat::mass was added"),
        "{}",
        ran.stdout
    );
}
