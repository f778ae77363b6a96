//! Parses queries.
//!
//! Input: a string. Output: a [`Query`], or the first error. The grammar is that of RFC 9535. In addition, names may
//! contain `-` without quotes, as in the examples of the Overlay Specification.

use super::{FilterQuery, ParseError, Query, Segment, Selector, Start};

/// How deep brackets may be nested.
const MAX_DEPTH: usize = 32;

/// The largest index of RFC 9535.
const MAX_INDEX: u64 = (1 << 53) - 1;

/// Parses a query.
pub(super) fn query(text: &str) -> Result<Query, ParseError> {
    let mut parser = Parser::new(text.trim());
    if !parser.eat("$") {
        return Err(parser.expected("`$`"));
    }
    let segments = parser.segments()?;
    match parser.peek() {
        None => Ok(Query { segments }),
        Some(_) => Err(parser.expected("`.`, `[` or the end")),
    }
}

/// The query and the position of the parser.
pub(super) struct Parser {
    text: Vec<char>,
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, ParseError>;

impl Parser {
    fn new(text: &str) -> Self {
        Self {
            text: text.chars().collect(),
            at: 0,
            depth: 0,
        }
    }

    pub(super) fn error(&self, message: impl Into<String>) -> ParseError {
        ParseError {
            at: self.at,
            message: message.into(),
        }
    }

    pub(super) fn expected(&self, noun: &str) -> ParseError {
        match self.peek() {
            Some(c) => self.error(format!("expected {noun}, found `{c}`")),
            None => self.error(format!("expected {noun}, found the end")),
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

    /// Skips a string if it comes next, and returns whether it does.
    pub(super) fn eat(&mut self, expected: &str) -> bool {
        let count = expected.chars().count();
        let next = self.text.get(self.at..self.at + count);
        let found = next.is_some_and(|next| next.iter().copied().eq(expected.chars()));
        if found {
            self.at += count;
        }
        found
    }

    pub(super) fn expect_str(&mut self, expected: &str) -> Parsed<()> {
        match self.eat(expected) {
            true => Ok(()),
            false => Err(self.expected(&format!("`{expected}`"))),
        }
    }

    pub(super) fn skip_whitespace(&mut self) {
        while self.peek().is_some_and(|c| " \t\n\r".contains(c)) {
            self.at += 1;
        }
    }

    /// Parses something in brackets, within the nesting limit.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(format!(
                "brackets are nested more than {MAX_DEPTH} levels deep"
            )));
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
            self.skip_whitespace();
            if self.eat("..") {
                let selectors = match self.peek() {
                    Some('[') => self.brackets()?,
                    _ => vec![self.shorthand()?],
                };
                segments.push(Segment::Descendant(selectors));
            } else if self.eat(".") {
                segments.push(Segment::Child(vec![self.shorthand()?]));
            } else if self.peek() == Some('[') {
                segments.push(Segment::Child(self.brackets()?));
            } else {
                self.at = before;
                return Ok(segments);
            }
        }
    }

    /// `name` or `*`, without brackets.
    fn shorthand(&mut self) -> Parsed<Selector> {
        if self.eat("*") {
            return Ok(Selector::Wildcard);
        }
        let begins = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        if !self.peek().is_some_and(begins) {
            return Err(self.expected("a name or `*` (write other names as `['…']`)"));
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
        self.nested(|parser| {
            parser.expect_str("[")?;
            let mut selectors = Vec::new();
            loop {
                parser.skip_whitespace();
                selectors.push(parser.selector()?);
                parser.skip_whitespace();
                if parser.eat("]") {
                    return Ok(selectors);
                }
                if !parser.eat(",") {
                    return Err(parser.expected("`,` or `]`"));
                }
            }
        })
    }

    fn selector(&mut self) -> Parsed<Selector> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.at += 1;
                self.skip_whitespace();
                Ok(Selector::Filter(self.filter()?))
            }
            Some('\'' | '"') => Ok(Selector::Name(self.string_literal()?)),
            Some(c) if c.is_ascii_digit() || "-:".contains(c) => self.index_or_slice(),
            _ => Err(self.expected("a name in quotes, an index, `*`, `:` or `?`")),
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.index()?;
        self.skip_whitespace();
        if !self.eat(":") {
            let index = start.ok_or_else(|| self.expected("an index"))?;
            return Ok(Selector::Index(index));
        }
        self.skip_whitespace();
        let end = self.index()?;
        self.skip_whitespace();
        let step = match self.eat(":") {
            true => {
                self.skip_whitespace();
                self.index()?
            }
            false => None,
        };
        let step = step.unwrap_or(1);
        Ok(Selector::Slice { start, end, step })
    }

    /// Parses an integer. Returns `None` if none comes next.
    fn index(&mut self) -> Parsed<Option<i64>> {
        let begin = self.at;
        self.eat("-");
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
        match index.filter(|index| index.unsigned_abs() <= MAX_INDEX) {
            Some(index) => Ok(Some(index)),
            None => Err(ParseError {
                at: begin,
                message: format!("`{text}` is not an index"),
            }),
        }
    }

    /// Parses a string in single or double quotes.
    pub(super) fn string_literal(&mut self) -> Parsed<String> {
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
            Some('u') => self.unicode_escape()?,
            Some(c) if next == quote => c,
            _ => return Err(self.error("this escape sequence is unknown")),
        })
    }

    /// Parses a character in UTF-16, which may take two escapes.
    fn unicode_escape(&mut self) -> Parsed<char> {
        let mut units = vec![self.utf16_unit()?];
        if (0xd800..0xdc00).contains(&units[0]) {
            self.expect_str("\\u")?;
            units.push(self.utf16_unit()?);
        }
        let found = char::decode_utf16(units).next().and_then(Result::ok);
        found.ok_or_else(|| self.error("this is not a Unicode character"))
    }

    fn utf16_unit(&mut self) -> Parsed<u16> {
        let digits: String = self.text.iter().skip(self.at).take(4).collect();
        let is_hex = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_hexdigit());
        match u16::from_str_radix(&digits, 16) {
            Ok(unit) if is_hex => {
                self.at += 4;
                Ok(unit)
            }
            _ => Err(self.expected("four hexadecimal digits")),
        }
    }

    /// Parses a query in a filter that begins with `$` or `@`.
    pub(super) fn filter_query(&mut self) -> Parsed<FilterQuery> {
        let start = match self.next() {
            Some('$') => Start::Root,
            _ => Start::Current,
        };
        let segments = self.segments()?;
        Ok(FilterQuery { start, segments })
    }
}
