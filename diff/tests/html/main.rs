//! The HTML report: one file that is well-formed, loads nothing, and is as expected.
//!
//! `BLESS=1 cargo test -p oascribe-diff --test html` rewrites `tests/html/expected.html`.

mod browser;
mod devtools;

use std::fs;
use std::path::Path;

use oascribe_diff::{Date, Settings, Sources, compare, render};
use oascribe_test_support::root;

/// The report about a pair of documents of `tests/diff`, once for each crate.
fn page(pair: &str, crates: usize) -> String {
    let mut sources = Sources::new();
    let folder = root().join("tests/diff").join(pair);
    let [base, revision] = ["base.yaml", "revision.yaml"].map(|name| {
        let text = fs::read_to_string(folder.join(name)).expect("a document");
        sources.add(name, text)
    });
    let mut settings = Settings::default();
    settings.policy.today = Date::parse("2026-01-01").expect("a date");
    let reports: Vec<_> = (0..crates)
        .map(|_| compare(base, revision, &mut settings, &mut sources).expect("documents"))
        .collect();
    render::html(&reports, &sources)
}

/// The tags of a page, without the content of its style and script.
fn tags(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start..];
        let end = tag.find('>').expect("a complete tag") + 1;
        found.push(&tag[..end]);
        rest = &tag[end..];
        for name in ["style", "script"] {
            if found.last() == Some(&format!("<{name}>").as_str()) {
                rest = &rest[rest.find(&format!("</{name}>")).expect("an end")..];
            }
        }
    }
    found
}

fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '!');
    &inner[..end.unwrap_or(inner.len())]
}

#[test]
fn the_page_is_as_expected() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html/expected.html");
    let found = page("schemas", 1);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &found).expect("a file");
    }
    let expected = fs::read_to_string(&file).expect("the expected page");
    assert!(found == expected, "BLESS=1 rewrites the expected page");
    for part in [
        "Example: <code>{&quot;count&quot;:51}</code> was accepted by",
        "<mark>",
        "<h2>Rust API (",
        "<svg role=\"img\"",
    ] {
        assert!(found.contains(part), "{part}");
    }
}

#[test]
fn the_page_is_well_formed() {
    for crates in [1, 2] {
        let page = page("unions", crates);
        let mut open = Vec::new();
        for tag in tags(&page) {
            let name = name(tag);
            match tag {
                _ if matches!(name, "!doctype" | "meta" | "input") || tag.ends_with("/>") => {}
                tag if tag.starts_with("</") => assert_eq!(open.pop(), Some(name), "{tag}"),
                _ => open.push(name),
            }
        }
        assert!(open.is_empty(), "{open:?}");
        assert_eq!(page.matches("<main>").count(), crates);
    }
}

#[test]
fn the_page_loads_nothing() {
    let page = page("schemas", 1);
    for tag in tags(&page) {
        for attribute in ["src=", "srcset=", "action=", "data="] {
            assert!(!tag.contains(&format!(" {attribute}")), "{tag}");
        }
        if let Some((_, target)) = tag.split_once(" href=\"") {
            assert!(target.starts_with('#'), "{tag}");
        }
        assert!(
            !matches!(name(tag), "link" | "iframe" | "img" | "base" | "object"),
            "{tag}"
        );
    }
    assert!(!page.contains("url(") && !page.contains("@import"));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_page_is_readable_without_the_script() {
    let page = page("schemas", 1);
    let (page, _) = page.split_once("<script>").expect("a script");
    // Only the controls that need the script are hidden.
    let hidden: Vec<_> = tags(page)
        .into_iter()
        .filter(|tag| tag.contains(" hidden"))
        .map(name)
        .collect();
    assert_eq!(hidden, ["form"]);
    assert!(page.matches("<details class=\"finding ").count() > 3);
    assert!(page.contains("prefers-color-scheme: dark") && page.contains("@media print"));
}
