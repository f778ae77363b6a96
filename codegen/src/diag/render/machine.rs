//! Diagnostics for programs.
//!
//! In: diagnostics with positions. Out: JSON or workflow commands, one per line. Guaranteed: every line of JSON has every
//! key; a missing value is `null`.

use serde::Serialize;

use super::{Located, Position, position, settings};
use crate::diag::Severity;
use crate::diag::escape::{self, message, property};
use crate::source::{Location, Locator, Sources};

#[derive(Serialize)]
struct Line<'l> {
    code: &'l str,
    severity: &'l str,
    message: &'l str,
    #[serde(flatten)]
    location: JsonLocation<'l>,
    label: &'l str,
    help: Option<&'l str>,
    settings: Option<String>,
    related: Vec<Related<'l>>,
}

#[derive(Serialize)]
struct Related<'l> {
    message: &'l str,
    #[serde(flatten)]
    location: JsonLocation<'l>,
}

#[derive(Default, Serialize)]
struct JsonLocation<'l> {
    file: Option<&'l str>,
    line: Option<u32>,
    column: Option<u32>,
    end_column: Option<u32>,
    pointer: Option<String>,
}

/// One JSON object per line.
pub(super) fn json(
    located: &[Located<'_>],
    sources: &Sources,
    locator: &mut Locator<'_>,
) -> String {
    let mut out = String::new();
    for Located {
        diagnostic,
        position: at,
    } in located
    {
        let related = diagnostic.related.iter().map(|(location, text)| Related {
            message: text,
            location: json_location(location, position(location, locator), sources),
        });
        let located = diagnostic.location.as_ref().zip(*at);
        let line = Line {
            code: diagnostic.code.name,
            severity: diagnostic.severity.as_str(),
            message: &diagnostic.message,
            location: located.map_or_else(JsonLocation::default, |(location, at)| {
                json_location(location, at, sources)
            }),
            label: &diagnostic.label,
            help: diagnostic.help.as_deref(),
            settings: settings([&**diagnostic]),
            related: related.collect(),
        };
        // Strings and numbers with string keys are always valid JSON.
        if let Ok(line) = serde_json::to_string(&line) {
            out.push_str(&escape::json(&line));
            out.push('\n');
        }
    }
    out
}

fn json_location<'l>(location: &Location, at: Position, sources: &'l Sources) -> JsonLocation<'l> {
    JsonLocation {
        file: Some(sources.name(at.file)),
        line: at.span.map(|span| span.line),
        column: at.span.map(|span| span.column),
        end_column: at.span.map(|span| span.column + span.length),
        pointer: location
            .origin(sources)
            .pointer()
            .map(|pointer| format!("#{}", pointer.as_str())),
    }
}

/// One workflow command per line.
pub(super) fn github(located: &[Located<'_>], sources: &Sources) -> String {
    let mut out = String::new();
    for Located {
        diagnostic,
        position,
    } in located
    {
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Skipped | Severity::Warning => "warning",
            Severity::Notice | Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(at) = position {
            properties.push(("file", property(sources.name(at.file))));
            if let Some(span) = at.span {
                properties.push(("line", span.line.to_string()));
                properties.push(("col", span.column.to_string()));
                properties.push(("endColumn", (span.column + span.length).to_string()));
            }
        }
        let title = format!("{}[{}]", diagnostic.severity, diagnostic.code.name);
        properties.push(("title", property(&title)));
        let properties: Vec<_> = properties
            .into_iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
        let parts = [diagnostic.message.clone(), diagnostic.label.clone()];
        let parts: Vec<_> = parts.into_iter().chain(help).collect();
        let text = message(parts.iter().map(String::as_str).filter(|it| !it.is_empty()));
        out.push_str(&format!("::{level} {}::{text}\n", properties.join(",")));
    }
    out
}
