//! `transcribe --check`: the differences between a document and its pages.

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Ran, edit, oascribe, pages_of};

/// The pages of generation 1, and their document.
fn folder() -> TempDir {
    let folder = pages_of("gen1");
    let ran = oascribe(folder.path(), ["transcribe", "pages", "--out", "spec.yaml"]);
    assert_eq!(ran.stderr, "spec.yaml: written, from 6 pages\n");
    folder
}

fn check(folder: &TempDir, more: &[&str]) -> Ran {
    let mut arguments = vec!["transcribe", "pages", "--check", "--out", "spec.yaml"];
    arguments.extend(more);
    oascribe(folder.path(), arguments)
}

/// The findings as `kind: subject`.
fn found(ran: &Ran) -> Vec<&str> {
    let lines = ran.stdout.lines();
    lines.filter(|line| !line.starts_with(' ')).collect()
}

#[test]
fn a_document_is_in_step_with_its_pages() {
    let folder = folder();
    let ran = check(&folder, &["--words"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(
        ran.stderr
            .ends_with("spec.yaml: 0 differences from the pages, 0 beyond them\n")
    );
    let again = oascribe(folder.path(), ["transcribe", "pages", "--out", "spec.yaml"]);
    assert_eq!(again.stderr, "spec.yaml: unchanged, from 6 pages\n");
}

#[test]
fn an_edited_page_is_reported_exactly() {
    let folder = folder();
    let row = "weight | **string** (int64)<br><p>In kilograms.</p> \n";
    edit(
        &folder,
        "pages/Boat/index.md",
        row,
        &format!("{row}flag | **string**<br><p>Hers.</p> \n"),
    );
    edit(
        &folder,
        "pages/Boat/index.md",
        "\"berth\"",
        "\"flag\": \"string\",\n  \"berth\"",
    );
    edit(
        &folder,
        "pages/Boat/list.md",
        "maximum value is 1000",
        "maximum value is 500",
    );
    edit(&folder, "pages/Boat/tow.md", "Method tow", "Method haul");
    let ran = check(&folder, &[]);
    assert_eq!(ran.code, 1);
    let expected = [
        "differs: GET /harbour/v1/boats: query parameter `pageSize`: maximum",
        "missing: `Boat.flag`",
        "differs: POST /harbour/v1/boats/{boatId}:tow: operationId",
    ];
    assert_eq!(found(&ran), expected, "{}", ran.stdout);
    assert!(
        ran.stdout.contains("  pages: 500 (pages/Boat/list.md:20:"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("  spec:  1000 (spec.yaml:"),
        "{}",
        ran.stdout
    );
}

#[test]
fn additions_of_the_document_are_no_drift() {
    let folder = folder();
    edit(
        &folder,
        "pages/Boat/index.md",
        " <li>KETCH: Two masts, the <b>taller</b> one first</li>",
        "",
    );
    for page in ["get", "list"] {
        let page = format!("pages/Boat/{page}.md");
        edit(
            &folder,
            &page,
            " <li>KETCH: Two masts, the <b>taller</b> one first</li>",
            "",
        );
    }
    edit(&folder, "spec.yaml", "\ntags:", "\nsecurity: []\ntags:");
    edit(&folder, "spec.yaml", "Tells the boat from others.", "Ours.");
    let ran = check(&folder, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert_eq!(
        found(&ran),
        [
            "beyond: the document: security",
            "beyond: `Boat.rig`: the value `KETCH`"
        ]
    );
    let ran = check(&folder, &["--words"]);
    assert_eq!(ran.code, 1);
    assert!(
        found(&ran).contains(&"differs: `Boat.id`: description"),
        "{}",
        ran.stdout
    );
}

#[test]
fn findings_as_json() {
    let folder = folder();
    edit(&folder, "spec.yaml", "maxItems: 12", "maxItems: 11");
    let ran = check(&folder, &["--format", "json"]);
    assert_eq!(ran.code, 1);
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let drift = &json["drift"][0];
    assert_eq!(drift["kind"], "differs");
    assert_eq!(drift["subject"], "`Boat.crewIds`: maxItems");
    assert_eq!(drift["pages"]["says"], "12");
    assert_eq!(drift["pages"]["at"], "pages/Boat/index.md:36:52");
    assert_eq!(drift["spec"]["says"], "11");
    assert_eq!(json["beyond"], serde_json::json!([]));
}

#[test]
fn schema_names_are_free() {
    let folder = folder();
    edit(&folder, "spec.yaml", "schemas/Berth", "schemas/Mooring");
    edit(&folder, "spec.yaml", "    Berth:", "    Mooring:");
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
}
