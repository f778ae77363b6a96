//! Markdown for a comment on a pull request.
//!
//! The verdict comes first, then for each crate the breaking changes, then the rest in folded sections. A table has the first rows, so
//! that none takes the room of the others; further rows, and those that exceed the size limit of comments, are counted.

use oascribe_codegen::source::Sources;

use super::{MAX_TEXT, Place, capital, code, edits, operations, prose};
use crate::location::Locations;
use crate::report::{Report, RustApi, verdict};
use crate::rust::{Bump, Change, Retained};
use crate::shortened::shortened;
use crate::{Edits, Finding, Level};

/// The maximum length of a comment, in characters.
const MAX_COMMENT: usize = 65_000;

/// A workflow finds its comment by this marker.
const MARKER: &str = "<!-- oascribe diff -->";

/// The rows of a table that are shown.
const MAX_ROWS: usize = 20;

/// Prints reports as Markdown for one comment on a pull request.
pub fn markdown(reports: &[Report], sources: &Sources) -> String {
    let mut page = Page::default();
    let mut locations = Locations::new(sources);
    let verdict = capital(&shortened(&verdict(reports), MAX_TEXT));
    page.push(&format!("{MARKER}\n**{}**\n", prose(&verdict, Place::Line)));
    for report in reports {
        if reports.len() > 1 {
            let name = code(&report.crate_name, Place::Line);
            let verdict = prose(&shortened(&report.verdict(), MAX_TEXT), Place::Line);
            page.push(&format!("\n## {name}\n\n{}.\n", capital(&verdict)));
        }
        of_crate(&mut page, report, &mut locations);
    }
    if reports.iter().any(Report::is_unreleased) {
        page.push("\nTo raise the version in `oascribe.toml` as required, run `oascribe generate --bump`.\n");
    }
    page.text
}

fn of_crate(page: &mut Page, report: &Report, locations: &mut Locations<'_>) {
    let of = |level: Level| -> Vec<&Finding> {
        report
            .findings
            .iter()
            .filter(|finding| finding.level == level)
            .collect()
    };
    wire(
        page,
        "Breaks running clients",
        Fold::Open,
        &of(Level::Error),
        locations,
    );
    wire(
        page,
        "May break running clients",
        Fold::Open,
        &of(Level::Warning),
        locations,
    );
    rust(page, report);
    wire(
        page,
        "Other changes",
        Fold::Closed,
        &of(Level::Info),
        locations,
    );
    listed(page, &report.edits);
    let mut rest = edits::counts(&report.edits);
    if report.ignored > 0 {
        rest.push(format!("{} ignored", times(report.ignored, "finding")));
    }
    if !rest.is_empty() {
        page.push(&format!("\n{}.\n", rest.join("; ")));
    }
}

/// The edits of texts and extensions.
fn listed(page: &mut Page, edits: &Edits) {
    let cell = |text: &Option<String>| match text {
        Some(text) if !text.is_empty() => value(text),
        _ => String::new(),
    };
    let rows = edits.listed.iter().map(|edit| {
        let title = edits::title(edit, value);
        format!("| {title} | {} | {} |\n", cell(&edit.old), cell(&edit.new))
    });
    let rows: Vec<_> = rows.collect();
    let head = "| Text | Before | After |\n| --- | --- | --- |\n";
    page.table(edits::TITLE, Fold::Closed, head, &rows);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Open,
    Closed,
}

/// A text with limited length.
#[derive(Default)]
struct Page {
    text: String,
    length: usize,
}

impl Page {
    /// Space for closing tags and for the number of omitted rows.
    const RESERVE: usize = 2_000;

    fn push(&mut self, text: &str) {
        self.length += text.chars().count();
        self.text.push_str(text);
    }

    /// Adds a row if it fits.
    fn row(&mut self, text: &str) -> bool {
        let fits = self.length + text.chars().count() + Self::RESERVE < MAX_COMMENT;
        if fits {
            self.push(text);
        }
        fits
    }

