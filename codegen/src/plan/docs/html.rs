//! A tokenizer for the HTML in a description.
//!
//! The tokens cover all of the input, in order. It takes linear time. Malformed HTML becomes text.

use std::borrow::Cow;
use std::collections::HashSet;

use pulldown_cmark::{Event, Parser};

/// A longer tag is treated as text.
const LONGEST: usize = 4096;

/// A token of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Open(Tag<'a>),
    /// A closing tag: its name and its source.
    Close(&'a str, &'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    /// The source of the tag.
    pub(super) source: &'a str,
}

/// The role of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    Break,
    Rule,
    Image,
    Anchor,
    Code,
    Pre,
    Strong,
    Emphasis,
    Strikethrough,
    Bullets,
    Numbers,
    Item,
    Heading(u8),
    Table,
    Row,
    HeadCell,
    DataCell,
    Quote,
    /// A separate line in bold.
    Term,
    /// A block without a style.
    Block,
    /// A part of a line without a style.
    Inline,
}

/// Returns the element of a name. Returns `None` if it is not HTML but a placeholder such as `<id>`.
pub(super) fn element(name: &str) -> Option<Element> {
    Some(match name.to_ascii_lowercase().as_str() {
        "p" => Element::Paragraph,
        "br" => Element::Break,
        "hr" => Element::Rule,
        "img" => Element::Image,
        "a" => Element::Anchor,
        "code" | "kbd" | "samp" | "tt" | "var" => Element::Code,
        "pre" => Element::Pre,
        "b" | "strong" => Element::Strong,
        "i" | "em" | "cite" | "dfn" => Element::Emphasis,
        "s" | "del" | "strike" => Element::Strikethrough,
        "ul" | "menu" | "dir" => Element::Bullets,
        "ol" => Element::Numbers,
        "li" => Element::Item,
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "table" => Element::Table,
        "tr" => Element::Row,
        "th" => Element::HeadCell,
        "td" => Element::DataCell,
        // The last three are used by AWS.
        "blockquote" | "note" | "important" | "caution" => Element::Quote,
        "dt" | "summary" | "caption" | "figcaption" => Element::Term,
        "article" | "aside" | "center" | "dd" | "details" | "div" | "dl" | "fieldset"
        | "figure" | "footer" | "header" | "main" | "nav" | "section" => Element::Block,
        "abbr" | "big" | "colgroup" | "col" | "font" | "ins" | "label" | "mark" | "nobr" | "q"
        | "small" | "span" | "sub" | "sup" | "tbody" | "tfoot" | "thead" | "u" | "wbr" => {
            Element::Inline
        }
        _ => return None,
    })
}

/// Whether the closing tag of the element can be omitted.
pub(super) fn has_optional_end(element: Element) -> bool {
    matches!(
        element,
        Element::Paragraph
            | Element::Break
            | Element::Rule
            | Element::Image
            | Element::Item
            | Element::Row
            | Element::HeadCell
            | Element::DataCell
    )
}

/// Returns the names of all closing tags in the text, in lower case.
pub(super) fn closed(text: &str) -> HashSet<String> {
    text.match_indices("</")
        .map(|(at, _)| name(&text[at + 2..]).to_ascii_lowercase())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Splits HTML into tokens.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = html;
    // Cleared if the rest contains no end of a comment.
    let mut comments = true;
    while !rest.is_empty() {
        let start = rest.find('<').unwrap_or(rest.len());
        if start > 0 {
            out.push(Token::Text(&rest[..start]));
            rest = &rest[start..];
            continue;
        }
        if comments && rest.starts_with("<!--") {
            match rest.find("-->") {
                Some(end) => {
                    rest = &rest[end + 3..];
                    continue;
                }
                None => comments = false,
            }
        }
        let token = tag(rest).unwrap_or(Token::Text(&rest[..1]));
        let length = match token {
            Token::Text(source) | Token::Open(Tag { source, .. }) | Token::Close(_, source) => {
                source.len()
            }
        };
        out.push(token);
        rest = &rest[length..];
    }
    out
}

fn name(text: &str) -> &str {
    if !text.starts_with(|ch: char| ch.is_ascii_alphabetic()) {
        return "";
    }
    let end = text.find(|ch: char| !ch.is_ascii_alphanumeric() && !matches!(ch, '-' | '_' | ':'));
    &text[..end.unwrap_or(text.len())]
}

/// Returns the tag at the beginning of the text.
fn tag(text: &str) -> Option<Token<'_>> {
    let inner = text.strip_prefix('<')?;
    let (inner, closing) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let name = name(inner);
    let after = inner.get(name.len()..)?;
    if name.is_empty()
        || !after.starts_with(|ch: char| ch.is_whitespace() || matches!(ch, '/' | '>'))
    {
        return None;
    }
    let source = &text[..text.len() - after.len() + end_of_tag(after)?];
    Some(if closing {
        Token::Close(name, source)
    } else {
        Token::Open(Tag { name, source })
    })
}

/// Returns where the tag ends. A `>` in quotes doesn't end it.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().take(LONGEST).enumerate() {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None => match byte {
                b'"' | b'\'' => quote = Some(byte),
                b'>' => return Some(at + 1),
                b'<' => return None,
                _ => {}
            },
        }
    }
    None
}

impl Tag<'_> {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.source.get(1 + self.name.len()..)?;
        loop {
            rest = rest.trim_start_matches(|ch: char| ch.is_whitespace() || ch == '/');
            let end = rest.find(|ch: char| ch.is_whitespace() || matches!(ch, '=' | '>' | '/'))?;
            let (name, tail) = rest.split_at(end);
            let tail = tail.trim_start();
            let Some(value) = tail.strip_prefix('=') else {
                if tail.starts_with('>') {
                    return None;
                }
                rest = if name.is_empty() {
                    tail.get(1..)?
                } else {
                    tail
                };
                continue;
            };
            let (value, tail) = split_value(value.trim_start())?;
            if name.eq_ignore_ascii_case(wanted) {
                return Some(decode(value).into_owned());
            }
            rest = tail;
        }
    }
}

fn split_value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(value) = text.strip_prefix(quote) {
            return value.split_once(quote);
        }
    }
    Some(text.split_at(text.find(|ch: char| ch.is_whitespace() || ch == '>')?))
}

/// Resolves the character references in a text.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .bytes()
            .take(40)
            .position(|byte| byte == b';')
            .map_or(1, |end| end + 1);
        let (reference, tail) = rest.split_at(end);
        match resolve(reference) {
            Some(text) => out.push_str(&text),
            None => out.push_str(reference),
        }
        rest = tail;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Resolves a character reference such as `&lt;`. The Markdown parser has the table of names.
fn resolve(reference: &str) -> Option<String> {
    let name = reference.strip_prefix('&')?.strip_suffix(';')?;
    if !name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    {
        return None;
    }
    Parser::new(reference).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })
}
