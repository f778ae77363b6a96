//! The notation of types: `**string** (int64)`, `**[Msg](#anchor)**`, `**enum** (Name)`, `**object** (map<…>)`.
//!
//! In: the blocks of a cell. Out: the type that they begin with, and the blocks without it. Guaranteed: notation
//! that is not known is said, and the value is kept as what the sample shows.

use oascribe_codegen::diag::codes;

use crate::facts::{Field, Primitive, Type};
use crate::markdown::{Block, Inline, Kind, plain};
use crate::reporter::Reporter;

/// Takes the type off the beginning of a cell.
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
    let (ty, taken) = match read(inner, rest) {
        Some(found) => found,
        None => {
            let word = plain(inner);
            let message = format!("`{}` has a type that is not known: `{word}`", field.name);
            reporter.report(
                codes::UNKNOWN_NOTATION,
                message,
                first.at,
                "kept as untyped JSON",
            );
            (Type::AnyObject, Taken::default())
        }
    };
    field.ty = Some(ty);
    cut(inlines, &taken);
    if inlines.is_empty() {
        blocks.remove(0);
    }
}

/// How much behind the bold word belongs to the notation: whole inlines, and bytes of the next one.
#[derive(Default)]
struct Taken {
    inlines: usize,
    bytes: usize,
}

fn cut(inlines: &mut Vec<Inline>, taken: &Taken) {
    inlines.drain(..=taken.inlines);
    if let Some(Inline {
        kind: Kind::Text(text),
        ..
    }) = inlines.first_mut()
    {
        text.drain(..taken.bytes);
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

fn read(inner: &[Inline], rest: &[Inline]) -> Option<(Type, Taken)> {
    if let [
        Inline {
            kind: Kind::Link { to, .. },
            ..
        },
    ] = inner
    {
        return Some((Type::Named(anchor(to)), Taken::default()));
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
    let taken = Taken { inlines: 0, bytes };
    let ty = match (word.trim(), argument) {
        ("object", _) => Type::AnyObject,
        ("enum", name) => Type::Enum(name),
        (word, argument) => Type::Primitive(
            Primitive::parse(word)?,
            argument.and_then(|it| format_of(&it)),
        ),
    };
    Some((ty, taken))
}

/// `(int64)` at the beginning of a text, and how cardinality bytes that is.
fn argument(text: &str) -> Option<(String, usize)> {
    let start = text.len() - text.trim_start().len();
    let inner = text[start..].strip_prefix('(')?;
    let end = inner.find(')')?;
    Some((inner[..end].trim().to_owned(), start + 1 + end + 1))
}

/// The format as OpenAPI spells it; none where it only repeats the type.
pub fn format_of(word: &str) -> Option<String> {
    match word {
        "" | "boolean" | "string" => None,
        "bytes" => Some("byte".to_owned()),
        word => Some(word.to_owned()),
    }
}

/// `(map<**string**, **[Msg](#anchor)**>)`.
fn map(rest: &[Inline]) -> Option<(Type, Taken)> {
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
    let whole = behind.len();
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
    let taken = Taken {
        inlines: index + 1,
        bytes: whole - behind.len() + end,
    };
    Some((Type::Map(Box::new(ty)), taken))
}

/// The anchor that a link leads to.
fn anchor(to: &str) -> String {
    to.rsplit('#').next().unwrap_or(to).to_owned()
}
