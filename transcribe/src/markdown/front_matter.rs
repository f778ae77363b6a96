//! YamlNode matter: YAML between two lines `---` at the top of a page.
//!
//! In: the text of a page. Out: the front matter as a tree with spans, and the byte offset of the text behind it. Depth
//! is bounded, and aliases read as empty strings. Front matter that can't be read is reported, and the page is read without it.

use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;
use saphyr_parser::{Event, Parser};

use crate::reporter::Reporter;
use crate::span::Span;

/// Deeper than any schema on a page.
const MAX_DEPTH: usize = 100;

/// A YAML value of the front matter, with its span.
#[derive(Clone, Debug)]
pub struct YamlNode {
    pub at: Span,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    Scalar(String),
    List(Vec<YamlNode>),
    Map(Vec<(String, YamlNode)>),
}

impl YamlNode {
    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        let found = self.entries().iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    pub fn items(&self) -> &[YamlNode] {
        match &self.value {
            Value::List(items) => items,
            Value::Scalar(_) | Value::Map(_) => &[],
        }
    }

    pub fn entries(&self) -> &[(String, YamlNode)] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Scalar(_) | Value::List(_) => &[],
        }
    }
}

/// Reads the front matter of a page, and returns the byte offset behind it. Returns `None` if there is none.
pub fn front_matter(file: FileId, reporter: &mut Reporter<'_>) -> (Option<YamlNode>, usize) {
    let text = reporter.text(file);
    let Some(start) = ["---\n", "---\r\n"]
        .iter()
        .find_map(|mark| text.starts_with(mark).then_some(mark.len()))
    else {
        return (None, 0);
    };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let tree = parse(file, start, &text[start..at], reporter);
            return (tree, at + line.len());
        }
        at += line.len();
    }
    let message = "the front matter begins with `---` and has no end".to_owned();
    let at = Span::new(file, 0..3);
    reporter.report(
        codes::BROKEN_FRONT_MATTER,
        message,
        at,
        "read as part of the page",
    );
    (None, 0)
}

enum Open {
    List(Span, Vec<YamlNode>),
    Map(Span, Vec<(String, YamlNode)>, Option<String>),
}

fn parse(file: FileId, base: usize, text: &str, reporter: &mut Reporter<'_>) -> Option<YamlNode> {
    // The parser counts characters, spans count bytes.
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let byte = |index: usize| base + starts.get(index).copied().unwrap_or(text.len());
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(found) => found,
            Err(error) => {
                let at = byte(error.marker().index());
                let message = format!("the front matter can't be read: {}", error.info());
                let at = Span::new(file, at..at + 1);
                reporter.report(
                    codes::BROKEN_FRONT_MATTER,
                    message,
                    at,
                    "the page is read without it",
                );
                return None;
            }
        };
        let at = Span::new(file, byte(span.start.index())..byte(span.end.index()));
        let done = match event {
            Event::SequenceStart(..) => {
                open.push(Open::List(at, Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(at, Vec::new(), None));
                None
            }
            Event::Scalar(text, ..) => Some((at, Value::Scalar(text.into_owned()))),
            Event::Alias(_) => Some((at, Value::Scalar(String::new()))),
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|done| match done {
                Open::List(at, items) => (at, Value::List(items)),
                Open::Map(at, entries, _) => (at, Value::Map(entries)),
            }),
            _ => None,
        };
        if open.len() > MAX_DEPTH {
            let message = format!("the front matter is nested more than {MAX_DEPTH} levels deep");
            reporter.report(
                codes::BROKEN_FRONT_MATTER,
                message,
                at,
                "the page is read without it",
            );
            return None;
        }
        if let Some((at, value)) = done {
            let value = YamlNode { at, value };
            attach(&mut open, &mut root, value);
        }
    }
    root
}

fn attach(open: &mut [Open], root: &mut Option<YamlNode>, value: YamlNode) {
    match open.last_mut() {
        None => *root = Some(value),
        Some(Open::List(_, items)) => items.push(value),
        Some(Open::Map(_, entries, key)) => match key.take() {
            None => *key = Some(value.text().unwrap_or_default().to_owned()),
            Some(key) => entries.push((key, value)),
        },
    }
}
