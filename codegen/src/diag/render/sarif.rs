//! Diagnostics as SARIF 2.1.0, for code scanning.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Located, Position};
use crate::diag::{Code, Severity, escape};
use crate::source::Sources;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// One log with one run.
pub(super) fn sarif(located: &[Located<'_>], sources: &Sources) -> String {
    let codes = located.iter().map(|it| it.diagnostic.code);
    let rules: BTreeMap<&str, &Code> = codes.map(|code| (code.name, code)).collect();
    let rules: Vec<Value> = rules.into_values().map(rule).collect();
    let results = located.iter().map(|it| result(it, sources));
    sarif_log(rules, results.collect(), None)
}

/// Prints a SARIF log with one run of oascribe, and the properties of the run.
pub fn sarif_log(rules: Vec<Value>, results: Vec<Value>, properties: Option<Value>) -> String {
    let mut run = json!({
        "tool": { "driver": {
            "name": "oascribe",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        }},
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    if let (Some(properties), Some(run)) = (properties, run.as_object_mut()) {
        run.insert("properties".to_owned(), properties);
    }
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    format!("{}\n", escape::json(&format!("{log:#}")))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Skipped | Severity::Warning => "warning",
        Severity::Notice | Severity::Note => "note",
    }
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.name,
        "shortDescription": { "text": code.title },
        "help": { "text": code.explain },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(found: &Located<'_>, sources: &Sources) -> Value {
    let diagnostic = &found.diagnostic;
    let help = diagnostic.help.iter().map(String::as_str);
    let parts = [diagnostic.message.as_str(), diagnostic.label.as_str()];
    let parts = parts.into_iter().chain(help);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    // `[text](target)` is a link in a message.
    let text = parts.join("; ").replace('[', "\\[").replace(']', "\\]");
    json!({
        "ruleId": diagnostic.code.name,
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": found.position.iter().map(|at| location(*at, sources)).collect::<Vec<_>>(),
    })
}

fn location(at: Position, sources: &Sources) -> Value {
    let mut location = json!({
        "artifactLocation": { "uri": escape::uri(sources.name(at.file)) },
    });
    if let (Some(span), Some(map)) = (at.span, location.as_object_mut()) {
        let region = json!({
            "startLine": span.line,
            "startColumn": span.column,
            "endColumn": span.column + span.length,
        });
        map.insert("region".to_owned(), region);
    }
    json!({ "physicalLocation": location })
}
