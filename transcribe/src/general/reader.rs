//! Reads the description of one request.

use oascribe_codegen::diag::codes;

use super::annotation::{append, from_sentences};
use super::build::Parts;
use super::fields::{self, Context, heading_words};
use super::pieces::{Code, Item, Piece, PieceKind, words};
use super::sample::{Sample, sample};
use super::section::{Section, status};
use super::segments::Segment;
use super::types::Names;
use super::{Page, assemble};
use crate::draft::{Draft, Kind, Operation};
use crate::facts::HttpMethod;
use crate::markdown::Inline;
use crate::reporter::Reporter;
use crate::span::Span;

/// An open section.
#[derive(Clone)]
struct Open {
    level: u8,
    section: Section,
    status: Option<String>,
    /// The field that the section describes.
    subject: Option<String>,
    /// Whether the heading says that all fields are required, or optional.
    required: Option<bool>,
    /// Whether the last field was a paragraph, which the next paragraphs describe.
    in_para: bool,
}

struct Reader<'p, 'd, 'r, 's> {
    names: Names<'p>,
    segment: &'p Segment,
    parts: Parts,
    open: Vec<Open>,
    text: Option<String>,
    draft: &'d mut Draft,
    reporter: &'r mut Reporter<'s>,
}

/// Reads the description of a request.
pub fn read(
    page: &Page,
    segment: &Segment,
    names: &[String],
    draft: &mut Draft,
    reporter: &mut Reporter<'_>,
) -> Operation {
    let mut reader = Reader {
        names,
        segment,
        parts: Parts::default(),
        open: Vec::new(),
        text: None,
        draft,
        reporter,
    };
    for index in segment.lines.clone() {
        let piece = &page.lines[index];
        let heading = matches!(piece.kind, PieceKind::Heading { .. });
        let is_title = heading && index == segment.lines.start;
        if !is_title && !segment.used.contains(&index) {
            reader.piece(piece);
        }
    }
    let Reader {
        parts,
        text,
        draft,
        reporter,
        ..
    } = reader;
    parts.operation(segment, text, draft, reporter)
}

impl Reader<'_, '_, '_, '_> {
    fn piece(&mut self, piece: &Piece) {
        match &piece.kind {
            PieceKind::Heading { level, text } => self.heading(*level, text),
            PieceKind::Para(inlines) => self.para(inlines, piece.at),
            PieceKind::Code(code) => self.code(code),
            PieceKind::Table { head, rows } => self.table(head.as_deref(), rows, piece),
            PieceKind::Items(items) => self.items(items, piece),
        }
    }

    fn section(&self) -> Section {
        self.open
            .last()
            .map_or(Section::Other, |open| open.section.clone())
    }

    fn status(&self) -> Option<String> {
        self.open.iter().rev().find_map(|open| open.status.clone())
    }

    fn heading(&mut self, level: u8, inlines: &[Inline]) {
        let text = words(inlines);
        self.open.retain(|open| open.level < level);
        let parent = self.open.last().cloned();
        let parent_section = parent
            .as_ref()
            .map_or(Section::Other, |open| open.section.clone());
        let mut section = Section::of(&text);
        let mut subject = parent.as_ref().and_then(|open| open.subject.clone());
        let stated = status(&text).filter(|status| {
            text.starts_with(status.as_str())
                || matches!(section, Section::Response | Section::Statuses)
                || parent_section == Section::Response
                || parent_section == Section::Statuses
        });
        match section {
            Section::Other if stated.is_some() => section = Section::Response,
            Section::Other => {
                let inside = parent_section.has_fields();
                subject = self.parts.field_in(&text).filter(|_| inside).or(subject);
                section = parent_section;
            }
            Section::Properties if parent_section.is_known() => {
                subject = self.parts.field_in(&text).or(subject);
                section = parent_section;
            }
            Section::Sample if parent_section.is_known() => section = parent_section,
            _ => {}
        }
        let lower = text.to_ascii_lowercase();
        let failed = section == Section::Response
            && ["error", "failure", "unsuccessful"]
                .iter()
                .any(|word| lower.contains(word));
        let required = match () {
            () if lower.starts_with("required") => Some(true),
            () if lower.starts_with("optional") => Some(false),
            () => parent.and_then(|open| open.required),
        };
        let status = stated.or_else(|| failed.then(|| "default".to_owned()));
        self.open.push(Open {
            level,
            section,
            status,
            subject,
            required,
            in_para: false,
        });
    }

    fn para(&mut self, inlines: &[Inline], at: Span) {
        let section = self.section();
        let text = heading_words(inlines);
        let plain = words(inlines);
        let lower = plain.to_ascii_lowercase();
        if (lower.starts_with("status") || lower.starts_with("http status"))
            && let (Some(status), Some(open)) = (status(&plain), self.open.last_mut())
        {
            open.status = Some(status.clone());
            self.parts.add_status(&status, None, at);
            return;
        }
        let mut unread = Vec::new();
        let context = Context { names: self.names };
        if section.has_fields()
            && let Some(row) = fields::para(inlines, at, &context, &mut unread)
        {
            assemble::report_unread(&unread, self.reporter);
            if let Some(open) = self.open.last_mut() {
                open.in_para = true;
            }
            return self.rows(vec![row]);
        }
        let in_para = self.open.last().is_some_and(|open| open.in_para);
        match section {
            _ if in_para => {
                if let Some(row) = self.parts.last_row() {
                    from_sentences(&mut row.schema, &mut row.required, &text);
                    append(&mut row.schema.text, &text);
                }
            }
            Section::Response => {
                let status = self.status();
                self.parts.describe_response(status, &text, at);
            }
            Section::Endpoint | Section::RequestSample | Section::Sample => {}
            _ => {
                if lower.starts_with("return") || lower.starts_with("respond") {
                    self.parts
                        .mentioned
                        .extend(status(&plain).map(|status| (status, at)));
                }
                append(&mut self.text, &text);
            }
        }
    }

