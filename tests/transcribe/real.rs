//! Real pages, if they are available.

use crate::run::{oascribe, real, tree};
use oascribe_test_support as support;

/// The findings of a check as `kind: subject`.
fn subjects(stdout: &str) -> Vec<String> {
    let lines = stdout.lines().filter(|line| !line.starts_with(' '));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_document_of_the_repository_has_every_fact_of_its_pages() {
    let Some(docs) = real() else { return };
    let seed = docs.join("seed");
    let backup = docs.join("pages/gen1/mongodb/Backup");
    let arguments = [
        "transcribe".as_ref(),
        seed.as_os_str(),
        backup.as_os_str(),
        "--check".as_ref(),
        "--out".as_ref(),
        "spec/mongodb.yaml".as_ref(),
    ];
    let ran = oascribe(&support::root(), arguments);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let found = subjects(&ran.stdout);
    assert!(found.iter().all(|line| line.starts_with("beyond: ")));
    for expected in [
        "beyond: the document: security",
        "beyond: DELETE /managed-mongodb/v1/backups/{backupId}: the response default",
        "beyond: GET /operations/{operationId}",
    ] {
        assert!(
            found.iter().any(|line| line == expected),
            "{expected} in {found:?}"
        );
    }
}

/// All pages of each generation: every operation, in a document without findings.
#[test]
fn every_page_becomes_an_operation() {
    let Some(docs) = real() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (name, pages, operations) in [("gen1", 26, 21), ("gen2", 9, 8), ("gen3", 4, 4)] {
        let from = docs.join("pages").join(name);
        let arguments = [
            "transcribe".as_ref(),
            from.as_os_str(),
            "--out".as_ref(),
            "spec.yaml".as_ref(),
        ];
        let ran = oascribe(folder.path(), arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(
            ran.stderr
                .ends_with(&format!("spec.yaml: written, from {pages} pages\n"))
        );
        let text = std::fs::read_to_string(folder.path().join("spec.yaml")).expect("a document");
        let document = tree(&text);
        let paths = document["paths"].as_object().expect("paths");
        let count: usize = paths
            .values()
            .map(|item| item.as_object().map_or(0, |it| it.len()))
            .sum();
        assert_eq!(count, operations, "{name}");
        let ran = oascribe(
            folder.path(),
            ["check", "--strict", "--deny", "warnings", "spec.yaml"],
        );
        assert_eq!(
            (ran.code, ran.stderr.as_str()),
            (0, "spec.yaml: no findings\n")
        );
    }
}

/// Any folder of pages, also of several generations: a document without findings, of which everything is generated.
#[test]
fn every_folder_gives_a_document_that_generates() {
    let Some(docs) = real() else { return };
    let mut folders = vec![docs.join("seed"), docs.join("pages")];
    let mut next = 1;
    while let Some(folder) = folders.get(next) {
        let inner = std::fs::read_dir(folder).expect("a folder");
        let inner = inner.map(|entry| entry.expect("an entry").path());
        let inner: Vec<_> = inner.filter(|path| path.is_dir()).collect();
        folders.extend(inner);
        next += 1;
    }
    assert!(folders.len() > 15, "{folders:?}");
    let target = tempfile::tempdir().expect("a folder");
    for (number, folder) in folders.iter().enumerate() {
        let name = folder.display();
        let arguments = [
            "transcribe".as_ref(),
            folder.as_os_str(),
            "--out".as_ref(),
            "spec.yaml".as_ref(),
        ];
        let ran = oascribe(target.path(), arguments);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let ran = oascribe(
            target.path(),
            ["check", "--strict", "--deny", "warnings", "spec.yaml"],
        );
        assert_eq!(ran.stderr, "spec.yaml: no findings\n", "{name}");
        let out = format!("sdk{number}");
        let arguments = [
            "generate",
            "spec.yaml",
            "--out",
            &out,
            "--name",
            "sdk",
            "--deny",
            "warnings",
        ];
        let ran = oascribe(target.path(), arguments);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
    }
}

/// The differences between generations of pages for the same resources.
#[test]
fn generations_differ_as_expected() {
    let Some(docs) = real() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = String::new();
    for (earlier, later, resource) in [
        ("gen1", "gen2", "Backup"),
        ("gen1", "gen2", "Database"),
        ("gen1", "gen2", "ResourcePreset"),
        ("gen1", "gen2", "User"),
        ("gen1", "gen3", "Database"),
        ("gen1", "gen3", "User"),
    ] {
        let pages = |generation: &str| {
            docs.join("pages")
                .join(generation)
                .join("mongodb")
                .join(resource)
        };
        let (one, two) = (pages(earlier), pages(later));
        oascribe(
            folder.path(),
            [
                "transcribe".as_ref(),
                two.as_os_str(),
                "--out".as_ref(),
                "spec.yaml".as_ref(),
            ],
        );
        let check = [
            "transcribe".as_ref(),
            one.as_os_str(),
            "--check".as_ref(),
            "--out".as_ref(),
            "spec.yaml".as_ref(),
        ];
        let ran = oascribe(folder.path(), check);
        text.push_str(&format!("{resource}, {earlier} against {later}\n"));
        subjects(&ran.stdout)
            .iter()
            .for_each(|line| text.push_str(&format!("  {line}\n")));
    }
    let path = support::root().join("tests/transcribe/real.txt");
    assert_eq!(support::compare(&path, &text), None);
}
