//! Prints normalized inlines as words of Markdown that can be wrapped.
//!
//! A word is never broken, so a code span is one word, and so is a link, even if they contain spaces. The delimiters of
//! a style are part of the first and the last word.

use super::code;
use super::escape::{self, Context, Neighbor};
use super::tree::Inline;

/// A part of a line that must not be broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) gap: Gap,
}

/// The separator after a word, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The next word follows without a space. Only used while words are built.
    None,
    Space,
    /// A soft line break.
    Soft,
    /// A hard line break.
    Hard,
}

impl Word {
    pub(super) fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// Splits a paragraph, heading or cell into words. The last word is followed by a space.
pub(super) fn words(inlines: &[Inline], context: Context) -> Vec<Word> {
    let mut writer = Writer {
        words: Vec::new(),
        context,
    };
    writer.inlines(inlines, Neighbor::Space);
    writer.gap(Gap::Space);
    writer.words
}

struct Writer {
    words: Vec<Word>,
    context: Context,
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

    /// Returns the separator before the next text.
    fn before(&self) -> Neighbor {
        match self.words.last() {
            Some(word) if word.gap == Gap::None => Neighbor::Markup,
            _ => Neighbor::Space,
        }
    }

    fn inlines(&mut self, inlines: &[Inline], end: Neighbor) {
        let mut rest = inlines.iter().peekable();
        while let Some(inline) = rest.next() {
            let after = rest.peek().map_or(end, |next| neighbor(next));
            match inline {
                Inline::Text(text) => self.text(text, after),
                Inline::Code(text) => {
                    let span = code::span(text, self.context);
                    self.push(&span);
                }
                Inline::Styled(style, inner) => {
                    self.push(style.delimiter());
                    self.inlines(inner, Neighbor::Markup);
                    self.push(style.delimiter());
                }
                Inline::Link { url, text } => self.link(url, text),
                Inline::Autolink(url) => self.push(&format!("<{url}>")),
                Inline::Soft => self.gap(Gap::Soft),
                Inline::Hard => self.gap(Gap::Hard),
            }
        }
    }

    fn text(&mut self, text: &str, after: Neighbor) {
        let mut rest = text;
        loop {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(length);
            if !word.is_empty() {
                let after = if tail.is_empty() {
                    after
                } else {
                    Neighbor::Space
                };
                let mut escaped = String::with_capacity(word.len());
                escape::word(word, self.before(), after, self.context, &mut escaped);
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
            context: self.context,
        };
        inner.inlines(text, Neighbor::Markup);
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

fn neighbor(inline: &Inline) -> Neighbor {
    match inline {
        Inline::Soft => Neighbor::Space,
        Inline::Hard => Neighbor::Break,
        Inline::Link { .. } => Neighbor::Link,
        Inline::Text(text) => text.chars().next().map_or(Neighbor::Markup, Neighbor::Char),
        Inline::Code(_) | Inline::Styled(..) | Inline::Autolink(_) => Neighbor::Markup,
    }
}
