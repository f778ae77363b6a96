//! Inlines → words of Markdown, ready to be put on lines.
//!
//! In: tidy inlines. Out: words with what follows each. Guaranteed: a word is never broken, so a
//! code span or a link is one word, spaces and all; a mark stands on its first and last word.

use super::code;
use super::escape::{self, Beside, Place};
use super::tree::Inline;

/// A piece of a line that stays together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) gap: Gap,
}

/// What follows a word. The later is the stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The next word follows at once; only while words are made.
    None,
    Space,
    /// A line break of the source.
    Soft,
    /// A line break that is seen.
    Hard,
}

impl Word {
    pub(super) fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// The words of a paragraph, heading or cell. The last is followed by a space.
pub(super) fn words(inlines: &[Inline], place: Place) -> Vec<Word> {
    let mut writer = Writer {
        words: Vec::new(),
        place,
    };
    writer.inlines(inlines, Beside::Space);
    writer.gap(Gap::Space);
    writer.words
}

struct Writer {
    words: Vec<Word>,
    place: Place,
}

impl Writer {
    fn push(&mut self, text: &str) {
        match self.words.last_mut() {
            Some(word) if word.gap == Gap::None => word.text.push_str(text),
            _ => self.words.push(Word {
                text: text.to_owned(),
                gap: Gap::None,
            }),
        }
    }

    fn gap(&mut self, gap: Gap) {
        if let Some(word) = self.words.last_mut() {
            word.gap = word.gap.max(gap);
        }
    }

    /// What stands before the text to come.
    fn before(&self) -> Beside {
        match self.words.last() {
            Some(word) if word.gap == Gap::None => Beside::Markup,
            _ => Beside::Space,
        }
    }

    fn inlines(&mut self, inlines: &[Inline], end: Beside) {
        let mut rest = inlines.iter().peekable();
        while let Some(inline) = rest.next() {
            let after = rest.peek().map_or(end, |next| beside(next));
            match inline {
                Inline::Text(text) => self.text(text, after),
                Inline::Code(text) => {
                    let span = code_span(text, self.place);
                    self.push(&span);
                }
                Inline::Marked(mark, inner) => {
                    self.push(mark.delimiter());
                    self.inlines(inner, Beside::Markup);
                    self.push(mark.delimiter());
                }
                Inline::Link { url, text } => self.link(url, text),
                Inline::Address(url) => self.push(&format!("<{url}>")),
                Inline::Soft => self.gap(Gap::Soft),
                Inline::Hard => self.gap(Gap::Hard),
            }
        }
    }

    fn text(&mut self, text: &str, after: Beside) {
        let mut rest = text;
        loop {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(length);
            if !word.is_empty() {
                let after = if tail.is_empty() {
                    after
                } else {
                    Beside::Space
                };
                let mut escaped = String::with_capacity(word.len());
                escape::word(word, self.before(), after, self.place, &mut escaped);
                self.push(&escaped);
            }
            rest = tail.trim_start();
            if tail.is_empty() {
                return;
            }
            self.gap(Gap::Space);
        }
    }

    fn link(&mut self, url: &str, text: &[Inline]) {
        let mut inner = Self {
            words: vec![Word {
                text: "[".to_owned(),
                gap: Gap::None,
            }],
            place: self.place,
        };
        inner.inlines(text, Beside::Markup);
        let texts: Vec<&str> = inner.words.iter().map(|word| word.text.as_str()).collect();
        self.push(&texts.join(" "));
        let url = escape::references(url);
        let url = if url.contains(['(', ')']) {
            format!("<{url}>")
        } else {
            url
        };
        self.push(&format!("]({url})"));
    }
}

fn beside(inline: &Inline) -> Beside {
    match inline {
        Inline::Soft => Beside::Space,
        Inline::Hard => Beside::Break,
        Inline::Link { .. } => Beside::Link,
        Inline::Text(text) => text.chars().next().map_or(Beside::Markup, Beside::Char),
        Inline::Code(_) | Inline::Marked(..) | Inline::Address(_) => Beside::Markup,
    }
}

fn code_span(code: &str, place: Place) -> String {
    let fence = "`".repeat(code::longest_run(code) + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    match place {
        Place::Line => format!("{fence}{pad}{code}{pad}{fence}"),
        Place::Cell => format!("{fence}{pad}{}{pad}{fence}", code.replace('|', "\\|")),
    }
}