    fn table(&mut self, title: &str, fold: Fold, head: &str, rows: &[String]) {
        if rows.is_empty() {
            return;
        }
        let title = format!("{title} ({})", rows.len());
        match fold {
            Fold::Open => self.push(&format!("\n### {title}\n\n{head}")),
            Fold::Closed => {
                self.push(&format!("\n<details><summary>{title}</summary>\n\n{head}"));
            }
        }
        let first = rows.iter().take(MAX_ROWS);
        let shown = first.take_while(|row| self.row(row)).count();
        if shown < rows.len() {
            self.push(&format!(
                "\n… and {} more in the report.\n",
                rows.len() - shown
            ));
        }
        if fold == Fold::Closed {
            self.push("\n</details>\n");
        }
    }
}

fn wire(
    page: &mut Page,
    title: &str,
    fold: Fold,
    findings: &[&Finding],
    locations: &mut Locations<'_>,
) {
    let mut row = |finding: &&Finding| {
        let pointer = finding.revision.as_ref().or(finding.base.as_ref());
        let also = match finding.also.len() {
            0 => String::new(),
            count => format!(" and {}", times(count, "other location")),
        };
        let usage = locations.find(pointer).map_or(String::new(), |usage| {
            let line = format!("{}:{}", usage.file, usage.line);
            format!("{}{also}", value(&line))
        });
        let why = finding.reason().map(|reason| format!("; {reason}"));
        let why = why.unwrap_or_default();
        let example = match &finding.example {
            Some(example) => format!("; example: {}", example.sentence(value)),
            None => String::new(),
        };
        format!(
            "| {}{why}{example} | {} | {usage} | {} |\n",
            sentence(&finding.text()),
            operations(finding, value),
            value(&finding.id)
        )
    };
    let mut findings = findings.to_vec();
    // The changes of a schema are next to one another.
    findings.sort_by_key(|finding| finding.subject.as_ref().map(|it| it.schema.as_deref()));
    let rows: Vec<_> = findings.iter().map(&mut row).collect();
    page.table(
        title,
        fold,
        "| Change | Operations | Location | Rule |\n| --- | --- | --- | --- |\n",
        &rows,
    );
}

fn rust(page: &mut Page, report: &Report) {
    let RustApi::Compared { changes, .. } = &report.rust else {
        return;
    };
    let head = "| Item | Before | After |\n| --- | --- | --- |\n";
    let rows = |bump: Bump| -> Vec<String> {
        let is_listed = |change: &&Change| change.bump == bump && change.retained == Retained::No;
        let of_bump = changes.iter().filter(is_listed);
        let rows = of_bump.map(|change| {
            let code = |text: &Option<String>| match text.as_deref() {
                None | Some("") => String::new(),
                Some(text) => value(text),
            };
            let with = match change.related {
                0 => String::new(),
                count => format!(", and {}", times(count, "related item")),
            };
            format!(
                "| {} {} {}{with} | {} | {} |\n",
                change.kind_name(),
                value(&change.path),
                sentence(&change.text),
                code(&change.old),
                code(&change.new)
            )
        });
        rows.collect()
    };
    page.table("Breaks the Rust API", Fold::Open, head, &rows(Bump::Major));
    page.table(
        "New in the Rust API",
        Fold::Closed,
        head,
        &rows(Bump::Minor),
    );
    let saved = report.retained().filter_map(|change| {
        let now = match &change.retained {
            Retained::No => return None,
            Retained::Renamed(now) => format!("renamed to `{now}`"),
            Retained::Removed(version) => format!("removed in {version}"),
        };
        Some(format!(
            "| {} | {} |\n",
            value(&change.path),
            sentence(&now)
        ))
    });
    let saved: Vec<_> = saved.collect();
    let head = "| Deprecated item | Reason |\n| --- | --- |\n";
    page.table("Retained for compatibility", Fold::Closed, head, &saved);
}

fn times(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

/// A value in a cell.
fn value(text: &str) -> String {
    code(&shortened(text, MAX_TEXT), Place::Cell)
}

/// A sentence in a cell.
fn sentence(text: &str) -> String {
    prose(&shortened(text, MAX_TEXT), Place::Cell)
}
