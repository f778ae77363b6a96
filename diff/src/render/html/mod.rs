//! One self-contained HTML page, for reading in a browser.
//!
//! The page needs no network and no JavaScript: groups fold natively, and the script adds only search and filters. Text of
//! documents gets into the page only through [`escape`].

mod edit;
mod escape;
mod excerpt;
mod finding;
mod picture;
mod rust;

use oascribe_codegen::source::Sources;

use super::capital;
use super::edits;
use crate::location::Locations;
use crate::report::{Report, verdict};
use crate::{Edits, Finding, Level};
pub(super) use escape::escape;
use escape::prose;
use excerpt::Excerpts;
use finding::Numbers;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Nothing is loaded; the style and the script are those of the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The headings of the groups, and whether they are open at first.
const GROUPS: [(Level, &str, bool); 3] = [
    (Level::Error, "Breaks running clients", true),
    (Level::Warning, "May break running clients", true),
    (Level::Info, "Other changes", false),
];

/// Prints the reports of one or several crates as one HTML page.
pub fn html(reports: &[Report], sources: &Sources) -> String {
    let numbers = finding::numbers(reports);
    let mut page = Page {
        numbers: &numbers,
        locations: Locations::new(sources),
        excerpts: Excerpts::new(sources),
        out: String::new(),
    };
    let title = verdict(reports);
    page.out.push_str(&format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>oascribe diff: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escape(&title)
    ));
    page.out.push_str(&filters(reports, &numbers));
    for report in reports {
        page.report(report);
    }
    page.out
        .push_str(&format!("<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    page.out
}

/// The controls that the script needs. They are hidden without it.
fn filters(reports: &[Report], numbers: &Numbers) -> String {
    let findings = || reports.iter().flat_map(|report| &report.findings);
    let option = |text: &str| format!("<option value=\"{0}\">{0}</option>", escape(text));
    let list = |mut texts: Vec<String>| {
        texts.sort();
        texts.dedup();
        texts.iter().map(|text| option(text)).collect::<String>()
    };
    let rules = list(findings().map(|finding| finding.id.clone()).collect());
    let operations = numbers
        .iter()
        .map(|(name, number)| format!("<option value=\"{number}\">{}</option>", escape(name)));
    let operations: String = operations.collect();
    format!(
        "<form id=\"filters\" hidden>\n\
         <label>Search <input type=\"search\" id=\"search\" accesskey=\"s\"></label>\n\
         <label>Severity <select id=\"level\"><option value=\"\">all</option>\
         <option value=\"error\">error</option><option value=\"warning\">warning</option>\
         <option value=\"info\">info</option></select></label>\n\
         <label>Rule <select id=\"rule\"><option value=\"\">all</option>{rules}</select></label>\n\
         <label>Operation <select id=\"operation\"><option value=\"\">all</option>{operations}</select></label>\n\
         <output id=\"count\"></output>\n</form>\n"
    )
}

/// A page that is being written.
struct Page<'s> {
    numbers: &'s Numbers,
    locations: Locations<'s>,
    excerpts: Excerpts<'s>,
    out: String,
}

impl Page<'_> {
    fn report(&mut self, report: &Report) {
        let (base, revision) = &report.names;
        self.out.push_str(&format!(
            "<main>\n<header>\n<h1>{}</h1>\n<p><code>{}</code> → <code>{}</code></p>\n</header>\n",
            capital(&prose(&report.verdict())),
            escape(base),
            escape(revision)
        ));
        self.out.push_str(&picture::picture(report));
        for (level, title, is_open) in GROUPS {
            let findings = report.findings.iter();
            let findings: Vec<_> = findings.filter(|finding| finding.level == level).collect();
            self.group(title, is_open, &findings);
        }
        self.out.push_str(&rust::changes(report));
        self.edits(&report.edits);
        if report.ignored > 0 {
            self.out
                .push_str(&format!("<p>{} findings ignored</p>\n", report.ignored));
        }
        self.out.push_str("</main>\n");
    }

    /// The edits of texts and extensions, or their numbers.
    fn edits(&mut self, edits: &Edits) {
        if !edits.listed.is_empty() {
            self.out.push_str(&format!(
                "<details class=\"group\">\n<summary><h2>{} ({})</h2></summary>\n",
                edits::TITLE,
                edits.listed.len()
            ));
            for edit in &edits.listed {
                self.out.push_str(&edit::item(edit, &mut self.locations));
            }
            self.out.push_str("</details>\n");
        }
        for count in edits::counts(edits) {
            self.out.push_str(&format!("<p>{count}</p>\n"));
        }
    }

    fn group(&mut self, title: &str, is_open: bool, findings: &[&Finding]) {
        if findings.is_empty() {
            return;
        }
        let open = if is_open { " open" } else { "" };
        self.out.push_str(&format!(
            "<details class=\"group\"{open}>\n<summary><h2>{title} ({})</h2></summary>\n",
            findings.len()
        ));
        for finding in findings {
            let (locations, excerpts) = (&mut self.locations, &mut self.excerpts);
            let found = finding::card(finding, self.numbers, locations, excerpts);
            self.out.push_str(&found);
        }
        self.out.push_str("</details>\n");
    }
}
