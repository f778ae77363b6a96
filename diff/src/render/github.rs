//! Annotations of GitHub Actions.
//!
//! GitHub shows ten annotations of each level. The worst come first, and a last line counts those that are left out.

use oascribe_codegen::diag::escape::{line, message, plain, property};
use oascribe_codegen::source::Sources;

use super::with_operations;
use crate::Level;
use crate::location::Locations;
use crate::report::Report;

/// Annotations of one level that GitHub shows for a step.
const SHOWN: usize = 10;

/// Prints annotations for GitHub Actions.
pub fn github(report: &Report, sources: &Sources) -> String {
    let mut out = String::new();
    let mut locations = Locations::new(sources);
    for level in [Level::Error, Level::Warning, Level::Info] {
        let command = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        let of_level = || {
            report
                .findings
                .iter()
                .filter(|finding| finding.level == level)
        };
        for finding in of_level().take(SHOWN) {
            // Annotations are in the new document. Removed elements are annotated at its first line.
            let pointer = finding.revision.as_ref();
            let mut properties = Vec::new();
            let (file, row, column) = match locations.find(pointer) {
                Some(usage) => (usage.file, usage.line, usage.column),
                None => (report.names.1.clone(), 1, 1),
            };
            properties.push(format!("file={}", property(&file)));
            properties.push(format!("line={row}"));
            properties.push(format!("col={column}"));
            properties.push(format!("title={}", property(&finding.id)));
            let text = with_operations(finding, plain);
            out.push_str(&format!(
                "::{command} {}::{}\n",
                properties.join(","),
                message([text.as_str()])
            ));
        }
        let more = of_level().count().saturating_sub(SHOWN);
        if more > 0 {
            out.push_str(&format!("{more} more of level {level} are not annotated\n"));
        }
    }
    out.push_str(&format!("{}\n", line(&report.verdict())));
    out
}
