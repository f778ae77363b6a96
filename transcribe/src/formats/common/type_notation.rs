//! The notation of types: `**string** (int64)`, `**[Msg](#anchor)**`, `**enum** (Name)`, `**object** (map<…>)`.
//!
//! In: the blocks of a cell. Out: the type at their beginning, and the blocks without it. An unknown notation is
//! reported, and the JSON sample decides the type.

use oascribe_codegen::diag::codes;

use crate::facts::{Field, Primitive, Type};
use crate::markdown::{Block, Inline, Kind, plain};
use crate::reporter::Reporter;

/// Removes the type from the beginning of a cell, and sets it.
pub fn read_type(field: &mut Field, blocks: &mut Vec<Block>, reporter: &mut Reporter<'_>) {
    let Some(Block::Para(inlines)) = blocks.first_mut() else {
        return;
    };
    let Some((first, rest)) = inlines.split_first() else {
        return;
    };
    let Kind::Strong(inner) = &first.kind else {
        return;
    };
    field.ty_at = first.at;
    let (ty, consumed) = match read(inner, rest) {
        Some(found) => found,
        None => {
            let word = plain(inner);
            let message = format!("`{}` has an unknown type: `{word}`", field.name);
            reporter.report(
                codes::UNKNOWN_NOTATION,
                message,
                first.at,
                "read as untyped JSON",
            );
            (Type::AnyObject, Consumed::default())
        }
    };
    field.ty = Some(ty);
    remove(inlines, &consumed);
    if inlines.is_empty() {
        blocks.remove(0);
    }
}

/// How much of the text behind the bold word belongs to the notation: inlines, and bytes of the inline after them.
#[derive(Default)]
struct Consumed {
    inlines: usize,
    bytes: usize,
}

fn remove(inlines: &mut Vec<Inline>, consumed: &Consumed) {
    inlines.drain(..=consumed.inlines);
    if let Some(Inline {
        kind: Kind::Text(text),
        ..
    }) = inlines.first_mut()
    {
        text.drain(..consumed.bytes);
    }
    while let Some(first) = inlines.first() {
        match &first.kind {
            Kind::Break => {}
            Kind::Text(text) if text.trim().is_empty() => {}
            _ => return,
        }
        inlines.remove(0);
    }
}

fn read(inner: &[Inline], rest: &[Inline]) -> Option<(Type, Consumed)> {
    if let [
        Inline {
            kind: Kind::Link { to, .. },
            ..
        },
    ] = inner
    {
        return Some((Type::Named(anchor(to)), Consumed::default()));
    }
    let word = plain(inner);
    let (argument, bytes) = match rest.first().map(|inline| &inline.kind) {
        Some(Kind::Text(text)) if text.trim_start().starts_with("(map<") => {
            return map(rest);
        }
        Some(Kind::Text(text)) => match argument(text) {
            Some((argument, bytes)) => (Some(argument), bytes),
            None => (None, 0),
        },
        _ => (None, 0),
    };
    let consumed = Consumed { inlines: 0, bytes };
    let ty = match (word.trim(), argument) {
        ("object", _) => Type::AnyObject,
        ("enum", name) => Type::Enum(name),
        (word, argument) => Type::Primitive(
            Primitive::parse(word)?,
            argument.and_then(|it| format_of(&it)),
        ),
    };
    Some((ty, consumed))
}

/// `(int64)` at the beginning of a text, and how cardinality bytes that is.
fn argument(text: &str) -> Option<(String, usize)> {
    let start = text.len() - text.trim_start().len();
    let inner = text[start..].strip_prefix('(')?;
    let end = inner.find(')')?;
    Some((inner[..end].trim().to_owned(), start + 1 + end + 1))
}

/// The format in OpenAPI. Returns `None` if it only repeats the type.
pub fn format_of(word: &str) -> Option<String> {
    match word {
        "" | "boolean" | "string" => None,
        "bytes" => Some("byte".to_owned()),
        word => Some(word.to_owned()),
    }
}

/// `(map<**string**, **[Msg](#anchor)**>)`.
fn map(rest: &[Inline]) -> Option<(Type, Consumed)> {
    let mut bold = rest
        .iter()
        .enumerate()
        .filter(|(_, inline)| matches!(inline.kind, Kind::Strong(_)));
    bold.next()?;
    let (index, value) = bold.next()?;
    let Kind::Strong(inner) = &value.kind else {
        return None;
    };
    let mut behind = match rest.get(index + 1).map(|inline| &inline.kind) {
        Some(Kind::Text(text)) => text.as_str(),
        _ => return None,
    };
    let full = behind.len();
    let ty = match inner.as_slice() {
        [
            Inline {
                kind: Kind::Link { to, .. },
                ..
            },
        ] => Type::Named(anchor(to)),
        _ => {
            let mut format = None;
            if let Some((argument, bytes)) = argument(behind) {
                format = format_of(&argument);
                behind = &behind[bytes..];
            }
            match plain(inner).as_str() {
                "object" => Type::AnyObject,
                word => Type::Primitive(Primitive::parse(word)?, format),
            }
        }
    };
    let end = behind.find(">)")? + 2;
    let consumed = Consumed {
        inlines: index + 1,
        bytes: full - behind.len() + end,
    };
    Some((Type::Map(Box::new(ty)), consumed))
}

/// The anchor of a link.
fn anchor(to: &str) -> String {
    to.rsplit('#').next().unwrap_or(to).to_owned()
}
