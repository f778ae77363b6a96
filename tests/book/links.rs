//! Links lead to files and headings that exist, and the table of contents lists all pages.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use oascribe_test_support as support;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::page::Page;
use crate::{assert_none, pages};

/// Pages outside of the book, in the root of the repository.
const PAPERS: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
];

#[test]
fn links_lead_somewhere() {
    let papers = PAPERS.iter().map(|path| Page::read(path));
    let pages: Vec<Page> = pages().into_iter().chain(papers).collect();
    let mut problems = Vec::new();
    let mut count = 0;
    for page in &pages {
        for link in links(&page.text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            count += 1;
            if let Err(problem) = follow(page, &link) {
                problems.push(format!("{}: `{link}`: {problem}", page.path));
            }
        }
    }
    assert_none(&problems);
    assert!(count > 50, "{count} links");
}

#[test]
fn the_table_of_contents_lists_all_pages() {
    let summary = Page::read("docs/SUMMARY.md");
    let listed: BTreeSet<String> = links(&summary.text).into_iter().collect();
    assert_eq!(
        listed.len(),
        links(&summary.text).len(),
        "a page is listed twice"
    );
    let files = support::files_below(&support::root().join("docs"));
    let files: BTreeSet<String> = files
        .into_iter()
        .filter(|path| path.ends_with(".md") && path != "SUMMARY.md")
        .collect();
    // Decisions are listed by `references`.
    let differing = listed.symmetric_difference(&files);
    let differing: Vec<_> = differing
        .filter(|path| !path.starts_with("decisions/"))
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
}

/// The book is published alone, so its links must not lead out of it.
#[test]
fn links_of_the_book_stay_in_the_book() {
    let mut problems = Vec::new();
    for page in pages().iter().filter(|page| page.path.starts_with("docs/")) {
        for link in links(&page.text)
            .iter()
            .filter(|link| !link.contains("://"))
        {
            let target = resolved(&page.path, link);
            if !target.starts_with("docs") {
                problems.push(format!("{}: `{link}` leads out of the book", page.path));
            }
        }
    }
    assert_none(&problems);
}

/// The links and images of a text, in order.
pub fn links(text: &str) -> Vec<String> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        })
        .collect()
}

fn follow(page: &Page, link: &str) -> Result<(), String> {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = match path {
        "" => PathBuf::from(&page.path),
        path => resolved(&page.path, path),
    };
    if !support::root().join(&target).exists() {
        return Err("does not exist".to_owned());
    }
    if anchor.is_empty() {
        return Ok(());
    }
    let target = Page::read(&target.display().to_string());
    match headings(&target.text).contains(anchor) {
        true => Ok(()),
        false => Err(format!("{} has no such heading", target.path)),
    }
}

/// The path of a link, without `..`.
fn resolved(page: &str, link: &str) -> PathBuf {
    let link = link.split('#').next().unwrap_or_default();
    let mut path = Path::new(page).parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            part => path.push(part),
        }
    }
    path
}

/// The anchors of the headings of a text, as GitHub and mdBook form them.
fn headings(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let title = heading.take().unwrap_or_default().to_lowercase();
                let is_retained = |ch: &char| ch.is_alphanumeric() || "-_ ".contains(*ch);
                let anchor: String = title.chars().filter(is_retained).collect();
                found.insert(anchor.replace(' ', "-"));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}