    fn rows(&mut self, rows: Vec<fields::Row>) {
        let section = self.section();
        let status = self.status();
        let open = self.open.last();
        let (subject, required) =
            open.map_or((None, None), |open| (open.subject.clone(), open.required));
        for mut row in rows {
            row.subject = row.subject.or_else(|| subject.clone());
            if row.depth == 0 {
                row.required = row.required.or(required);
            }
            self.parts.add_row(row, &section, status.clone());
        }
    }

    fn table(&mut self, head: Option<&[Item]>, rows: &[Vec<Item>], piece: &Piece) {
        let section = self.section();
        if let Some(found) = fields::statuses(head, rows) {
            for (status, text, at) in found {
                self.parts.add_status(&status, Some(text), at);
            }
            return;
        }
        let mut unread = Vec::new();
        let context = Context { names: self.names };
        let found = fields::table(head, rows, &context, &mut unread);
        assemble::report_unread(&unread, self.reporter);
        match (found, section) {
            (Some(rows), Section::Statuses | Section::ResponseHeaders) if !rows.is_empty() => {
                append(
                    &mut self.text,
                    &fields::to_text(std::slice::from_ref(piece)),
                );
                let label = "the rows remain in the description";
                self.unread(
                    "a table of errors or headers of responses is not read",
                    piece.at,
                    label,
                );
            }
            (Some(rows), section) if section.has_fields() || is_described(&rows) => self.rows(rows),
            _ => {
                let label = "the table is left out";
                self.unread("the columns of the table are unknown", piece.at, label);
            }
        }
    }

    fn unread(&mut self, message: &str, at: Span, label: &str) {
        self.reporter
            .report(codes::UNREAD_PART, message.to_owned(), at, label);
    }

    fn items(&mut self, items: &[Item], piece: &Piece) {
        let section = self.section();
        if matches!(section, Section::Statuses | Section::Response) {
            let found = items.iter().map(|item| {
                let text = words(&item.lead);
                let status = status(&text).filter(|status| text.starts_with(status.as_str()));
                status.map(|status| (status, text, item))
            });
            if let Some(found) = found.collect::<Option<Vec<_>>>() {
                for (status, text, item) in found {
                    let text = text.strip_prefix(status.as_str()).unwrap_or(&text);
                    let text = text.trim_start_matches(['-', '–', '—', ':', ' ']);
                    let text = format!("{text}\n\n{}", fields::to_text(&item.inner));
                    self.parts
                        .add_status(&status, Some(text.trim().to_owned()), item.at);
                }
                return;
            }
        }
        let mut unread = Vec::new();
        let context = Context { names: self.names };
        let rows = fields::items(items, 0, &context, &mut unread);
        let typed =
            |rows: &Vec<fields::Row>| rows.iter().all(|row| !matches!(row.schema.kind, Kind::Any));
        match rows {
            Some(rows) if section.has_fields() || typed(&rows) => {
                assemble::report_unread(&unread, self.reporter);
                self.rows(rows);
            }
            _ => append(
                &mut self.text,
                &fields::to_text(std::slice::from_ref(piece)),
            ),
        }
    }

    fn code(&mut self, code: &Code) {
        let section = self.section();
        match sample(code) {
            Sample::Value(value) => match self.is_request(&section) {
                true => self.parts.requests.push(value),
                false => {
                    let status = self.status();
                    self.parts.responses.push((status, value));
                }
            },
            Sample::Response { status, value } => {
                self.parts.add_status(&status, None, code.at);
                self.parts
                    .responses
                    .extend(value.map(|value| (Some(status), value)));
            }
            Sample::Request(request) => {
                self.parts
                    .request(request, code.at, self.segment, self.draft);
            }
            Sample::Broken(at, reason) => {
                let message = format!("the sample is not valid JSON: {reason}");
                self.reporter
                    .report(codes::BROKEN_SAMPLE, message, at, "the sample is not used");
            }
            Sample::Other => {
                let known = ["", "text", "http", "json"].contains(&code.language.as_str());
                let silent =
                    !known || matches!(section, Section::RequestSample | Section::Endpoint);
                if !silent {
                    let label = "the sample is left out";
                    self.unread(
                        "the sample is neither JSON, nor HTTP, nor a curl command",
                        code.at,
                        label,
                    );
                }
            }
        }
    }

    /// Whether a JSON sample is that of a request: by its section, or because it is the first one of a request with a
    /// body and nothing announces it.
    fn is_request(&self, section: &Section) -> bool {
        let has_body = matches!(
            self.segment.method,
            HttpMethod::Post | HttpMethod::Put | HttpMethod::Patch
        );
        match section {
            Section::Fields(_) | Section::Form | Section::RequestSample => true,
            Section::Parameters => has_body,
            _ => false,
        }
    }
}

/// Whether a table outside of known sections describes fields: it has types, places or required fields.
fn is_described(rows: &[fields::Row]) -> bool {
    rows.iter().any(|row| {
        row.place.is_some() || row.required.is_some() || !matches!(row.schema.kind, Kind::Any)
    })
}
