//! `oascribe update`: pages, document, crate and changelog in step after one command. And pages from a git ref.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::diff::{EDITS, essence, make};
use crate::run::{Ran, edit, oascribe, pages_of, snapshot};
use oascribe_test_support as support;

const CONFIG: &str = "\
[[crate]]
spec = \"spec/harbour.yaml\"
pages = [\"pages\"]
hosts = { \"api-host-harbour\" = \"api.harbour.example\" }
out = \"sdk\"
name = \"harbour\"
package = { version = \"0.3.1\" }
";

/// A project with the pages of the first generation.
fn project() -> TempDir {
    let folder = pages_of("gen1");
    fs::write(folder.path().join("oascribe.toml"), CONFIG).expect("a file");
    folder
}

/// A project after its first update.
fn updated() -> TempDir {
    let folder = project();
    let ran = update(folder.path());
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    folder
}

fn update(folder: &Path) -> Ran {
    oascribe(folder, ["update"])
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_default()
}

#[test]
fn update_writes_everything() {
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
    // A second run, from a subfolder, changes nothing.
    let ran = update(&folder.path().join("pages"));
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("spec/harbour.yaml: unchanged"),
        "{}",
        ran.stderr
    );
}

/// Each edit alone: `update` reports the same as `diff`, all files are in step, and a second run changes nothing.
#[test]
fn an_edited_page_is_reported_and_applied() {
    let mut found = String::new();
    for (name, edits) in EDITS {
        let folder = updated();
        assert!(!folder.path().join("sdk/CHANGELOG.md").exists(), "{name}");
        make(&folder, edits);
        let ran = update(folder.path());
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        found.push_str(&format!("{name}\n{}", essence(&ran.stdout)));
        let verdict = ran.stdout.lines().last().unwrap_or_default();
        found.push_str(&format!("  {verdict}\n"));
        let changelog = text(&folder, "sdk/CHANGELOG.md");
        let (_, sections) = changelog
            .split_once("semver.org/spec/v2.0.0.html).\n")
            .unwrap_or_default();
        for line in sections.lines().filter(|line| !line.is_empty()) {
            found.push_str(&format!("    {line}\n"));
        }
        let ran = oascribe(folder.path(), ["generate", "--check"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let arguments = [
            "transcribe",
            "pages",
            "--check",
            "--words",
            "--out",
            "spec/harbour.yaml",
        ];
        let ran = oascribe(folder.path(), arguments);
        assert!(!ran.stdout.contains("missing:"), "{name}: {}", ran.stdout);
        let before = snapshot(folder.path());
        let ran = update(folder.path());
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (0, ""),
            "{name}: {}",
            ran.stderr
        );
        assert!(
            snapshot(folder.path()) == before,
            "{name}: a second run changes something"
        );
    }
    let path = support::root().join("tests/transcribe/updated.txt");
    assert_eq!(support::compare(&path, &found), None);
}

/// All edits in a row: the changelog has one section until its version is released.
#[test]
fn a_changelog_grows_until_its_version_is_released() {
    let folder = updated();
    for (_, edits) in EDITS {
        make(&folder, edits);
        assert_eq!(update(folder.path()).code, 0);
    }
    let changelog = text(&folder, "sdk/CHANGELOG.md");
    assert_eq!(changelog.matches("\n## [").count(), 1, "{changelog}");
    assert!(
        changelog.contains("\n## [0.4.0]\n\n### Added\n"),
        "{changelog}"
    );
    edit(&folder, "oascribe.toml", "0.3.1", "0.4.0");
    assert_eq!(update(folder.path()).code, 0);
    assert_eq!(
        text(&folder, "sdk/CHANGELOG.md"),
        changelog,
        "a version alone is no news"
    );
    edit(&folder, "pages/Boat/tow.md", "Method haul", "Method pull");
    edit(
        &folder,
        "pages/Boat/update.md",
        "flag | **string**",
        "pennant | **string**",
    );
    edit(&folder, "pages/Boat/update.md", "\"flag\"", "\"pennant\"");
    assert_eq!(update(folder.path()).code, 0);
    let changelog = text(&folder, "sdk/CHANGELOG.md");
    let at = |title: &str| {
        changelog
            .find(title)
            .unwrap_or_else(|| panic!("{title}: {changelog}"))
    };
    assert!(at("\n## [0.5.0]") < at("\n## [0.4.0]"), "{changelog}");
}

/// The changelog is at the path in oascribe.toml, and other text in it is unchanged.
#[test]
fn a_changelog_may_be_anywhere() {
    let folder = updated();
    edit(
        &folder,
        "oascribe.toml",
        "name = \"harbour\"\n",
        "name = \"harbour\"\nchangelog = \"NEWS.md\"\n",
    );
    let news = "# News\n\n## [Unreleased]\n\n### Fixed\n\n- A leak.\n\n## [0.3.1] - 2030-01-31\n\n- Paint.\n";
    fs::write(folder.path().join("NEWS.md"), news).expect("a file");
    make(&folder, EDITS[0].1);
    let ran = update(folder.path());
    assert!(ran.stderr.contains("NEWS.md: written\n"), "{}", ran.stderr);
    let added = "## [Unreleased]\n\n### Added\n\n- `models::UpdateBoatRequest::flag`\n";
    assert_eq!(
        text(&folder, "NEWS.md"),
        news.replace("## [Unreleased]\n", added)
    );
    assert!(!folder.path().join("sdk/CHANGELOG.md").exists());
}

#[test]
fn an_error_writes_nothing_at_all() {
    let folder = updated();
    edit(&folder, "pages/Boat/list.md", "1000", "999");
    edit(
        &folder,
        "oascribe.toml",
        "name = \"harbour\"",
        "name = \"harbour\"\nschemas = [\"Ghost\"]",
    );
    let before = snapshot(folder.path());
    let ran = update(folder.path());
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing was written"), "{}", ran.stderr);
    assert!(snapshot(folder.path()) == before);
    let config = CONFIG.replace("pages = [\"pages\"]\n", "");
    fs::write(
        folder.path().join("oascribe.toml"),
        config.replace("hosts", "#"),
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

#[test]
fn a_broken_document_is_replaced() {
    let folder = updated();
    let good = text(&folder, "spec/harbour.yaml");
    fs::write(
        folder.path().join("spec/harbour.yaml"),
        "info:\n  x-transcribed-from: [\n",
    )
    .expect("a file");
    let ran = update(folder.path());
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("the changes are unknown"),
        "{}",
        ran.stderr
    );
    assert_eq!(text(&folder, "spec/harbour.yaml"), good);
}

/// A document that someone wrote is not taken for a transcription.
#[test]
fn a_document_that_was_not_transcribed_is_kept() {
    let folder = project();
    fs::create_dir(folder.path().join("spec")).expect("a folder");
    fs::write(folder.path().join("spec/harbour.yaml"), "openapi: 3.0.3\n").expect("a file");
    let before = snapshot(folder.path());
    let ran = update(folder.path());
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    let message = "error: spec/harbour.yaml was not transcribed from pages\n  = help: ";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
    let out = ["transcribe", "pages", "--out", "spec/harbour.yaml"];
    let ran = oascribe(folder.path(), out);
    let message = "error: spec/harbour.yaml was not written by oascribe\n";
    assert!(
        ran.code == 2 && ran.stderr.contains(message),
        "{}",
        ran.stderr
    );
    assert!(snapshot(folder.path()) == before);
    let ran = oascribe(folder.path(), out.iter().chain(&["--force"]));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = oascribe(folder.path(), out);
    assert!(ran.stderr.contains(": unchanged, from"), "{}", ran.stderr);
}

#[test]
fn a_changelog_without_pages_is_a_mistake() {
    let folder = project();
    let config = CONFIG.replace("pages = [\"pages\"]", "changelog = \"NEWS.md\"");
    fs::write(
        folder.path().join("oascribe.toml"),
        config.replace("hosts", "#"),
    )
    .expect("a file");
    let ran = update(folder.path());
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let message = "error[bad-config]: `changelog` needs `pages`\n  --> oascribe.toml:3:13";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
}

/// The last file can't be written: all other files are restored.
#[test]
fn a_write_failure_restores_everything() {
    let folder = updated();
    make(&folder, EDITS[0].1);
    let long = format!(
        "name = \"harbour\"\nchangelog = \"new/{}.md\"",
        "a".repeat(248)
    );
    edit(&folder, "oascribe.toml", "name = \"harbour\"", &long);
    let before = snapshot(folder.path());
    let ran = update(folder.path());
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("error: cannot write new/aaa"),
        "{}",
        ran.stderr
    );
    assert!(snapshot(folder.path()) == before);
    assert!(!folder.path().join("new").exists());
}

#[test]
fn two_entries_may_share_a_document() {
    let folder = project();
    let second = CONFIG
        .replace("\"sdk\"", "\"models\"")
        .replace("\"harbour\"\n", "\"models\"\nmode = \"models\"\n");
    fs::write(
        folder.path().join("oascribe.toml"),
        format!("{CONFIG}\n{second}"),
    )
    .expect("a file");
    assert_eq!(update(folder.path()).code, 0);
    make(&folder, EDITS[0].1);
    let ran = update(folder.path());
    assert!(ran.stdout.starts_with("harbour\ninfo["), "{}", ran.stdout);
    assert!(ran.stdout.contains("\n\nmodels\ninfo["), "{}", ran.stdout);
    for out in ["sdk", "models"] {
        assert!(
            text(&folder, &format!("{out}/CHANGELOG.md")).contains("::flag"),
            "{out}"
        );
    }
    let other = second.replace("api.harbour.example", "api.other.example");
    fs::write(
        folder.path().join("oascribe.toml"),
        format!("{CONFIG}\n{other}"),
    )
    .expect("a file");
    let ran = update(folder.path());
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("two entries make spec/harbour.yaml from different pages"),
        "{}",
        ran.stderr
    );
}

/// Everything in the documents of all cases is generated.
#[test]
fn documents_generate() {
    for path in support::folders("transcribe/tests/cases") {
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
    // A commit that does not touch the pages is not recorded.
    git(&["commit", "-q", "--allow-empty", "-m", "Nothing"]);
    let here = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    edit(&folder, "pages/Boat/list.md", "1000", "999");
    let there = oascribe(folder.path(), ["transcribe", "HEAD:pages"]);
    assert_eq!(there.code, 0, "{}", there.stderr);
    assert!(
        there.stdout.contains(&format!("    commit: {commit}")),
        "{}",
        there.stdout
    );
    let same = there.stdout.replace("HEAD:pages", "pages");
    let same = same.replace(&format!("    commit: {commit}"), "");
    assert_eq!(same, here);
    edit(&folder, "oascribe.toml", "[\"pages\"]", "[\"HEAD:pages\"]");
    let ran = update(&folder.path().join("pages"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(text(&folder, "spec/harbour.yaml").contains("    pages:\n      - HEAD:pages\n"));
    let ran = oascribe(folder.path(), ["transcribe", "HEAD:pages/Boat/index.md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains("BoatGet"), "one page alone");
    let ran = oascribe(folder.path(), ["transcribe", "pages", "HEAD:nothing"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
}
