//! From text to a query.
//!
//! In: text. Out: a [`Query`], or the first fault. Guaranteed: follows the grammar of RFC 9535, and lets a name have
//! `-` without quotes, as the examples of the Overlay Specification do; brackets are nested at most [`MAX_DEPTH`] deep.

use super::{Fault, Inner, Query, Segment, Selector, Start};

/// Brackets in brackets.
const MAX_DEPTH: usize = 32;

/// Indices beyond are no integers of JSON.
const MAX_INDEX: i64 = (1 << 53) - 1;

/// Reads a query.
pub(super) fn query(text: &str) -> Result<Query, Fault> {
    let mut parser = Parser::new(text.trim());
    if !parser.takes("$") {
        return Err(parser.expected("`$`"));
    }
    let segments = parser.segments()?;
    match parser.peek() {
        None => Ok(Query { segments }),
        Some(_) => Err(parser.expected("`.`, `[` or the end")),
    }
}

/// The text, and how far it was read.
pub(super) struct Parser {
    text: Vec<char>,
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, Fault>;

impl Parser {
    fn new(text: &str) -> Self {
        Self {
            text: text.chars().collect(),
            at: 0,
            depth: 0,
        }
    }

    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault {
            at: self.at,
            message: message.into(),
        }
    }

    pub(super) fn expected(&self, what: &str) -> Fault {
        match self.peek() {
            Some(c) => self.fault(format!("expected {what}, found `{c}`")),
            None => self.fault(format!("expected {what}, found the end")),
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// Reads these characters, where they come next.
    pub(super) fn takes(&mut self, expected: &str) -> bool {
        let count = expected.chars().count();
        let next = self.text.get(self.at..self.at + count);
        let found = next.is_some_and(|next| next.iter().copied().eq(expected.chars()));
        if found {
            self.at += count;
        }
        found
    }

    pub(super) fn needs(&mut self, expected: &str) -> Parsed<()> {
        match self.takes(expected) {
            true => Ok(()),
            false => Err(self.expected(&format!("`{expected}`"))),
        }
    }

    pub(super) fn blanks(&mut self) {
        while self.peek().is_some_and(|c| " \t\n\r".contains(c)) {
            self.at += 1;
        }
    }

    /// What is within brackets, which are not nested without end.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(self.fault(format!("brackets are nested more than {MAX_DEPTH} deep")));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    pub(super) fn segments(&mut self) -> Parsed<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.blanks();
            if self.takes("..") {
                let selectors = match self.peek() {
                    Some('[') => self.brackets()?,
                    _ => vec![self.short()?],
                };
                segments.push(Segment::Below(selectors));
            } else if self.takes(".") {
                segments.push(Segment::Child(vec![self.short()?]));
            } else if self.peek() == Some('[') {
                segments.push(Segment::Child(self.brackets()?));
            } else {
                self.at = before;
                return Ok(segments);
            }
        }
    }

    /// `name` or `*`, without brackets.
    fn short(&mut self) -> Parsed<Selector> {
        if self.takes("*") {
            return Ok(Selector::Every);
        }
        let begins = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        if !self.peek().is_some_and(begins) {
            return Err(self.expected("a name or `*` (other names stand in `['…']`)"));
        }
        let mut name = String::new();
        while let Some(c) = self.peek() {
            if !(begins(c) || c.is_ascii_digit() || c == '-') {
                break;
            }
            name.push(c);
            self.at += 1;
        }
        Ok(Selector::Name(name))
    }

    fn brackets(&mut self) -> Parsed<Vec<Selector>> {
        self.deeper(|parser| {
            parser.needs("[")?;
            let mut selectors = Vec::new();
            loop {
                parser.blanks();
                selectors.push(parser.selector()?);
                parser.blanks();
                if parser.takes("]") {
                    return Ok(selectors);
                }
                if !parser.takes(",") {
                    return Err(parser.expected("`,` or `]`"));
                }
            }
        })
    }

    fn selector(&mut self) -> Parsed<Selector> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                Ok(Selector::Every)
            }
            Some('?') => {
                self.at += 1;
                self.blanks();
                Ok(Selector::Filter(self.filter()?))
            }
            Some('\'' | '"') => Ok(Selector::Name(self.text()?)),
            Some(c) if c.is_ascii_digit() || "-:".contains(c) => self.index_or_slice(),
            _ => Err(self.expected("a name in quotes, an index, `*`, `:` or `?`")),
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.index()?;
        self.blanks();
        if !self.takes(":") {
            let index = start.ok_or_else(|| self.expected("an index"))?;
            return Ok(Selector::Index(index));
        }
        self.blanks();
        let end = self.index()?;
        self.blanks();
        let step = match self.takes(":") {
            true => {
                self.blanks();
                self.index()?
            }
            false => None,
        };
        let step = step.unwrap_or(1);
        Ok(Selector::Slice { start, end, step })
    }

    /// An integer, where one comes next.
    fn index(&mut self) -> Parsed<Option<i64>> {
        let begin = self.at;
        self.takes("-");
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let text: String = self.text[begin..self.at].iter().collect();
        if text.is_empty() {
            return Ok(None);
        }
        let digits = text.trim_start_matches('-');
        let is_plain = text == "0" || !digits.starts_with('0');
        let index = text.parse::<i64>().ok().filter(|_| is_plain);
        match index.filter(|index| index.abs() <= MAX_INDEX) {
            Some(index) => Ok(Some(index)),
            None => Err(Fault {
                at: begin,
                message: format!("`{text}` is no index"),
            }),
        }
    }

    /// Text in quotes of either kind.
    pub(super) fn text(&mut self) -> Parsed<String> {
        let quote = self.next();
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err(self.expected("the closing quote")),
                c if c == quote => return Ok(text),
                Some('\\') => text.push(self.escaped(quote)?),
                Some(c) => text.push(c),
            }
        }
    }

    fn escaped(&mut self, quote: Option<char>) -> Parsed<char> {
        let next = self.next();
        Ok(match next {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(c @ ('/' | '\\')) => c,
            Some('u') => self.code()?,
            Some(c) if next == quote => c,
            _ => return Err(self.fault("this escape is not known")),
        })
    }

    /// A character by its UTF-16, which may take two escapes.
    fn code(&mut self) -> Parsed<char> {
        let mut units = vec![self.unit()?];
        if (0xd800..0xdc00).contains(&units[0]) {
            self.needs("\\u")?;
            units.push(self.unit()?);
        }
        let found = char::decode_utf16(units).next().and_then(Result::ok);
        found.ok_or_else(|| self.fault("this is no character of Unicode"))
    }

    fn unit(&mut self) -> Parsed<u16> {
        let digits: String = self.text.iter().skip(self.at).take(4).collect();
        let is_hex = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_hexdigit());
        match u16::from_str_radix(&digits, 16) {
            Ok(unit) if is_hex => {
                self.at += 4;
                Ok(unit)
            }
            _ => Err(self.expected("four digits of hexadecimal")),
        }
    }

    /// A query in a filter, from its `$` or `@` on.
    pub(super) fn inner(&mut self) -> Parsed<Inner> {
        let start = match self.next() {
            Some('$') => Start::Root,
            _ => Start::Here,
        };
        let segments = self.segments()?;
        Ok(Inner { start, segments })
    }
}
