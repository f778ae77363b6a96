//! Pages of no particular format.
//!
//! In: Markdown or HTML pages of any vendor. Out: a draft. A page describes requests if the HTTP method and the path of
//! one are in a heading, in a line of their own, in code or behind a label. What surrounds them (tables, lists,
//! samples) is read by the words of headings and columns; what is not understood is reported.

mod annotation;
mod assemble;
mod build;
mod columns;
mod endpoint;
mod fields;
mod lines;
mod objects;
mod pieces;
mod reader;
mod sample;
mod section;
mod segments;
mod types;

use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;

use crate::draft::{Draft, Fact, Operation, Path, Place};
use crate::reporter::Reporter;
use crate::span::Span;
use fields::heading_words;
use pieces::{Piece, PieceKind, words};
use segments::{Segment, segments};

/// A page with its requests.
struct Page {
    file: FileId,
    lines: Vec<Piece>,
    segments: Vec<Segment>,
}

/// Reads pages. Pages without a request and without the description of an object are reported.
pub fn read(files: &[FileId], reporter: &mut Reporter<'_>) -> Draft {
    let mut draft = Draft::default();
    let pages = files.iter().map(|file| {
        let pieces = pieces::pieces(*file, reporter.sources.name(*file), reporter.text(*file));
        let lines = lines::lines(pieces);
        let segments = segments(&lines);
        Page {
            file: *file,
            lines,
            segments,
        }
    });
    let pages: Vec<Page> = pages.collect();
    let names: Vec<String> = pages
        .iter()
        .flat_map(|page| objects::names(&page.lines))
        .collect();
    for page in &pages {
        servers(page, &mut draft);
    }
    for page in &pages {
        let objects = objects::read(&page.lines, &names, &mut draft, reporter);
        if page.segments.is_empty() && objects == 0 {
            unknown(page.file, reporter);
            continue;
        }
        title(page, &mut draft);
        for segment in &page.segments {
            let operation = reader::read(page, segment, &names, &mut draft, reporter);
            draft.operations.push(operation);
        }
    }
    draft
}

fn unknown(file: FileId, reporter: &mut Reporter<'_>) {
    let name = reporter.sources.name(file);
    let message = format!("{name} is not a reference page: it shows no HTTP method with a path");
    let label = "the page is left out: expected a line such as `GET /boats/{id}`";
    let text = reporter.text(file);
    let end = text.chars().next().map_or(0, char::len_utf8);
    reporter.report(codes::UNKNOWN_PAGE, message, Span::new(file, 0..end), label);
}

/// The first heading of the first page, if it is not that of a request.
fn title(page: &Page, draft: &mut Draft) {
    let first = page
        .lines
        .iter()
        .position(|piece| matches!(piece.kind, PieceKind::Heading { level: 1, .. }));
    let own = |line: &usize| {
        !page
            .segments
            .iter()
            .any(|segment| segment.lines.contains(line))
    };
    if let (None, Some(line)) = (&draft.title, first.filter(own))
        && let PieceKind::Heading { text, .. } = &page.lines[line].kind
    {
        draft.title = Some(words(text));
        draft.inferred.push(Fact::new(
            "title",
            "from the first heading",
            page.lines[line].at,
        ));
    }
}

/// Sentences such as ``The base URL is `https://api.example.com/v1`.``
fn servers(page: &Page, draft: &mut Draft) {
    for piece in &page.lines {
        let text = match &piece.kind {
            PieceKind::Para(inlines) => heading_words(inlines),
            PieceKind::Heading { .. }
            | PieceKind::Code(_)
            | PieceKind::Table { .. }
            | PieceKind::Items(_) => continue,
        };
        let lower = text.to_ascii_lowercase();
        let stated = [
            "base url",
            "base uri",
            "root url",
            "api root",
            "base endpoint",
            "server url",
        ];
        if !stated.iter().any(|words| lower.contains(words)) {
            continue;
        }
        let start = lower.find("https://").or_else(|| lower.find("http://"));
        let Some(url) = start.and_then(|start| text.get(start..)) else {
            continue;
        };
        let end = url.find(|char: char| char.is_whitespace() || "`)>\"'],".contains(char));
        let url = url[..end.unwrap_or(url.len())].trim_end_matches(['.', '/']);
        if !draft.servers.iter().any(|(known, _)| known == url) {
            draft.servers.insert(0, (url.to_owned(), piece.at));
        }
    }
}

/// The request parameters that the URL of the request shows.
fn shown_in_url(names: &[String], operation: &mut Operation) {
    for name in names {
        let at = operation.at;
        let mut parameter = crate::draft::Parameter::new(name.clone(), Place::Query, at);
        parameter
            .inferred
            .push(Fact::new("parameter", "only the URL shows it", at));
        operation.add_parameter(parameter);
    }
}

/// The path of a URL below a server that a page states.
fn path_of(target: &endpoint::Target, draft: &Draft) -> Path {
    let below = |url: &String| {
        let mut servers = draft.servers.iter();
        let rest = servers.find_map(|(server, _)| url.strip_prefix(server.as_str()));
        rest.filter(|rest| rest.starts_with('/')).map(Path::parse)
    };
    let found = target.url.as_ref().and_then(below);
    found.unwrap_or_else(|| target.path.clone())
}
