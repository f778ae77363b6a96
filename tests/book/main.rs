//! README.md and the book in `docs/` are correct: commands and programs run, settings are valid, links lead somewhere,
//! and generated pages are up to date.
//!
//! A comment above a block of code states what the test does with it; see [`page`]. `BLESS=1` rewrites expected output
//! and generated pages.

mod links;
mod page;
mod programs;
mod references;
mod session;
mod settings;
mod snippets;

use page::Page;

/// README.md and all pages of the book.
fn pages() -> Vec<Page> {
    let mut pages = vec![Page::read("README.md")];
    let summary = Page::read("docs/SUMMARY.md");
    for link in links::links(&summary.text) {
        pages.push(Page::read(&format!("docs/{link}")));
    }
    pages
}

/// README.md and the pages for users. Decisions show what was true when they were made.
fn user_pages() -> Vec<Page> {
    let mut pages = pages();
    pages.retain(|page| !page.path.starts_with("docs/decisions/"));
    pages
}

/// Fails with all problems at once.
#[track_caller]
fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
