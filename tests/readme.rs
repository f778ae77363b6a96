//! README.md is correct: its programs are examples that run, and its links exist.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).unwrap()
}

/// Returns the text between two marks.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0.trim_matches('\n')
}

#[test]
fn programs_are_examples_that_run() {
    let readme = read("README.md");
    for (heading, name) in [
        ("\n## Quickstart\n", "quickstart"),
        ("\n## The client\n", "client_options"),
    ] {
        let example = read(&format!("examples/{name}.rs"));
        let (start, end) = (
            format!("// ANCHOR: {name}\n"),
            format!("// ANCHOR_END: {name}\n"),
        );
        let region = between(&example, &start, &end);
        let section = between(&readme, heading, "\n## ");
        let block = between(section, "\n```rust\n", "\n```\n");
        assert_eq!(
            block, region,
            "README.md must contain this part of examples/{name}.rs:\n{region}\n"
        );
    }
}

/// Each page starts with the program that has its name.
#[test]
fn guides_have_examples_that_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let mut pages = 0;
    for page in fs::read_dir(folder).unwrap() {
        let path = page.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let example = read(&format!("examples/{name}.rs"));
        let (start, end) = (
            format!("// ANCHOR: {name}\n"),
            format!("// ANCHOR_END: {name}\n"),
        );
        let region = between(&example, &start, &end);
        let block = between(&text, "\n```rust\n", "\n```\n");
        assert_eq!(
            block, region,
            "docs/guide/{name}.md must contain this part of examples/{name}.rs"
        );
        pages += 1;
    }
    assert!(pages > 0);
}

#[test]
fn links_exist() {
    let papers = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
    ];
    for paper in papers {
        check_links(paper);
    }
}

fn check_links(paper: &str) {
    let text = read(paper);
    let links: Vec<&str> = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(link, _)| link))
        .filter(|link| !link.contains("://"))
        .collect();
    assert!(paper != "README.md" || !links.is_empty());
    for link in links {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(link);
        assert!(
            path.exists(),
            "{paper} links to `{link}`, which does not exist"
        );
    }
}
