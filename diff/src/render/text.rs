//! Text for a terminal.

use std::collections::HashSet;

use oascribe_codegen::diag::escape::{line, plain};
use oascribe_codegen::source::Sources;

use super::{MAX_TEXT, edits, operations};
use crate::location::Locations;
use crate::report::{Report, RustApi};
use crate::rust::{Bump, Change};
use crate::shortened::shortened;
use crate::{Edits, Finding, Level};

/// Whether to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With ANSI escape sequences.
    Yes,
    /// Plain text.
    No,
}

impl Colour {
    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Colour::Yes => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::No => text.to_owned(),
        }
    }

    fn level(self, level: Level) -> String {
        let code = match level {
            Level::Error => "1;31",
            Level::Warning => "1;33",
            Level::Info => "1;34",
        };
        self.paint(code, level.as_str())
    }
}

/// Prints a report as text for a terminal.
pub fn text(report: &Report, sources: &Sources, colour: Colour) -> String {
    let mut out = String::new();
    let mut locations = Locations::new(sources);
    for finding in &report.findings {
        let title = format!(
            "{}[{}]: {}",
            colour.level(finding.level),
            plain(&finding.id),
            plain(&finding.text())
        );
        out.push_str(&format!("{title}\n  in {}\n", operations(finding, plain)));
        let was = locations.find(finding.base.as_ref());
        let is = locations.find(finding.revision.as_ref());
        let sides = [
            was.map(|location| format!("old: {location}")),
            is.map(|location| format!("new: {location}")),
        ];
        let sides: Vec<_> = sides.into_iter().flatten().collect();
        if !sides.is_empty() {
            out.push_str(&format!("  {}\n", sides.join(", ")));
        }
        out.push_str(&also(finding, &mut locations));
        if let Some(reason) = finding.reason() {
            out.push_str(&format!("  = {reason}\n"));
        }
        out.push_str(&example(finding));
    }
    if !report.findings.is_empty() {
        out.push('\n');
    }
    if let RustApi::Compared { changes, .. } = &report.rust
        && !changes.is_empty()
    {
        out.push_str(&colour.paint("1", "Rust API"));
        out.push('\n');
        for change in changes {
            out.push_str(&item(change, colour));
        }
        out.push('\n');
    }
    out.push_str(&listed(&report.edits, colour, &mut locations));
    if report.ignored > 0 {
        let plural = if report.ignored == 1 { "" } else { "s" };
        out.push_str(&format!("{} finding{plural} ignored\n", report.ignored));
    }
    out.push_str(&format!("{}\n", line(&report.verdict())));
    out
}

/// The edits of texts and extensions, or their numbers.
fn listed(edits: &Edits, colour: Colour, locations: &mut Locations<'_>) -> String {
    let mut out = String::new();
    for edit in &edits.listed {
        if out.is_empty() {
            out.push_str(&format!("{}\n", colour.paint("1", edits::TITLE)));
        }
        let title = edits::title(edit, |code| format!("`{}`", plain(code)));
        let at = locations.find(Some(&edit.revision));
        let at = at.map_or(String::new(), |at| format!(" ({at})"));
        out.push_str(&format!("  {title}{at}\n"));
        for (mark, value) in [('-', &edit.old), ('+', &edit.new)] {
            let value = value
                .as_ref()
                .map(|value| plain(&shortened(value, MAX_TEXT)));
            out.extend(value.map(|value| format!("         {mark} {value}\n")));
        }
    }
    match (edits::counts(edits).as_slice(), out.is_empty()) {
        ([], _) => {}
        (counts, true) => out.push_str(&format!("{}; `--docs` lists them\n", counts.join(", "))),
        (counts, false) => out.push_str(&format!("\n{}\n", counts.join(", "))),
    }
    out
}

/// The example, or the reason why there is none.
fn example(finding: &Finding) -> String {
    let mut out = String::new();
    if let Some(example) = &finding.example {
        let code = |text: &str| format!("`{}`", plain(text));
        out.push_str(&format!("  example: {}\n", example.sentence(code)));
    }
    if let Some(reason) = &finding.no_example {
        out.push_str(&format!("  = {}\n", plain(&reason.to_string())));
    }
    out
}

/// The first further locations, and the number of the others.
fn also(finding: &Finding, locations: &mut Locations<'_>) -> String {
    const SHOWN: usize = 3;
    // If all changes are in one location of the new document, the old locations are listed.
    let mut known: HashSet<_> = [&finding.base, &finding.revision]
        .into_iter()
        .flatten()
        .collect();
    let sides = finding
        .also
        .iter()
        .map(|(base, revision)| [revision.as_ref(), base.as_ref()]);
    let new: Vec<_> = sides
        .filter_map(|sides| {
            sides
                .into_iter()
                .flatten()
                .find(|pointer| known.insert(*pointer))
        })
        .collect();
    let mut found = new
        .into_iter()
        .filter_map(|pointer| Some(locations.find(Some(pointer))?.to_string()));
    let shown: Vec<_> = found.by_ref().take(SHOWN).collect();
    match (shown.is_empty(), found.count()) {
        (true, _) => String::new(),
        (false, 0) => format!("  also {}\n", shown.join(", ")),
        (false, 1) => format!("  also {} and 1 more location\n", shown.join(", ")),
        (false, more) => format!("  also {} and {more} more locations\n", shown.join(", ")),
    }
}

fn item(change: &Change, colour: Colour) -> String {
    let bump = match change.bump {
        Bump::Major => colour.paint("1;31", "major"),
        Bump::Minor => colour.paint("1;32", "minor"),
        Bump::Patch | Bump::None => change.bump.to_string(),
    };
    let with = match change.related {
        0 => String::new(),
        1 => " (and 1 related item)".to_owned(),
        count => format!(" (and {count} related items)"),
    };
    let mut out = format!(
        "  {bump}  {} {} {}{with}\n",
        change.kind_name(),
        plain(&change.path),
        plain(&change.text)
    );
    if let (Some(old), Some(new)) = (&change.old, &change.new)
        && !old.is_empty()
        && !new.is_empty()
    {
        let (old, new) = (plain(old), plain(new));
        out.push_str(&format!("         - {old}\n         + {new}\n"));
    }
    out
}
