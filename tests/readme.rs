//! README.md shows what is there: its quickstart is the one that runs, its links lead somewhere.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).unwrap()
}

/// What stands between two marks, and the line ends beside it.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0.trim_matches('\n')
}

#[test]
fn the_quickstart_is_the_one_that_runs() {
    let example = read("examples/quickstart.rs");
    let region = between(
        &example,
        "// ANCHOR: quickstart\n",
        "// ANCHOR_END: quickstart\n",
    );
    let readme = read("README.md");
    let section = between(&readme, "\n## Quickstart\n", "\n## ");
    let block = between(section, "\n```rust\n", "\n```\n");
    assert_eq!(
        block, region,
        "README.md must show this part of examples/quickstart.rs:\n{region}\n"
    );
}

#[test]
fn links_lead_somewhere() {
    let readme = read("README.md");
    let links: Vec<&str> = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(link, _)| link))
        .filter(|link| !link.contains("://"))
        .collect();
    assert!(!links.is_empty());
    for link in links {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(link);
        assert!(path.exists(), "README.md links to `{link}`");
    }
}
