//! Broken pages and other files: they are reported, nothing panics, and the other pages are read.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::run::{Ran, case, oascribe};
use oascribe_test_support as support;

/// A folder with one valid page.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "Boat/get.md", good().as_bytes());
    folder
}

fn good() -> String {
    fs::read_to_string(case("gen1").join("pages/Boat/get.md")).expect("a page")
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join("pages").join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a page");
}

/// Runs the command, and checks that the valid page is transcribed.
fn check_valid_page(folder: &TempDir) -> Ran {
    let ran = oascribe(folder.path(), ["transcribe", "pages"]);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    assert!(
        ran.stdout.contains("operationId: BoatGet"),
        "{}",
        ran.stderr
    );
    ran
}

#[test]
fn other_files_are_reported_and_left_out() {
    let folder = folder();
    let bytes: Vec<u8> = (0..5000_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    write(folder.path(), "Boat/binary.md", &bytes);
    write(folder.path(), "Boat/empty.md", b"");
    write(folder.path(), "Boat/notes.md", b"# Notes\n\nBuy rope.\n");
    let russian = good().replace("HTTP request", "HTTP-запрос");
    let russian = russian
        .replace("Path parameters", "Параметры")
        .replace("Response", "Ответ");
    write(folder.path(), "Boat/other.md", russian.as_bytes());
    let ran = check_valid_page(&folder);
    assert_eq!(ran.code, 0);
    for name in ["binary", "empty", "notes", "other"] {
        let message = format!("pages/Boat/{name}.md is not a reference page");
        assert!(ran.stderr.contains(&message), "{name}: {}", ran.stderr);
    }
    let ran = oascribe(folder.path(), ["transcribe", "pages", "--deny", "skipped"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
}

#[test]
fn only_unreadable_pages_are_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "notes.md", b"# Notes\n");
    let ran = oascribe(folder.path(), ["transcribe", "pages", "--out", "spec.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error[no-pages]"), "{}", ran.stderr);
    assert!(!folder.path().join("spec.yaml").exists());
}

#[test]
fn a_folder_without_pages_is_wrong_usage() {
    let folder = tempfile::tempdir().expect("a folder");
    for argument in [".", "nowhere.md", "HEAD:nowhere"] {
        let ran = oascribe(folder.path(), ["transcribe", argument]);
        assert_eq!(ran.code, 2, "{argument}: {}", ran.stderr);
        assert!(ran.stderr.contains("= help:"), "{argument}: {}", ran.stderr);
    }
}

/// Pages of all generations, truncated at many offsets.
#[test]
fn truncated_pages_are_read() {
    let folder = folder();
    for name in ["gen1", "gen2", "gen3"] {
        let page = case(name).join("pages/Boat/create.md");
        let text = fs::read_to_string(page).expect("a page");
        for (number, at) in (0..text.len()).step_by(61).enumerate() {
            let at = (at..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            write(
                folder.path(),
                &format!("Cut{number}/{name}.md"),
                &text.as_bytes()[..at],
            );
        }
    }
    check_valid_page(&folder);
}

/// Ten megabytes of input that is slow to parse as Markdown.
#[test]
fn large_pages_finish() {
    let folder = folder();
    let head = "# Method list\n\n## HTTP request\n```\nGET https://a/v1/boats\n```\n\n## Response {#responses}\n";
    let rows: String = (0..120_000)
        .map(|at| format!("field{at} | **string**<br><p>The {at}th of them.</p> \n"))
        .collect();
    let table = format!("{head}\nField | Description\n--- | ---\n{rows}");
    write(folder.path(), "Table/list.md", table.as_bytes());
    for (number, part) in [
        "<b>",
        "[a](",
        "**a ",
        "#|\n|| x | ",
        "> ",
        "- ",
        "`",
        "{\"a\":",
    ]
    .iter()
    .enumerate()
    {
        let text = format!("{head}\n{}", part.repeat(300_000 / part.len()));
        write(
            folder.path(),
            &format!("Deep{number}/list.md"),
            text.as_bytes(),
        );
    }
    check_valid_page(&folder);
}

/// Whatever the pages contain, `check --strict` accepts the document.
#[test]
fn documents_pass_the_strict_check() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in support::folders("transcribe/tests/cases") {
        let name = support::name(&path);
        let out = folder.path().join("spec.yaml");
        let out = out.to_str().expect("a path in UTF-8");
        oascribe(&case(&name), ["transcribe", "pages", "--out", out]);
        let ran = oascribe(
            folder.path(),
            ["check", "--strict", "--deny", "warnings", "spec.yaml"],
        );
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert_eq!(ran.stderr, "spec.yaml: no findings\n", "{name}");
    }
}
