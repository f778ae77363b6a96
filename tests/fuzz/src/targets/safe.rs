//! What no output may contain.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::source::Sources;
use oascribe_test_support::fragments::effect;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// The diagnostics as the command prints them. Nothing in them has an effect on a terminal or a workflow.
pub fn printed(diags: &Diagnostics, sources: &Sources) -> String {
    let options = RenderOptions {
        notes: true,
        color: false,
    };
    let text = human(diags, sources, options);
    harmless(&text, &[]);
    text
}

/// Panics if a line of a report has an effect. Workflow commands are allowed if they begin with one of `commands`.
pub fn harmless(report: &str, commands: &[&str]) {
    assert_eq!(effect(report, commands), None, "{report}");
}

/// Tags of reports in Markdown.
const TAGS: &[&str] = &[
    "<!-- oascribe diff -->",
    "<details>",
    "</details>",
    "<code>",
    "</code>",
];

/// Panics if text of a document can have an effect in Markdown on GitHub: an image, a link, a tag, a mention or a reference.
pub fn harmless_markdown(page: &str) {
    harmless(page, &[]);
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_FOOTNOTES;
    let mut is_code = false;
    for event in Parser::new_ext(page, options) {
        match &event {
            Event::Html(tag) | Event::InlineHtml(tag) => {
                let tag = tag.trim();
                is_code = tag == "<code>";
                let is_summary = tag.starts_with("<details><summary>") && !tag.contains('@');
                assert!(is_summary || TAGS.contains(&tag), "{tag} in {page}");
            }
            Event::Text(text) if !is_code => {
                let found = ["@", "#", "://", "www.", "GH-"]
                    .iter()
                    .find(|it| text.contains(**it));
                assert_eq!(found, None, "{text} in {page}");
            }
            Event::Start(Tag::Image { .. } | Tag::Link { .. }) | Event::FootnoteReference(_) => {
                panic!("{event:?} in {page}");
            }
            _ => {}
        }
    }
}
