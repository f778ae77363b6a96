//! `oascribe diff` reports an edited page, and nothing else.

use tempfile::TempDir;

use crate::run::{edit, oascribe, pages_of, real};
use oascribe_test_support as support;

const DIFF: [&str; 7] = [
    "diff",
    "before.yaml",
    "after.yaml",
    "--fail-on",
    "nothing",
    "--format",
    "text",
];

const KETCH: &str = " <li>KETCH: Two masts, the <b>taller</b> one first</li>";

/// A page, the text to replace, and its replacement.
pub type Edit = (&'static str, &'static str, &'static str);

/// Edits, by name.
pub const EDITS: &[(&str, &[Edit])] = &[
    (
        "a field added",
        &[
            (
                "update",
                "name | **string**",
                "flag | **string**<br><p>What she flies.</p> \nname | **string**",
            ),
            (
                "update",
                "  \"name\"",
                "  \"flag\": \"string\",\n  \"name\"",
            ),
        ],
    ),
    (
        "a bound changed",
        &[("list", "maximum value is 1000", "maximum value is 500")],
    ),
    (
        "an enum value removed",
        &[
            ("index", KETCH, ""),
            ("get", KETCH, ""),
            ("list", KETCH, ""),
        ],
    ),
    (
        "a method renamed",
        &[
            ("tow", "Method tow", "Method haul"),
            ("index", "[tow](tow.md)", "[haul](tow.md)"),
        ],
    ),
    (
        "a sentence reworded",
        &[("tow", "Has a boat towed.", "Has a boat hauled.")],
    ),
];

/// Applies edits to the pages of a folder.
pub fn make(folder: &TempDir, edits: &[Edit]) {
    for (page, from, to) in edits {
        edit(folder, &format!("pages/Boat/{page}.md"), from, to);
    }
}

/// The rules and the changes of the Rust API in a report. Other tests check the wording.
pub fn essence(report: &str) -> String {
    let mut out = String::new();
    for line in report.lines() {
        let rule = ["error[", "warning[", "info["]
            .iter()
            .any(|level| line.starts_with(level));
        let rust = ["  major ", "  minor "]
            .iter()
            .any(|level| line.starts_with(level));
        let shown = match line.split_once(':') {
            Some((id, _)) if rule => id,
            _ if rust => line.trim_start(),
            _ => continue,
        };
        out.push_str(&format!("  {shown}\n"));
    }
    out
}

#[test]
fn diff_reports_an_edited_page() {
    let mut text = String::new();
    for (name, edits) in EDITS {
        let folder = pages_of("gen1");
        oascribe(
            folder.path(),
            ["transcribe", "pages", "--out", "before.yaml"],
        );
        make(&folder, edits);
        oascribe(
            folder.path(),
            ["transcribe", "pages", "--out", "after.yaml"],
        );
        let ran = oascribe(folder.path(), DIFF);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        text.push_str(&format!("{name}\n{}", essence(&ran.stdout)));
    }
    let path = support::root().join("tests/transcribe/edited.txt");
    assert_eq!(support::compare(&path, &text), None);
}

/// What the vendor changed about users between the first and the third generation of the pages.
#[test]
fn generations_of_real_pages_differ_as_the_vendor_changed_them() {
    let Some(docs) = real() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (generation, out) in [("gen1", "before.yaml"), ("gen3", "after.yaml")] {
        let user = docs.join(format!("pages/{generation}/mongodb/User"));
        let (create, get) = (user.join("create.md"), user.join("get.md"));
        let arguments = [
            "transcribe".as_ref(),
            create.as_os_str(),
            get.as_os_str(),
            "--out".as_ref(),
            out.as_ref(),
        ];
        let ran = oascribe(folder.path(), arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let ran = oascribe(folder.path(), DIFF);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let path = support::root().join("tests/transcribe/real-diff.txt");
    assert_eq!(support::compare(&path, &essence(&ran.stdout)), None);
}
