//! The characters of the strings that a pattern matches.

use std::iter::Peekable;
use std::str::Chars;

/// More ranges say little about a string.
const MAX_RANGES: usize = 16;

type Range = (char, char);

/// Returns ranges that have all characters of the strings that a pattern matches: a string with another character does not
/// match. Returns `None` if the pattern does not match complete strings, or if it has a construct whose characters are unknown.
pub(crate) fn characters(pattern: &str) -> Option<Vec<Range>> {
    let inner = pattern.strip_prefix('^')?.strip_suffix('$')?;
    let escapes = inner.chars().rev().take_while(|c| *c == '\\').count();
    if escapes % 2 == 1 {
        return None;
    }
    let mut reader = Reader {
        letters: inner.chars().peekable(),
        depth: 0,
        ranges: Vec::new(),
    };
    reader.run()?;
    Some(merged(reader.ranges)).filter(|ranges| ranges.len() <= MAX_RANGES)
}

fn merged(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    let mut merged: Vec<Range> = Vec::new();
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if u32::from(from) <= u32::from(last.1) + 1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

struct Reader<'p> {
    letters: Peekable<Chars<'p>>,
    depth: usize,
    ranges: Vec<Range>,
}

impl Reader<'_> {
    fn run(&mut self) -> Option<()> {
        while let Some(letter) = self.letters.next() {
            match letter {
                '^' | '$' | '?' | '*' | '+' => {}
                '(' => self.group()?,
                ')' => self.depth = self.depth.checked_sub(1)?,
                // The anchors belong to the first and last alternative.
                '|' if self.depth == 0 => return None,
                '|' => {}
                '{' => self.count()?,
                '[' => self.class()?,
                '\\' => self.escape(false)?,
                '.' | ']' | '}' => return None,
                other => self.ranges.push((other, other)),
            }
        }
        Some(())
    }

    /// Reads the start of a group. What lookaround expects is added: further characters do no harm.
    fn group(&mut self) -> Option<()> {
        self.depth += 1;
        if self.letters.next_if_eq(&'?').is_none() {
            return Some(());
        }
        match self.letters.next()? {
            ':' | '=' | '!' => Some(()),
            '<' => self.letters.next_if(|c| "=!".contains(*c)).map(drop),
            _ => None,
        }
    }

    /// Reads a quantifier.
    fn count(&mut self) -> Option<()> {
        loop {
            match self.letters.next()? {
                '0'..='9' | ',' => {}
                '}' => return Some(()),
                _ => return None,
            }
        }
    }

    fn class(&mut self) -> Option<()> {
        if self.letters.peek() == Some(&'^') {
            return None;
        }
        loop {
            let from = match self.letters.next()? {
                ']' => return Some(()),
                '\\' => {
                    self.escape(true)?;
                    continue;
                }
                letter => letter,
            };
            let mut ahead = self.letters.clone();
            let to = match (ahead.next(), ahead.next()) {
                (Some('-'), Some('\\')) => return None,
                (Some('-'), Some(to)) if to != ']' => {
                    self.letters = ahead;
                    to
                }
                _ => from,
            };
            self.ranges.push((from, to));
        }
    }

    fn escape(&mut self, is_in_class: bool) -> Option<()> {
        match self.letters.next()? {
            'd' => self.ranges.push(('0', '9')),
            'w' => self
                .ranges
                .extend([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
            'b' | 'B' if !is_in_class => {}
            other if other.is_ascii_punctuation() => self.ranges.push((other, other)),
            _ => return None,
        }
        // The end of a range such as `\.-z` is a literal character, so it is added as one; the range is not.
        match is_in_class && self.starts_range() {
            true => None,
            false => Some(()),
        }
    }

    /// Whether the last character of a class is the start of a range.
    fn starts_range(&self) -> bool {
        let mut ahead = self.letters.clone();
        ahead.next() == Some('-') && ahead.next().is_some_and(|to| to != ']')
    }
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn all_characters_of_a_match_are_in_the_ranges() {
        let cases: [(&str, &[(char, char)]); 7] = [
            (
                "^[a-z]([a-zA-Z0-9-]*[a-zA-Z0-9]+)?$",
                &[('-', '-'), ('0', '9'), ('A', 'Z'), ('a', 'z')],
            ),
            (r"^(25[0-5]|1{0,1}[0-9])\.\/$", &[('.', '9')]),
            (
                "^(?![0-9a-f]{8}$)^[x-z]+$",
                &[('0', '9'), ('a', 'f'), ('x', 'z')],
            ),
            (
                r"^\w+@\d+$",
                &[('0', '9'), ('@', 'Z'), ('_', '_'), ('a', 'z')],
            ),
            (r"^[\.a]$", &[('.', '.'), ('a', 'a')]),
            ("^(a|b)$", &[('a', 'b')]),
            ("^$", &[]),
        ];
        for (pattern, ranges) in cases {
            assert_eq!(characters(pattern).as_deref(), Some(ranges), "{pattern}");
        }
    }

    #[test]
    fn other_patterns_have_unknown_characters() {
        let patterns = [
            "[a-z]+",
            "^a",
            "a$",
            r"^a\$",
            "^a|b$",
            "^.$",
            "^[^a]$",
            r"^\D$",
            r"^\s$",
            r"^\u{61}$",
            "^a{x}$",
            r"^[\x20-z]$",
            r"^[\.-z]$",
            r"^[+-\.]$",
            "^(?i)a$",
            "^(?<name>a)$",
            "^)$",
            "^[a$",
            r"^\p{L}$",
        ];
        for pattern in patterns {
            assert_eq!(characters(pattern), None, "{pattern}");
        }
    }
}
