//! Reads pages of methods and of resources.
//!
//! In: the sections of a page, and the function that reads the tables of its format. Out: facts. Missing parts are
//! reported, and the rest of the page is read.

use oascribe_codegen::diag::codes;

use super::cross_check::cross_check;
use super::sample::sample;
use super::sections::{Section, SectionKind, Sections};
use super::sentence_patterns;
use super::title::title;
use crate::facts::{
    Cardinality, Content, Field, Host, HostPart, HttpMethod, Message, Method, MethodLink, Resource,
    ResponseSection, SpannedText, Type,
};
use crate::markdown::{Block, ElementKind, Inline, Kind, Table, plain, sentences, to_common_mark};
use crate::reporter::Reporter;
use crate::span::Span;

/// Reads the rows of a table into a message.
pub type ReadTable = fn(&Table, &mut Message, &mut Reporter<'_>);

/// Reads the page of a method. Returns `None` if the page has no readable HTTP request.
pub fn method(page: &Sections, read: ReadTable, reporter: &mut Reporter<'_>) -> Option<Method> {
    let request = page.find(SectionKind::Request)?;
    let Some((http_method, http_method_at, host, path)) = http_request(request, reporter) else {
        let message = "the page does not state the URL of the request".to_owned();
        let label = "the page is left out";
        reporter.report(codes::BROKEN_PAGE, message, request.at, label);
        return None;
    };
    let heading = page.title.clone().unwrap_or(SpannedText {
        text: String::new(),
        at: request.at,
    });
    let title = title(&heading);
    let name = title.method.unwrap_or(SpannedText {
        text: http_method.as_str().to_owned(),
        at: heading.at,
    });
    let (summary, text, summary_at) = about(page, heading.at);
    let stated = summary.iter().chain(&text).find_map(|block| match block {
        Block::Para(inlines) => sentences(inlines)
            .into_iter()
            .find(sentence_patterns::deprecated),
        Block::List { .. } | Block::Listing(_) => None,
    });
    let mut messages = named_messages(page, read, reporter);
    let body = page.find(SectionKind::Body).map(|section| {
        let mut message = message(section, read, &mut messages, reporter);
        message.anchor = own_anchor(section);
        message
    });
    let response = page
        .find(SectionKind::ResponseSection)
        .map(|section| response(section, read, &mut messages, reporter));
    if response.is_none() {
        let text = "the page has no section for the response".to_owned();
        let label = "assumed to be a response without a body";
        reporter.report(codes::HALF_PAGE, text, heading.at, label);
    }
    Some(Method {
        service: title.service,
        resource: title.resource,
        name,
        summary,
        summary_at,
        text,
        deprecated: stated.map(|sentence| sentence.at),
        http_method,
        http_method_at,
        host,
        path,
        in_path: parameters(page, SectionKind::Path, read, &messages, reporter),
        in_query: parameters(page, SectionKind::Query, read, &messages, reporter),
        body,
        response,
        messages,
    })
}

/// Reads the page of a resource.
pub fn resource(page: &Sections, read: ReadTable, reporter: &mut Reporter<'_>) -> Resource {
    let title = page.title.as_ref().map(title).unwrap_or_default();
    let start = page.list.first().map(|section| section.at);
    let start = page.title.as_ref().map(|title| title.at).or(start);
    let about = start.map(|at| about(page, at));
    let (mut text, more) = about.map_or_else(Default::default, |(text, more, _)| (text, more));
    text.extend(more);
    let representation = page.find(SectionKind::Representation);
    let representation = representation.map(|section| message(section, read, &mut [], reporter));
    let methods = page
        .find(SectionKind::Methods)
        .map(links)
        .unwrap_or_default();
    Resource {
        service: title.service,
        name: title.resource,
        text,
        representation,
        methods,
    }
}

/// The first sentence, the rest of the description, and the span of the first sentence.
fn about(page: &Sections, at: Span) -> (Vec<Block>, Vec<Block>, Span) {
    let mut blocks = page
        .preamble
        .iter()
        .filter_map(|element| match &element.kind {
            ElementKind::Text(blocks) => Some(blocks.clone()),
            _ => None,
        });
    let mut blocks: Vec<Block> = blocks.by_ref().flatten().collect();
    let Some(Block::Para(inlines)) = blocks.first_mut() else {
        return (Vec::new(), blocks, at);
    };
    let all = sentences(inlines);
    // A deprecation is no summary.
    let index = all
        .iter()
        .position(|sentence| !sentence_patterns::deprecated(sentence));
    let index = index.unwrap_or(0);
    let Some(first) = all.get(index) else {
        return (Vec::new(), blocks, at);
    };
    let rest = all.iter().enumerate().filter(|(other, _)| *other != index);
    let mut remaining: Vec<Inline> = Vec::new();
    for (_, sentence) in rest {
        if let Some(before) = remaining.last() {
            let (kind, at) = (Kind::Break, before.at);
            remaining.push(Inline { kind, at });
        }
        remaining.extend(sentence.inlines.iter().cloned());
    }
    let summary = vec![Block::Para(first.inlines.clone())];
    match remaining.is_empty() {
        true => drop(blocks.remove(0)),
        false => blocks[0] = Block::Para(remaining),
    }
    (summary, blocks, first.at)
}

fn http_request(
    section: &Section,
    reporter: &Reporter<'_>,
) -> Option<(HttpMethod, Span, Host, SpannedText)> {
    let code = section
        .elements
        .iter()
        .find_map(|element| match element.kind {
            ElementKind::Code(at) => Some(at),
            _ => None,
        })?;
    let text = &reporter.text(code.file)[code.start..code.end];
    let lead = text.len() - text.trim_start().len();
    let line = text.trim().lines().next()?.trim_end();
    let (verb_word, url) = line.split_once(char::is_whitespace)?;
    let start = code.start + lead;
    let span = |from: usize, to: usize| Span::new(code.file, start + from..start + to);
    let from = line.len() - url.trim_start().len();
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let slash = rest.find('/')?;
    let at = span(from, from + scheme.len() + 3 + slash);
    let host = Host {
        scheme: scheme.to_owned(),
        parts: host_parts(&rest[..slash]),
        at,
    };
    let path = SpannedText {
        text: rest[slash..].to_owned(),
        at: span(from + scheme.len() + 3 + slash, line.len()),
    };
    Some((
        HttpMethod::parse(verb_word)?,
        span(0, verb_word.len()),
        host,
        path,
    ))
}

/// Splits `dns.{{ api-host }}` into literals and variables.
fn host_parts(text: &str) -> Vec<HostPart> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{") {
        let Some((name, after)) = behind.split_once("}}") else {
            break;
        };
        if !before.is_empty() {
            out.push(HostPart::Literal(before.to_owned()));
        }
        out.push(HostPart::Variable(name.trim().to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        out.push(HostPart::Literal(rest.to_owned()));
    }
    out
}

fn parameters(
    page: &Sections,
    kind: SectionKind,
    read: ReadTable,
    messages: &[Message],
    reporter: &mut Reporter<'_>,
) -> Vec<Field> {
    let Some(section) = page.find(kind) else {
        return Vec::new();
    };
    let mut message = Message::new(section.at);
    for element in &section.elements {
        if let ElementKind::Table(table) = &element.kind {
            read(table, &mut message, reporter);
        }
    }
    let mut out = Vec::new();
    for field in message.fields {
        flatten(field, messages, 0, &mut out);
    }
    out
}

/// Replaces an object by its fields: in a URL, each field is a parameter, as in `berth.pier`.
fn flatten(field: Field, messages: &[Message], depth: usize, out: &mut Vec<Field>) {
    let inner = match &field.ty {
        Some(Type::Inline(message)) => Some(message.fields.clone()),
        Some(Type::Named(anchor)) => {
            let mut named = messages.iter();
            let is = |message: &&Message| message.anchor.as_deref() == Some(anchor.as_str());
            named.find(is).map(|message| message.fields.clone())
        }
        _ => None,
    };
    match inner {
        Some(fields) if depth < 8 && field.cardinality == Cardinality::Single => {
            for mut inner in fields {
                inner.name = format!("{}.{}", field.name, inner.name);
                flatten(inner, messages, depth + 1, out);
            }
        }
        _ => out.push(field),
    }
}

/// Reads the sections that describe messages.
fn named_messages(page: &Sections, read: ReadTable, reporter: &mut Reporter<'_>) -> Vec<Message> {
    let others = page
        .list
        .iter()
        .filter(|section| section.kind == SectionKind::Other);
    let others = others.filter(|section| section.anchor.is_some());
    let mut out = Vec::new();
    for section in others {
        let mut message = message(section, read, &mut [], reporter);
        message.title = Some(section.title.clone());
        message.anchor.clone_from(&section.anchor);
        out.push(message);
    }
    out
}

/// Reads table and sample of a section, and cross-checks them.
fn message(
    section: &Section,
    read: ReadTable,
    others: &mut [Message],
    reporter: &mut Reporter<'_>,
) -> Message {
    let mut message = Message::new(section.at);
    let mut shown = None;
    for element in &section.elements {
        match &element.kind {
            ElementKind::Table(table) => read(table, &mut message, reporter),
            ElementKind::Code(at) if shown.is_none() => shown = sample(*at, reporter),
            ElementKind::Text(blocks) => message.text.extend(blocks.iter().cloned()),
            ElementKind::Code(_) | ElementKind::Heading { .. } => {}
        }
    }
    message.text.retain(|block| !is_label(block));
    if let Some(shown) = &shown {
        cross_check(&mut message, shown, others, reporter);
    }
    message
}

/// Whether a block is a label of the section, as in `**HTTP Code: 200 - OK**`, and not a description of the message.
fn is_label(block: &Block) -> bool {
    let Block::Para(inlines) = block else {
        return false;
    };
    let text = plain(inlines);
    matches!(
        inlines.as_slice(),
        [Inline {
            kind: Kind::Strong(_),
            ..
        }]
    ) && (text.starts_with("HTTP Code") || text.starts_with("Request schema"))
}

fn response(
    section: &Section,
    read: ReadTable,
    messages: &mut [Message],
    reporter: &mut Reporter<'_>,
) -> ResponseSection {
    let mut message = message(section, read, messages, reporter);
    message.anchor = own_anchor(section);
    let shown = section
        .elements
        .iter()
        .any(|element| matches!(element.kind, ElementKind::Code(_) | ElementKind::Table(_)));
    let content = match shown || message.anchor.is_some() {
        true => Content::Shown,
        false => Content::Nothing,
    };
    ResponseSection {
        status: status(section).unwrap_or(200),
        message,
        content,
    }
}

fn status(section: &Section) -> Option<u16> {
    section
        .elements
        .iter()
        .find_map(|element| match &element.kind {
            ElementKind::Text(blocks) => {
                let text = to_common_mark(blocks);
                let (_, rest) = text.split_once("HTTP Code: ")?;
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                digits.parse().ok()
            }
            _ => None,
        })
}

/// The full name of a message. Returns `None` for an anchor that names the section, as in generation 1.
fn own_anchor(section: &Section) -> Option<String> {
    section.anchor.clone().filter(|anchor| anchor.contains('.'))
}

fn links(section: &Section) -> Vec<MethodLink> {
    let tables = section
        .elements
        .iter()
        .filter_map(|element| match &element.kind {
            ElementKind::Table(table) => Some(table),
            _ => None,
        });
    let rows = tables.flat_map(|table| &table.rows);
    rows.filter_map(|row| {
        let first = row.cells.first()?;
        let Some(Block::Para(inlines)) = first.blocks.first() else {
            return None;
        };
        let name = inlines.iter().find_map(|inline| match &inline.kind {
            Kind::Link { text, .. } => Some(plain(text)),
            _ => None,
        })?;
        Some(MethodLink { name, at: row.at })
    })
    .collect()
}
