//! Transcription: the document can be read, has no differences from its pages, and is the same each time.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_transcribe::check::{self, Kind, Texts};
use oascribe_transcribe::{Options, Sources, Transcription, transcribe};

use super::safe::{harmless, printed};
use crate::parts::{Part, split};

pub fn run(data: &[u8]) {
    let parts = split(data);
    let mut sources = Sources::new();
    let Some(transcription) = transcribed(&parts, &mut sources) else {
        return;
    };
    let text = transcription.text();
    let again = transcribed(&parts, &mut Sources::new());
    assert_eq!(again.as_ref().map(Transcription::text), Some(text));
    let mut diags = Diagnostics::new();
    let file = sources.add("spec.yaml", text.to_owned());
    let document = read::read(&mut sources, file, &mut diags);
    let messages = printed(&diags, &sources);
    assert!(document.is_some(), "{messages}\n{text}");
    let found = check::check(
        &transcription,
        file,
        Texts::Compared,
        &mut sources,
        &mut diags,
    );
    let found = found.unwrap_or_default();
    let mut drift = found.iter().filter(|found| found.kind != Kind::Beyond);
    assert!(drift.next().is_none(), "{}\n{text}", check::text(&found));
}

/// The document of pages. Returns `None` if no page describes anything.
fn transcribed(parts: &[Part], sources: &mut Sources) -> Option<Transcription> {
    let pages = parts.iter().enumerate().map(|(index, part)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "/.-_".contains(c);
        let name = match part.name.is_empty() || !part.name.chars().all(is_name) {
            true => format!("Boat/page{index}.md"),
            false => part.name.clone(),
        };
        sources.add(name, part.text.clone())
    });
    let pages: Vec<_> = pages.collect();
    let mut diags = Diagnostics::new();
    let made = transcribe(sources, &pages, &Options::default(), &mut diags);
    printed(&diags, sources);
    if let Some(made) = &made {
        let text: String = made.text().split('\n').collect();
        harmless(&text.replace("::", ""), &[]);
    }
    made
}
