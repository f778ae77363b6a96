//! Findings as text and as JSON.

use oascribe_codegen::diag::escape::{self, plain};
use serde_json::{Value, json};

use super::{Finding, Kind};

/// How many characters of a value are shown.
const SHOWN: usize = 60;

/// Findings for people: one difference a line, with both locations below it.
pub fn text(findings: &[Finding]) -> String {
    findings.iter().map(entry_text).collect()
}

fn entry_text(finding: &Finding) -> String {
    let mut out = format!("{}: {}\n", finding.kind.as_str(), plain(&finding.subject));
    if let Some(value) = &finding.pages {
        let location = finding.pages_location.as_deref().unwrap_or_default();
        let location = plain(location);
        out.push_str(&format!("  pages: {} ({location})\n", shortened(value)));
    }
    let location = plain(&finding.spec_location);
    let value = finding.spec.as_deref().map(shortened);
    let value = value.as_deref().unwrap_or("nothing");
    out.push_str(&format!("  spec:  {value} ({location})\n"));
    out
}

/// The first characters of a value, on one line.
fn shortened(text: &str) -> String {
    let line = plain(&text.replace('\n', " "));
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// Findings for programs: one JSON object with the lists `drift` and `beyond`.
pub fn json(findings: &[Finding]) -> String {
    let list = |beyond: bool| -> Vec<Value> {
        let chosen = findings
            .iter()
            .filter(|it| (it.kind == Kind::Beyond) == beyond);
        chosen.map(entry_json).collect()
    };
    let object = json!({ "drift": list(false), "beyond": list(true) });
    format!("{}\n", escape::json(&format!("{object:#}")))
}

fn entry_json(finding: &Finding) -> Value {
    let mut out = json!({
        "kind": finding.kind.as_str(),
        "subject": finding.subject,
        "pointer": finding.pointer,
    });
    if let Some(value) = &finding.pages {
        out["pages"] = json!({ "says": value, "at": finding.pages_location });
    }
    if let Some(value) = &finding.spec {
        out["spec"] = json!({ "says": value, "at": finding.spec_location });
    }
    out
}
