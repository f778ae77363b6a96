//! Regular expressions of ECMAScript (ECMA-262), as JSON Schema has them → expressions of the crate `fancy-regex`.
//!
//! In: a `pattern`. Out: an expression that matches the same strings, or the reason why the pattern can't be checked.
//! Guaranteed: the result is valid for `fancy-regex`, which emitted crates check it with.

mod characters;

use std::iter::Peekable;
use std::str::Chars;

/// The largest product of nested counts, such as `{1,100}`, that an engine is asked to expand.
const MAX_REPETITIONS: u64 = 20_000;

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
const SPACE: &str =
    r"\t\n\x0B\f\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

pub(crate) use characters::characters;

/// Converts a pattern. The error is the reason why it can't be checked.
pub(crate) fn convert(pattern: &str) -> Result<String, &'static str> {
    if is_delimited(pattern) {
        return Err("the slashes around it are part of the pattern, which matches no string");
    }
    // Inline flags are no part of ECMAScript, but mean the same in all languages that have them.
    let (flags, rest) = inline_flags(pattern);
    if !is_valid(rest) {
        return Err("it is not a regular expression of ECMAScript");
    }
    let mut converter = Converter {
        letters: rest.chars().peekable(),
        out: flags.to_owned(),
        repetitions: vec![1],
        group: 1,
    };
    converter.run()?;
    Ok(converter.out)
}

/// The longest pattern that is parsed: the parser is recursive.
const MAX_LENGTH: usize = 5_000;

/// Whether a text is a regular expression of ECMAScript. JSON Schema recommends the flag `u`, but many patterns are valid
/// only without it.
pub(crate) fn is_valid(text: &str) -> bool {
    let is_valid = |flags: &str| regress::Regex::with_flags(text, flags).is_ok();
    text.len() <= MAX_LENGTH && (is_valid("u") || is_valid(""))
}

/// Whether a pattern is written as in JavaScript source, such as `/^[0-9]+$/`.
fn is_delimited(pattern: &str) -> bool {
    let inner = pattern
        .strip_prefix('/')
        .and_then(|rest| rest.rsplit_once('/'));
    inner.is_some_and(|(inner, flags)| {
        (inner.starts_with('^') || inner.ends_with('$'))
            && flags.bytes().all(|flag| flag.is_ascii_lowercase())
    })
}

fn inline_flags(pattern: &str) -> (&str, &str) {
    let end = pattern.strip_prefix("(?").and_then(|rest| rest.find(')'));
    let Some(end) = end else {
        return ("", pattern);
    };
    let (flags, rest) = pattern.split_at(end + 3);
    let letters = flags.trim_start_matches("(?").trim_end_matches(')');
    let is_flags = !letters.is_empty() && letters.bytes().all(|letter| b"ims".contains(&letter));
    if is_flags {
        (flags, rest)
    } else {
        ("", pattern)
    }
}

/// The boundary of a word of ASCII letters; that of Rust knows other letters.
const BOUNDARY: &str = "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))";
const NO_BOUNDARY: &str = "(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))";

struct Converter<'p> {
    letters: Peekable<Chars<'p>>,
    out: String,
    /// For each open group, the largest count of anything in it.
    repetitions: Vec<u64>,
    /// The repetitions within the last complete item.
    group: u64,
}

