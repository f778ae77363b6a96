//! `transcribe --check`: what drifted between pages and document.
//!
//! In: a transcription and a document. Out: a list on stdout, for people or as JSON; exit code 1 where the document
//! lacks what the pages say. What it has beyond the pages is listed too, and is no drift.

use std::path::Path;

use clap::ValueEnum;
use oascribe_codegen::diag::{Diagnostics, Location};
use oascribe_codegen::read;
use oascribe_codegen::source::{Part, Pointer, Sources, locate};
use serde_json::{Value, json};

use super::Args;
use crate::{Exit, Failure, document, report};
use oascribe_transcribe::check::{Finding, Kind, Words, check};
use oascribe_transcribe::{Report, Transcript};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One difference a line, with both places below it
    Text,
    /// One JSON object
    Json,
}

pub fn run(
    args: &Args,
    spec: &Path,
    transcript: &Transcript,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let file = document::read(spec, sources)?;
    let made = sources.add("<transcription>", transcript.text.clone());
    let mut diags = Diagnostics::new();
    let theirs = read::read(sources, file, &mut diags);
    let ours = read::read(sources, made, &mut Diagnostics::new());
    let (Some(theirs), Some(ours)) = (theirs, ours) else {
        args.report.print(&diags, sources);
        return Ok(Exit::Findings);
    };
    let words = match args.words {
        true => Words::Compared,
        false => Words::Free,
    };
    let findings = check(&ours, &theirs, words);
    let mut scratch = Diagnostics::new();
    let mut page = Page {
        transcript,
        sources,
        report: Report::new(sources, &mut scratch),
    };
    match args.format {
        Format::Text => report::tell(&findings.iter().map(|it| page.text(it)).collect::<String>()),
        Format::Json => report::tell(&format!("{:#}\n", page.json(&findings))),
    }
    let drift = findings.iter().filter(|it| it.kind != Kind::Beyond).count();
    let beyond = findings.len() - drift;
    report::say(&format!(
        "{}: {drift} drifted, {beyond} beyond the pages\n",
        spec.display()
    ));
    if drift == 0 {
        return Ok(Exit::Fine);
    }
    report::say("  = help: transcribe again without `--check`, or correct the document\n");
    Ok(Exit::Findings)
}

struct Page<'p> {
    transcript: &'p Transcript,
    sources: &'p Sources,
    report: Report<'p>,
}

impl Page<'_> {
    fn text(&mut self, finding: &Finding) -> String {
        let Finding {
            kind,
            subject,
            pages,
            spec,
            near,
        } = finding;
        let mut out = format!("{}: {subject}\n", kind.as_str());
        if let Some((says, at)) = pages {
            let place = self.in_pages(at).unwrap_or_default();
            out.push_str(&format!("  pages: {} ({place})\n", short(says)));
        }
        let place = self.in_spec(near);
        match spec {
            Some((says, _)) => out.push_str(&format!("  spec:  {} ({place})\n", short(says))),
            None => out.push_str(&format!("  spec:  nothing ({place})\n")),
        }
        out
    }

    fn json(&mut self, findings: &[Finding]) -> Value {
        let mut side = |beyond: bool| -> Vec<Value> {
            let chosen = findings
                .iter()
                .filter(|it| (it.kind == Kind::Beyond) == beyond);
            chosen.map(|finding| self.entry(finding)).collect()
        };
        let drift = side(false);
        json!({ "drift": drift, "beyond": side(true) })
    }

    fn entry(&mut self, finding: &Finding) -> Value {
        let mut out = json!({
            "kind": finding.kind.as_str(),
            "subject": finding.subject,
            "pointer": finding.near.as_str(),
        });
        if let Some((says, at)) = &finding.pages {
            out["pages"] = json!({ "says": says, "at": self.in_pages(at) });
        }
        if let Some((says, _)) = &finding.spec {
            out["spec"] = json!({ "says": says, "at": self.in_spec(&finding.near) });
        }
        out
    }

    fn in_pages(&mut self, at: &Pointer) -> Option<String> {
        let spot = self.transcript.place(at.as_str())?;
        let place = self.report.place(spot);
        Some(written(self.sources, &place))
    }

    fn in_spec(&self, at: &Pointer) -> String {
        let pointer = at.clone();
        let place = Location::Node {
            pointer,
            part: Part::Key,
        };
        written(self.sources, &place)
    }
}

/// `file:line:column`.
fn written(sources: &Sources, place: &Location) -> String {
    let file = sources.name(place.file());
    match locate(sources, place) {
        Some(span) => format!("{file}:{}:{}", span.line, span.column),
        None => file.to_owned(),
    }
}

/// Enough of a value to know it.
fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
