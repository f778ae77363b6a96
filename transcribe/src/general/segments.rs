//! Which part of a page describes which request.

use std::collections::HashSet;

use super::endpoint::{Target, only_method, request, target};
use super::pieces::{Piece, PieceKind, words};
use super::sample::{Sample, sample};
use super::section::Section;
use crate::draft::Fact;
use crate::facts::HttpMethod;
use crate::markdown::{Inline, Kind};
use crate::span::Span;

/// The description of one request.
pub struct Segment {
    pub method: HttpMethod,
    pub target: Target,
    /// The words of the heading besides the request.
    pub title: Option<String>,
    pub lines: std::ops::Range<usize>,
    /// Lines that only state the request.
    pub used: HashSet<usize>,
    pub at: Span,
    pub inferred: Vec<Fact>,
}

/// A request on a line.
struct Found {
    line: usize,
    method: HttpMethod,
    target: Target,
    title: Option<String>,
    used: HashSet<usize>,
    inferred: Vec<Fact>,
}

/// Finds the requests of a page.
pub fn segments(lines: &[Piece]) -> Vec<Segment> {
    let mut found = stated(lines);
    if found.is_empty() {
        found = in_samples(lines);
    }
    let mut out: Vec<Segment> = Vec::new();
    let mut from = 0;
    for found in found {
        let at = lines[found.line].at;
        let same = |known: &Segment| {
            known.method == found.method && known.target.path.shape() == found.target.path.shape()
        };
        // A second line with the request of the segment only repeats it.
        if let Some(last) = out.last_mut().filter(|last| same(last))
            && found.line < last.lines.end
        {
            last.used.insert(found.line);
            continue;
        }
        let heading = heading_before(lines, from, found.line);
        let start = heading.unwrap_or(found.line);
        if let Some(last) = out.last_mut() {
            last.lines.end = last.lines.end.min(start);
        }
        let title = found.title.or_else(|| match &lines[start].kind {
            PieceKind::Heading { text, .. } if heading.is_some() => Some(words(text)),
            _ => None,
        });
        let end = end(lines, start, found.line);
        from = found.line + 1;
        let mut used = found.used;
        used.insert(found.line);
        out.push(Segment {
            method: found.method,
            target: found.target,
            title,
            lines: start..end,
            used,
            at,
            inferred: found.inferred,
        });
    }
    out
}

/// The heading above a request that is its title. A heading with the request is its own.
fn heading_before(lines: &[Piece], from: usize, line: usize) -> Option<usize> {
    if let PieceKind::Heading { .. } = lines[line].kind {
        return None;
    }
    let range = from.min(line)..line;
    range.rev().find(|index| match &lines[*index].kind {
        PieceKind::Heading { text, .. } => !Section::of(&words(text)).is_known(),
        _ => false,
    })
}

/// The end of a segment: the next heading that is not below its title.
fn end(lines: &[Piece], start: usize, line: usize) -> usize {
    let level = match &lines[start].kind {
        PieceKind::Heading { level, .. } => *level,
        _ => super::lines::LABEL,
    };
    let behind = lines.iter().enumerate().skip(line + 1);
    let mut ends = behind.filter(|(_, piece)| match &piece.kind {
        PieceKind::Heading { level: other, text } => {
            *other < level || (*other == level && !Section::of(&words(text)).is_known())
        }
        _ => false,
    });
    ends.next().map_or(lines.len(), |(index, _)| index)
}

fn stated(lines: &[Piece]) -> Vec<Found> {
    let mut out = Vec::new();
    for (line, piece) in lines.iter().enumerate() {
        let found = match &piece.kind {
            PieceKind::Heading { text, .. } => in_heading(text),
            PieceKind::Para(text) => in_para(text).map(|(method, target)| (method, target, None)),
            PieceKind::Code(code) => {
                let mut all = code
                    .text
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty());
                let first = all.next().unwrap_or_default();
                let alone = all.next().is_none() && !first.contains(" HTTP/");
                request(first)
                    .filter(|_| alone)
                    .map(|(method, target)| (method, target, None))
            }
            PieceKind::Table { rows, .. } => {
                out.extend(in_table(rows, line));
                None
            }
            PieceKind::Items(_) => None,
        };
        if let Some((method, target, title)) = found {
            out.push(Found {
                line,
                method,
                target,
                title,
                used: HashSet::new(),
                inferred: Vec::new(),
            });
        } else if let Some(found) = labelled(lines, line) {
            out.push(found);
        }
    }
    out
}