impl Converter<'_> {
    fn run(&mut self) -> Result<(), &'static str> {
        while let Some(letter) = self.letters.next() {
            match letter {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '.' => self.item(r"[^\n\r\u{2028}\u{2029}]"),
                '(' => self.open(),
                ')' => self.close(),
                '{' => self.count()?,
                ']' | '}' => self.literal(letter),
                '^' | '$' | '|' => self.out.push(letter),
                '*' | '+' | '?' => self.out.push(letter),
                other => self.literal(other),
            }
        }
        Ok(())
    }

    fn item(&mut self, text: &str) {
        self.out.push_str(text);
        self.group = 1;
    }

    fn literal(&mut self, letter: char) {
        push_literal(&mut self.out, letter);
        self.group = 1;
    }

    fn open(&mut self) {
        self.repetitions.push(1);
        self.out.push('(');
        if self.letters.next_if_eq(&'?').is_some() {
            self.out.push('?');
            // The rest is `:`, `=`, `!`, `<=`, `<!` or a name.
            while let Some(letter) = self.letters.next_if(|one| !matches!(one, '(' | '[' | '\\')) {
                self.out.push(letter);
                if matches!(letter, ':' | '=' | '!' | '>') {
                    break;
                }
            }
        }
    }

    fn close(&mut self) {
        self.out.push(')');
        let inner = self.repetitions.pop().unwrap_or(1);
        self.group = inner;
        self.note(inner);
    }

    fn note(&mut self, repetitions: u64) {
        if let Some(open) = self.repetitions.last_mut() {
            *open = repetitions.max(*open);
        }
    }

    /// A count such as `{2,5}`, or a brace that is one, as in `{id}`.
    fn count(&mut self) -> Result<(), &'static str> {
        let mut ahead = self.letters.clone();
        let mut text = String::new();
        while let Some(letter) = ahead.next_if(|one| one.is_ascii_digit() || *one == ',') {
            text.push(letter);
        }
        let is_count = text.starts_with(|first: char| first.is_ascii_digit())
            && text.matches(',').count() <= 1
            && ahead.next() == Some('}');
        if !is_count {
            self.literal('{');
            return Ok(());
        }
        self.letters = ahead;
        let most = text.split(',').filter_map(|count| count.parse().ok()).max();
        let total = self.group.saturating_mul(most.unwrap_or(u64::MAX));
        if total > MAX_REPETITIONS {
            return Err("its counts are too large to be checked");
        }
        self.note(total);
        self.out.push_str(&format!("{{{text}}}"));
        Ok(())
    }

    fn escape(&mut self) -> Result<(), &'static str> {
        let letter = self.letters.next().ok_or(UNFINISHED)?;
        match letter {
            'd' | 'w' | 's' => self.item(&format!("[{}]", set(letter))),
            'D' | 'W' | 'S' => self.item(&format!("[^{}]", set(letter))),
            'b' => self.out.push_str(BOUNDARY),
            'B' => self.out.push_str(NO_BOUNDARY),
            'p' | 'P' => {
                let property = self.property()?;
                self.item(&format!("\\{letter}{property}"));
            }
            'k' => {
                let name: String = self.up_to('>')?;
                self.item(&format!("\\k{name}"));
            }
            '1'..='9' => {
                let mut number = letter.to_string();
                while let Some(digit) = self.letters.next_if(char::is_ascii_digit) {
                    number.push(digit);
                }
                // A reference to a group that has not matched yet matches the empty string.
                self.item(&format!("(?({number})\\{number}|)"));
            }
            other => {
                let letter = self.letter(other)?;
                self.literal(letter);
            }
        }
        Ok(())
    }

    /// The character that an escape sequence stands for, after its first letter.
    fn letter(&mut self, first: char) -> Result<char, &'static str> {
        Ok(match first {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\x0C',
            'v' => '\x0B',
            '0' => '\0',
            'c' => {
                let letter = self.letters.next().ok_or(UNFINISHED)?;
                char::from_u32(u32::from(letter) % 32).ok_or(UNFINISHED)?
            }
            'x' => self.code_point(2)?,
            'u' => self.code_point(4)?,
            other => other,
        })
    }

    /// A character by its number: `\x41`, `\u0041`, `\u{41}`, or a pair of surrogates.
    fn code_point(&mut self, digits: usize) -> Result<char, &'static str> {
        if digits == 4 && self.letters.peek() == Some(&'{') {
            let text = self.up_to('}')?;
            let number = text.trim_matches(['{', '}']);
            let number = u32::from_str_radix(number, 16).map_err(|_| UNFINISHED)?;
            return char::from_u32(number).ok_or(SURROGATE);
        }
        let high = self.number(digits)?;
        if !(0xD800..0xDC00).contains(&high) {
            return char::from_u32(high).ok_or(SURROGATE);
        }
        if self.letters.next() != Some('\\') || self.letters.next() != Some('u') {
            return Err(SURROGATE);
        }
        let low = self.number(4)?.checked_sub(0xDC00).ok_or(SURROGATE)?;
        char::from_u32(0x10000 + ((high - 0xD800) << 10) + low).ok_or(SURROGATE)
    }

    fn number(&mut self, digits: usize) -> Result<u32, &'static str> {
        let text: String = self.letters.by_ref().take(digits).collect();
        u32::from_str_radix(&text, 16).map_err(|_| UNFINISHED)
    }

    fn property(&mut self) -> Result<String, &'static str> {
        if self.letters.peek() == Some(&'{') {
            return self.up_to('}');
        }
        Err("`\\p` has no property")
    }

    fn up_to(&mut self, end: char) -> Result<String, &'static str> {
        let mut text = String::new();
        for letter in self.letters.by_ref() {
            text.push(letter);
            if letter == end {
                return Ok(text);
            }
        }
        Err(UNFINISHED)
    }

    /// A class such as `[a-z]`, after its bracket.
    fn class(&mut self) -> Result<(), &'static str> {
        let negated = self.letters.next_if_eq(&'^').is_some();
        if self.letters.next_if_eq(&']').is_some() {
            // `[^]` is any character, `[]` is none.
            self.item(if negated { r"[\s\S]" } else { r"[^\s\S]" });
            return Ok(());
        }
        let mut out = String::from(if negated { "[^" } else { "[" });
        loop {
            match self.atom()? {
                Atom::End => break,
                Atom::Set(set) => out.push_str(&set),
                Atom::Letter(from) => {
                    push_literal(&mut out, from);
                    self.range(&mut out)?;
                }
            }
        }
        out.push(']');
        self.item(&out);
        Ok(())
    }

    /// The end of a range, if one follows: `-z`.
    fn range(&mut self, out: &mut String) -> Result<(), &'static str> {
        let mut ahead = self.letters.clone();
        if ahead.next() != Some('-') || ahead.peek() == Some(&']') {
            return Ok(());
        }
        self.letters = ahead;
        match self.atom()? {
            Atom::Letter(to) => {
                out.push('-');
                push_literal(out, to);
            }
            Atom::Set(set) => {
                push_literal(out, '-');
                out.push_str(&set);
            }
            Atom::End => return Err(UNFINISHED),
        }
        Ok(())
    }

    /// A part of a class.
    fn atom(&mut self) -> Result<Atom, &'static str> {
        let letter = self.letters.next().ok_or(UNFINISHED)?;
        if letter != '\\' {
            return Ok(if letter == ']' {
                Atom::End
            } else {
                Atom::Letter(letter)
            });
        }
        let letter = self.letters.next().ok_or(UNFINISHED)?;
        Ok(match letter {
            'd' | 'w' | 's' => Atom::Set(set(letter).to_owned()),
            'D' | 'W' | 'S' => Atom::Set(format!("[^{}]", set(letter))),
            'p' | 'P' => Atom::Set(format!("\\{letter}{}", self.property()?)),
            'b' => Atom::Letter('\x08'),
            other => Atom::Letter(self.letter(other)?),
        })
    }
}

enum Atom {
    Letter(char),
    Set(String),
    End,
}

const UNFINISHED: &str = "an escape sequence in it is incomplete";
const SURROGATE: &str = "it has half of a surrogate pair";

fn set(letter: char) -> &'static str {
    match letter {
        'd' | 'D' => DIGIT,
        'w' | 'W' => WORD,
        _ => SPACE,
    }
}

/// Writes a character that stands for itself, everywhere in an expression.
fn push_literal(out: &mut String, letter: char) {
    match letter {
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        letter if letter.is_control() => out.push_str(&format!("\\x{{{:X}}}", u32::from(letter))),
        letter if letter.is_ascii_punctuation() && !"/_,:;=@!%\"'<>`".contains(letter) => {
            out.push('\\');
            out.push(letter);
        }
        letter => out.push(letter),
    }
}

#[cfg(test)]
mod tests;
