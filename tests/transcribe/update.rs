//! `oascribe update`: pages, document and crate in step after one command. And pages from a git ref.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::run::{Ran, case, oascribe};
use crate::support;

const CONFIG: &str = "\
[[crate]]
spec = \"spec/harbour.yaml\"
pages = [\"pages\"]
hosts = { \"api-host-harbour\" = \"api.harbour.example\" }
out = \"sdk\"
name = \"harbour\"
";

/// A project with the pages of the first generation.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = case("gen1").join("pages");
    for name in support::files_below(&from) {
        let to = folder.path().join("pages").join(&name);
        fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        fs::copy(from.join(&name), to).expect("a page");
    }
    fs::write(folder.path().join("oascribe.toml"), CONFIG).expect("a file");
    folder
}

fn update(folder: &Path) -> Ran {
    oascribe(folder, ["update"])
}

fn edit(folder: &TempDir, name: &str, from: &str, to: &str) {
    let path = folder.path().join(name);
    let text = fs::read_to_string(&path).expect("a file");
    let changed = text.replace(from, to);
    assert_ne!(text, changed, "{name} has {from}");
    fs::write(path, changed).expect("a file");
}

#[test]
fn one_command_brings_all_in_step() {
    let folder = project();
    let ran = update(folder.path());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("spec/harbour.yaml: written, from 6 pages\n"),
        "{}",
        ran.stderr
    );
    let spec = fs::read_to_string(folder.path().join("spec/harbour.yaml")).expect("a document");
    assert!(spec.contains("default: api.harbour.example\n"), "{spec}");
    assert!(spec.contains("    pages:\n      - pages\n"), "{spec}");
    let ran = oascribe(folder.path(), ["generate", "--check"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // Once more, from a folder below: nothing is left to do.
    let ran = update(&folder.path().join("pages"));
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("spec/harbour.yaml: unchanged"),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_edited_page_is_told_and_done() {
    let folder = project();
    update(folder.path());
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
    for page in ["index", "get", "list"] {
        let page = format!("pages/Boat/{page}.md");
        edit(
            &folder,
            &page,
            " <li>KETCH: Two masts, the <b>taller</b> one first</li>",
            "",
        );
    }
    edit(&folder, "pages/Boat/tow.md", "Method tow", "Method haul");
    edit(
        &folder,
        "pages/Boat/index.md",
        "[tow](tow.md)",
        "[haul](tow.md)",
    );
    let ran = update(folder.path());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let expected = "\
changed: GET /harbour/v1/boats: query parameter `pageSize`: maximum
added: `Boat.flag`
changed: `Boat.rig`: description
changed: POST /harbour/v1/boats/{boatId}:tow: operationId
removed: `Boat.rig`: the value `KETCH`
";
    assert_eq!(ran.stdout, expected);
    let ran = oascribe(folder.path(), ["generate", "--check"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let surface = fs::read_to_string(folder.path().join("sdk/surface.txt")).expect("the surface");
    assert!(surface.contains("models::Boat::flag"), "{surface}");
}

#[test]
fn nothing_is_written_where_anything_is_wrong() {
    let folder = project();
    update(folder.path());
    let before = fs::read_to_string(folder.path().join("spec/harbour.yaml")).expect("a document");
    edit(&folder, "pages/Boat/list.md", "1000", "999");
    edit(
        &folder,
        "oascribe.toml",
        "name = \"harbour\"",
        "name = \"harbour\"\ntypes = [\"Ghost\"]",
    );
    let ran = update(folder.path());
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing was written"), "{}", ran.stderr);
    let after = fs::read_to_string(folder.path().join("spec/harbour.yaml")).expect("a document");
    assert_eq!(before, after);
    fs::write(
        folder.path().join("oascribe.toml"),
        CONFIG
            .replace("pages = [\"pages\"]\n", "")
            .replace("hosts", "#"),
    )
    .expect("a file");
    let ran = update(folder.path());
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("no entry of oascribe.toml has `pages`"),
        "{}",
        ran.stderr
    );
}

/// Whatever pages we have: the document generates, and nothing of it is lost.
#[test]
fn documents_generate() {
    for path in support::folders("transcribe/cases") {
        let name = support::name(&path);
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("spec.yaml");
        let out = out.to_str().expect("a path in UTF-8");
        oascribe(&path, ["transcribe", "pages", "--out", out]);
        let arguments = [
            "generate",
            "spec.yaml",
            "--out",
            "sdk",
            "--name",
            "sdk",
            "--deny",
            "warnings",
        ];
        let ran = oascribe(folder.path(), arguments);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
    }
}

#[test]
fn pages_come_from_a_git_ref() {
    let folder = project();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=t", "-c", "user.email=t@example.com"]);
        let output = command.args(arguments).current_dir(folder.path()).output();
        let output = output.expect("git runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    git(&["init", "-q"]);
    git(&["add", "pages"]);
    git(&["commit", "-q", "-m", "Pages"]);
    let commit = git(&["rev-parse", "HEAD"]);
    let here = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    edit(&folder, "pages/Boat/list.md", "1000", "999");
    let there = oascribe(folder.path(), ["transcribe", "HEAD:pages"]);
    assert_eq!(there.code, 0, "{}", there.stderr);
    assert!(
        there.stdout.contains(&format!("    ref: {commit}")),
        "{}",
        there.stdout
    );
    let same = there.stdout.replace("HEAD:pages", "pages");
    let same = same.replace(&format!("    ref: {commit}"), "");
    assert_eq!(same, here);
    let ran = oascribe(folder.path(), ["transcribe", "HEAD:pages/Boat/index.md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains("BoatGet"), "one page alone");
    let ran = oascribe(folder.path(), ["transcribe", "pages", "HEAD:nothing"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
}
