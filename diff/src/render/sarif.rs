//! SARIF 2.1.0, for code scanning.

use std::collections::BTreeMap;

use oascribe_codegen::diag::escape;
use oascribe_codegen::diag::render::sarif_log;
use oascribe_codegen::source::Sources;
use serde_json::{Value, json};

use super::{edits, with_operations};
use crate::location::{Location, Locations};
use crate::report::{Report, verdict};
use crate::{Edit, Finding, Level};

/// The id of edits of texts and extensions, which have no rule.
const EDIT: &str = "documentation-edited";

/// Prints reports as SARIF 2.1.0 for code scanning: one run, since GitHub accepts one for each tool.
pub fn sarif(reports: &[Report], sources: &Sources) -> String {
    let findings = || reports.iter().flat_map(|report| &report.findings);
    let mut rules = BTreeMap::new();
    for finding in findings() {
        rules.entry(finding.id.as_str()).or_insert(finding);
    }
    let index: BTreeMap<_, _> = rules
        .keys()
        .enumerate()
        .map(|(index, id)| (*id, index))
        .collect();
    let rules = rules.iter().map(|(id, finding)| rule(id, finding));
    let edits = || reports.iter().flat_map(|report| &report.edits.listed);
    let of_edits = edits().next().map(|_| {
        let text = "a description, title, example or extension changed";
        json!({
            "id": EDIT,
            "shortDescription": { "text": text },
            "defaultConfiguration": { "level": level(Level::Info) },
        })
    });
    let rules: Vec<_> = rules.chain(of_edits).collect();
    let mut locations = Locations::new(sources);
    let results: Vec<_> = findings()
        .map(|finding| {
            result(
                finding,
                index.get(finding.id.as_str()).copied(),
                &mut locations,
            )
        })
        .collect();
    let edits = edits().map(|found| edit(found, rules.len() - 1, &mut locations));
    let results: Vec<_> = results.into_iter().chain(edits).collect();
    let properties = json!({ "verdict": verdict(reports) });
    sarif_log(rules, results, Some(properties))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn rule(id: &str, finding: &Finding) -> Value {
    json!({
        "id": id,
        "shortDescription": { "text": id.replace('-', " ") },
        "help": { "text": finding.why },
        "defaultConfiguration": { "level": level(finding.level) },
    })
}

fn result(finding: &Finding, rule: Option<usize>, locations: &mut Locations<'_>) -> Value {
    let also = finding.also.iter();
    let also = also.map(|(base, revision)| revision.as_ref().or(base.as_ref()));
    let own = [finding.revision.as_ref(), finding.base.as_ref()];
    let mut found = own
        .into_iter()
        .chain(also)
        .filter_map(|at| locations.find(at));
    let main = found.next();
    let related: Vec<_> = found.map(|at| location(&at)).collect();
    let mut text = with_operations(finding, str::to_owned);
    if let Some(example) = &finding.example {
        text.push_str(&format!(". Example: {}", example.text()));
    }
    let mut result = json!({
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": level(finding.level),
        "message": { "text": message(text) },
        "locations": main.iter().map(location).collect::<Vec<_>>(),
        "partialFingerprints": { "oascribe/v1": finding.fingerprint() },
    });
    if let (false, Some(map)) = (related.is_empty(), result.as_object_mut()) {
        map.insert("relatedLocations".to_owned(), Value::Array(related));
    }
    result
}

fn edit(found: &Edit, rule: usize, locations: &mut Locations<'_>) -> Value {
    let title = edits::title(found, |code| format!("`{code}`"));
    let at = locations.find(Some(&found.revision));
    json!({
        "ruleId": EDIT,
        "ruleIndex": rule,
        "level": level(Level::Info),
        "message": { "text": message(title) },
        "locations": at.iter().map(location).collect::<Vec<_>>(),
        "properties": { "old": found.old, "new": found.new },
    })
}

fn location(found: &Location) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": escape::uri(&found.file) },
            "region": { "startLine": found.line, "startColumn": found.column },
        }
    })
}

/// Escapes `[text](target)`, which is a link in a message.
fn message(text: String) -> String {
    match text.contains("](") {
        true => text.replace('[', "\\[").replace(']', "\\]"),
        false => text,
    }
}
