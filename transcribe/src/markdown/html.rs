//! HTML tags.

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// In lower case.
    pub name: String,
    pub kind: TagKind,
    /// The target of an `a`.
    pub href: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    Open,
    Close,
}

/// Reads a tag: `<p>`, `</p>`, `<br/>` or `<a href="…">`. Returns `None` for comments and anything else.
pub fn tag(text: &str) -> Option<Tag> {
    let inner = text.trim().strip_prefix('<')?.strip_suffix('>')?;
    let (inner, kind) = match inner.strip_prefix('/') {
        Some(rest) => (rest, TagKind::Close),
        None => (inner.trim_end_matches('/'), TagKind::Open),
    };
    let length = inner
        .find(|char: char| !char.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at(length);
    if name.is_empty() {
        return None;
    }
    Some(Tag {
        name: name.to_ascii_lowercase(),
        kind,
        href: attribute(rest, "href"),
    })
}

/// The value of an attribute.
fn attribute(text: &str, name: &str) -> Option<String> {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let length = rest
            .find(|char: char| char == '=' || char.is_whitespace())
            .unwrap_or(rest.len());
        let (key, behind) = rest.split_at(length);
        let Some(behind) = behind.trim_start().strip_prefix('=') else {
            rest = behind.trim_start();
            if key.is_empty() {
                return None;
            }
            continue;
        };
        let behind = behind.trim_start();
        let (value, after) = match behind.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &behind[1..];
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => {
                let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
                behind.split_at(end)
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value.replace("&amp;", "&"));
        }
        rest = after.trim_start();
    }
    None
}
