//! A wire finding.

use std::collections::{BTreeMap, BTreeSet};

use super::super::capital;
use super::escape::{code, escape, prose};
use super::excerpt::Excerpts;
use crate::location::Locations;
use crate::report::Report;
use crate::{Finding, Level};

/// The number of operations that are listed.
const MAX_OPERATIONS: usize = 40;

/// The operations with findings, and the number of each in the page: a finding may affect hundreds of them.
pub type Numbers = BTreeMap<String, usize>;

/// Numbers the operations of reports by their names.
pub fn numbers(reports: &[Report]) -> Numbers {
    let findings = reports.iter().flat_map(|report| &report.findings);
    let names: BTreeSet<_> = findings.flat_map(operations).collect();
    names.into_iter().zip(1..).collect()
}

/// The names of the operations that a finding affects.
pub fn operations(finding: &Finding) -> impl Iterator<Item = String> {
    let operations = finding.operations.iter();
    operations.map(|operation| format!("{} {}", operation.method, operation.path))
}

/// A finding that folds, with its place in both documents and its example.
pub fn card(
    finding: &Finding,
    numbers: &Numbers,
    locations: &mut Locations<'_>,
    excerpts: &mut Excerpts<'_>,
) -> String {
    let level = finding.level.as_str();
    let open = if finding.level == Level::Error {
        " open"
    } else {
        ""
    };
    let names: Vec<_> = operations(finding).collect();
    let listed = names.iter().take(MAX_OPERATIONS);
    let listed = listed.map(|name| code(name)).collect::<Vec<_>>().join(", ");
    let listed = match names.len().saturating_sub(MAX_OPERATIONS) {
        0 if names.is_empty() => format!("the section {}", code(finding.section.as_str())),
        0 => listed,
        more => format!("{listed} and {more} more"),
    };
    let mut out = format!(
        "<details class=\"finding {level}\" id=\"f-{id}\" data-level=\"{level}\" data-rule=\"{rule}\" data-operations=\"{all}\"{open}>\n\
         <summary><b class=\"{level}\">{level}</b> {text} <a href=\"#f-{id}\" aria-label=\"Link\">#</a></summary>\n\
         <p>In {listed}, by the rule {}</p>\n",
        code(&finding.id),
        id = finding.fingerprint(),
        rule = escape(&finding.id),
        all = names
            .iter()
            .filter_map(|name| numbers.get(name))
            .map(usize::to_string)
            .collect::<Vec<_>>()
            .join(" "),
        text = prose(&finding.text()),
    );
    if let Some(reason) = finding.reason() {
        out.push_str(&format!("<p>{}.</p>\n", capital(&escape(reason))));
    }
    if let Some(example) = &finding.example {
        let sentence = example.sentence(code);
        out.push_str(&format!("<p class=\"example\">Example: {sentence}</p>\n"));
    }
    if let Some(reason) = &finding.no_example {
        out.push_str(&format!(
            "<p>No example: {}</p>\n",
            escape(&reason.to_string())
        ));
    }
    let base = excerpts.side("old", finding.base.as_ref(), locations);
    let revision = excerpts.side("new", finding.revision.as_ref(), locations);
    out.push_str(&format!(
        "<div class=\"sides\">{base}{revision}</div>\n</details>\n"
    ));
    out
}
