//! The text of `surface.txt` → items.

use std::fmt;

use super::{Argument, Function, Item, Kind, Receiver, Signature, StructForm};

/// A line that lists no item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    pub reason: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "surface.txt, line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for ParseError {}

/// The items of a `surface.txt`, in the order of its lines. Comments and blank lines are skipped.
pub fn parse(text: &str) -> Result<Vec<Item>, ParseError> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let items = lines.map(|(index, line)| {
        item(line).map_err(|reason| ParseError {
            line: index + 1,
            reason,
        })
    });
    items.collect()
}

fn item(line: &str) -> Result<Item, String> {
    let mut columns = line.split('\t');
    let mut column = || columns.next().unwrap_or_default();
    let (path, kind, signature) = (column(), column(), column());
    let (traits, features) = (column(), column());
    let known = Kind::ALL.into_iter().find(|known| known.as_str() == kind);
    let kind = known.ok_or_else(|| format!("`{kind}` is no kind of item"))?;
    let signature = self::signature(kind, signature)
        .ok_or_else(|| format!("`{signature}` is no signature of a {kind}"))?;
    let features = features.split(", ").filter(|name| !name.is_empty());
    Ok(Item {
        path: path.to_owned(),
        signature,
        traits: split(traits, ' ').into_iter().map(str::to_owned).collect(),
        features: features.map(str::to_owned).collect(),
    })
}

fn signature(kind: Kind, text: &str) -> Option<Signature> {
    let ty = text.to_owned();
    Some(match kind {
        Kind::Alias => Signature::Alias(ty),
        Kind::Const => Signature::Const(ty),
        Kind::Enum => Signature::Enum,
        Kind::Field => Signature::Field(ty),
        Kind::Trait => {
            let required = text.strip_prefix('{')?.strip_suffix('}')?;
            let required = split(required, ',').into_iter().map(str::to_owned);
            Signature::Trait(required.collect())
        }
        Kind::Type => Signature::Type(ty),
        Kind::Fn => Signature::Fn(function(text)?),
        Kind::Variant if text.is_empty() => Signature::Variant(None),
        Kind::Variant => {
            let ty = text.strip_prefix('(')?.strip_suffix(')')?;
            Signature::Variant(Some(ty.to_owned()))
        }
        Kind::Struct => {
            let forms = [
                StructForm::NonExhaustive,
                StructForm::Exhaustive,
                StructForm::Client,
            ];
            let form = forms.into_iter().find(|form| form.as_str() == text)?;
            Signature::Struct(form)
        }
    })
}

/// `(&self, id: i64) -> Self`
fn function(text: &str) -> Option<Function> {
    let inner = text.strip_prefix('(')?;
    let end = end_of_arguments(inner)?;
    let returns = inner[end..].strip_prefix(") -> ")?;
    let mut arguments = split(&inner[..end], ',').into_iter().peekable();
    let receiver = match arguments.peek() {
        Some(&"&self") => Receiver::Borrowed,
        Some(&"&mut self") => Receiver::Mutable,
        Some(&"self") => Receiver::Owned,
        _ => Receiver::None,
    };
    let arguments = arguments.skip(usize::from(receiver != Receiver::None));
    let arguments = arguments.map(|argument| {
        let (name, ty) = argument.split_once(": ")?;
        Some(Argument {
            name: name.to_owned(),
            ty: ty.to_owned(),
        })
    });
    Some(Function {
        receiver,
        arguments: arguments.collect::<Option<_>>()?,
        returns: returns.to_owned(),
    })
}

/// The offset of the parenthesis that closes the arguments.
fn end_of_arguments(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(offset, letter)| {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(offset),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// The parts between separators that are in no brackets, trimmed; empty ones are left out.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (offset, letter) in text.char_indices() {
        match letter {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            _ if letter == separator && depth == 0 => {
                parts.push(&text[start..offset]);
                start = offset + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::print;

    fn round_trip(line: &str) -> Vec<Item> {
        let items = parse(line).unwrap();
        assert_eq!(print(&items), format!("{line}\n"));
        items
    }

    #[test]
    fn arguments_are_split_outside_of_brackets() {
        let line = "api::Pets::get\tfn\t(&self, of: BTreeMap<String, i64>, tags: (i64, i64)) -> Call<C, api::Get>";
        let items = round_trip(line);
        let function = items[0].signature.function().unwrap();
        let arguments: Vec<_> = function.arguments.iter().map(|one| &*one.ty).collect();
        assert_eq!(arguments, ["BTreeMap<String, i64>", "(i64, i64)"]);
        assert_eq!(function.receiver, Receiver::Borrowed);
        assert_eq!(function.returns, "Call<C, api::Get>");
    }

    #[test]
    fn traits_are_split_outside_of_brackets() {
        let line = "api::Watch\tstruct\tnon_exhaustive\tClone Streamed<BTreeMap<String, i64>>\tclient, pets";
        let items = round_trip(line);
        assert_eq!(
            items[0].traits,
            ["Clone", "Streamed<BTreeMap<String, i64>>"]
        );
        assert_eq!(items[0].features, ["client", "pets"]);
    }

    #[test]
    fn a_line_without_an_item_is_an_error() {
        let text = "# a comment\n\nmodels::Pet\tclass\n";
        assert_eq!(parse(text).unwrap_err().line, 3);
        assert!(parse("models::Pet::new\tfn\t() Self").is_err());
        assert!(parse("models::Pet\tstruct\topen").is_err());
    }
}
