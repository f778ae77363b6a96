//! For programs.
//!
//! In: located diagnostics. Out: JSON or workflow commands, one a line. Guaranteed: every key is there in every
//! line of JSON, `null` where there is nothing to say.

use serde::Serialize;

use super::{Located, Spot, spot};
use crate::diag::Severity;
use crate::source::{Location, Locator, Sources};

#[derive(Serialize)]
struct Line<'l> {
    code: &'l str,
    severity: &'l str,
    message: &'l str,
    #[serde(flatten)]
    place: Position<'l>,
    label: &'l str,
    help: Option<&'l str>,
    related: Vec<Related<'l>>,
}

#[derive(Serialize)]
struct Related<'l> {
    message: &'l str,
    #[serde(flatten)]
    place: Position<'l>,
}

#[derive(Default, Serialize)]
struct Position<'l> {
    file: Option<&'l str>,
    line: Option<u32>,
    column: Option<u32>,
    end_column: Option<u32>,
    pointer: Option<String>,
}

/// One JSON object a line.
pub(super) fn json(
    located: &[Located<'_>],
    sources: &Sources,
    locator: &mut Locator<'_>,
) -> String {
    let mut out = String::new();
    for Located {
        diagnostic,
        spot: at,
    } in located
    {
        let related = diagnostic.related.iter().map(|(place, text)| Related {
            message: text,
            place: position(place, spot(place, locator), sources),
        });
        let place = diagnostic.location.as_ref().zip(*at);
        let line = Line {
            code: diagnostic.code.name,
            severity: diagnostic.severity.as_str(),
            message: &diagnostic.message,
            place: place.map_or_else(Position::default, |(place, at)| {
                position(place, at, sources)
            }),
            label: &diagnostic.label,
            help: diagnostic.help.as_deref(),
            related: related.collect(),
        };
        // Texts and numbers under text keys: there is nothing here that JSON can't hold.
        if let Ok(line) = serde_json::to_string(&line) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

fn position<'l>(place: &Location, at: Spot, sources: &'l Sources) -> Position<'l> {
    Position {
        file: Some(sources.name(at.file)),
        line: at.span.map(|span| span.line),
        column: at.span.map(|span| span.column),
        end_column: at.span.map(|span| span.column + span.length),
        pointer: place
            .origin(sources)
            .pointer()
            .map(|pointer| format!("#{}", pointer.as_str())),
    }
}

/// One workflow command a line.
pub(super) fn github(located: &[Located<'_>], sources: &Sources) -> String {
    let mut out = String::new();
    for Located { diagnostic, spot } in located {
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Skipped | Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(spot) = spot {
            properties.push(("file", property(sources.name(spot.file))));
            if let Some(span) = spot.span {
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
        let said = parts.into_iter().chain(help).filter(|it| !it.is_empty());
        let text = data(&said.collect::<Vec<_>>().join("\n"));
        out.push_str(&format!("::{level} {}::{text}\n", properties.join(",")));
    }
    out
}

/// What GitHub's runner undoes in the text.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What it undoes in properties besides.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