/// `Create a boat: POST /boats`, `POST /boats – Create a boat`.
fn in_heading(text: &[Inline]) -> Option<(HttpMethod, Target, Option<String>)> {
    let all = words(text);
    if let Some((method, target)) = request(&all) {
        return Some((method, target, None));
    }
    let words: Vec<&str> = all.split_whitespace().collect();
    for (index, pair) in words.windows(2).enumerate() {
        let capital = pair[0].chars().all(|char| char.is_ascii_uppercase());
        let found = request(&pair.join(" ")).filter(|_| capital);
        if let Some((method, target)) = found {
            let others = words[..index].iter().chain(&words[index + 2..]);
            let title: Vec<&str> = others.copied().collect();
            let title = title.join(" ");
            let title = title
                .trim_matches(|char: char| !char.is_alphanumeric() && char != ')' && char != '.');
            return Some((
                method,
                target,
                (!title.is_empty()).then(|| title.to_owned()),
            ));
        }
    }
    None
}

/// A paragraph that is a request, or a label with a request in code: ``Endpoint: `GET /boats` ``.
fn in_para(text: &[Inline]) -> Option<(HttpMethod, Target)> {
    let all = words(text);
    if let Some(found) = request(&all) {
        return Some(found);
    }
    let coded: Vec<&String> = text
        .iter()
        .filter_map(|inline| match &inline.kind {
            Kind::Code(code) => Some(code),
            _ => None,
        })
        .collect();
    let [code] = coded[..] else {
        return None;
    };
    let before = all.split(code.as_str()).next().unwrap_or_default().trim();
    let ends = all.ends_with(code.as_str());
    let label = before.is_empty() || before.ends_with(':');
    request(code).filter(|_| ends && label)
}

/// A URL below a label, and the method below another one beside it.
fn labelled(lines: &[Piece], line: usize) -> Option<Found> {
    const NEAR: usize = 6;
    let below = |line: usize| match (
        &lines.get(line.checked_sub(1)?)?.kind,
        &lines.get(line)?.kind,
    ) {
        (PieceKind::Heading { text, .. }, PieceKind::Para(inner)) => {
            (Section::of(&words(text)) == Section::Endpoint).then(|| words(inner))
        }
        (PieceKind::Heading { text, .. }, PieceKind::Code(code)) => {
            (Section::of(&words(text)) == Section::Endpoint).then(|| code.text.trim().to_owned())
        }
        _ => None,
    };
    let target = target(&below(line)?)?;
    let at = lines[line].at;
    let near = line.saturating_sub(NEAR)..(line + NEAR).min(lines.len());
    let method = near
        .into_iter()
        .find_map(|other| Some((other, only_method(&below(other)?)?)));
    let mut used = HashSet::new();
    let mut inferred = Vec::new();
    let method = match method {
        Some((other, method)) => {
            used.insert(other);
            method
        }
        None => {
            inferred.push(Fact::new("method", "assumed: only the URL is stated", at));
            HttpMethod::Get
        }
    };
    Some(Found {
        line,
        method,
        target,
        title: None,
        used,
        inferred,
    })
}

/// A table with a row for the method and one for the URL.
fn in_table(rows: &[Vec<super::pieces::Item>], line: usize) -> Option<Found> {
    let value = |names: &[&str]| {
        rows.iter().find_map(|cells| {
            let [name, value] = cells.as_slice() else {
                return None;
            };
            let name = super::section::plain(&words(&name.lead));
            names.contains(&name.as_str()).then(|| words(&value.lead))
        })
    };
    let target = target(&value(&[
        "url",
        "endpoint",
        "path",
        "uri",
        "request url",
        "method url",
        "address",
    ])?)?;
    let method = only_method(&value(&["method", "http method", "verb", "http verb"])?)?;
    Some(Found {
        line,
        method,
        target,
        title: None,
        used: HashSet::new(),
        inferred: Vec::new(),
    })
}

/// Requests that only samples show.
fn in_samples(lines: &[Piece]) -> Vec<Found> {
    let mut out = Vec::new();
    for (line, piece) in lines.iter().enumerate() {
        let PieceKind::Code(code) = &piece.kind else {
            continue;
        };
        if let Sample::Request(request) = sample(code)
            && let (Some(method), Some(target)) = (request.method, request.target)
        {
            let why = "only a sample shows the request";
            let inferred = vec![Fact::new("path", why, piece.at)];
            out.push(Found {
                line,
                method,
                target,
                title: None,
                used: HashSet::new(),
                inferred,
            });
        }
    }
    out
}
