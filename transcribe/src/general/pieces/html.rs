//! HTML as pieces.

use html5gum::{DefaultEmitter, HtmlString, Span, StartTag, Token, Tokenizer};
use oascribe_codegen::source::FileId;

use super::Piece;
use super::build::{Builder, Tag};

/// Elements whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "aside", "button", "footer", "head", "iframe", "nav", "noscript", "script", "select", "style",
    "svg", "template", "textarea",
];

pub fn pieces(file: FileId, text: &str) -> Vec<Piece> {
    pieces_at(file, text, 0)
}

/// The pieces of a part of a page, which begins at a byte offset.
pub fn pieces_at(file: FileId, text: &str, base: usize) -> Vec<Piece> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        text,
        base,
        builder: Builder::new(file),
        skipped: None,
    };
    let Ok(tokens) = Tokenizer::new_with_emitter(text, emitter).collect::<Result<Vec<_>, _>>();
    for token in tokens {
        reader.token(token);
    }
    reader.builder.finish(base + text.len())
}

struct Reader<'t> {
    text: &'t str,
    base: usize,
    builder: Builder,
    /// The skipped element, and how many of its name are open.
    skipped: Option<(Vec<u8>, usize)>,
}

impl Reader<'_> {
    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.end(&tag.name, tag.span),
            Token::String(text) if self.skipped.is_none() => self.string(&text.value, text.span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name && !tag.self_closing);
            return;
        }
        let name = std::str::from_utf8(name).unwrap_or_default();
        if SKIPPED.contains(&name) {
            let closed = tag.self_closing;
            self.skipped = (!closed).then(|| (name.as_bytes().to_vec(), 1));
            return;
        }
        let at = self.base + tag.span.start;
        if let Some(language) = language(tag) {
            self.builder.language(&language);
        }
        if name == "br" {
            return self.builder.line_break(at);
        }
        let Some(element) = element(name, tag) else {
            return;
        };
        // The ends of these elements are optional.
        let implied: &[Tag] = match &element {
            Tag::Item => &[Tag::Item],
            Tag::Term | Tag::Definition => &[Tag::Term, Tag::Definition],
            Tag::Row => &[Tag::Row],
            Tag::Cell { .. } => &[Tag::Cell { head: false }],
            _ => &[],
        };
        for other in implied {
            if self.builder.is_open(other) {
                self.builder.end(other, at);
            }
        }
        // The spans of highlighted code are no markup.
        if !self.builder.in_pre() {
            self.builder.start(element, at);
        }
    }

    fn end(&mut self, name: &[u8], span: Span<usize>) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        let name = std::str::from_utf8(name).unwrap_or_default();
        let element = element(name, &StartTag::default());
        if let Some(element) = element {
            let inside = self.builder.in_pre() && !matches!(element, Tag::Pre(_));
            if !inside {
                self.builder.end(&element, self.base + span.end);
            }
        }
    }

    fn string(&mut self, value: &HtmlString, span: Span<usize>) {
        let text = String::from_utf8_lossy(value);
        let same = self.text.get(span.start..span.end) == Some(&*text);
        let (start, end) = (self.base + span.start, self.base + span.end);
        if self.builder.in_pre() {
            // A line break at the beginning of `pre` is not part of the text.
            return self.builder.text(&text, start, end, same);
        }
        let collapsed = collapse(&text);
        self.builder
            .text(&collapsed, start, end, same && collapsed == text);
    }
}

/// Runs of blanks are one blank. A no-break space is none of them: it indents.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char.is_ascii_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(char),
        }
    }
    out
}

fn element(name: &str, tag: &StartTag<usize>) -> Option<Tag> {
    Some(match name {
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        // They name what follows, as headings do.
        "caption" | "legend" | "summary" => Tag::Heading(7),
        "p" => Tag::Para,
        "pre" => Tag::Pre(language(tag).unwrap_or_default()),
        "ul" | "ol" | "dl" => Tag::Items,
        "li" => Tag::Item,
        "dt" => Tag::Term,
        "dd" => Tag::Definition,
        "table" => Tag::Table,
        "thead" => Tag::Head,
        "tr" => Tag::Row,
        "th" => Tag::Cell { head: true },
        "td" => Tag::Cell { head: false },
        "b" | "strong" | "label" => Tag::Strong,
        "i" | "em" => Tag::Emphasis,
        "code" | "kbd" | "tt" => Tag::Code,
        "a" => Tag::Link(attribute(tag, "href").unwrap_or_default()),
        "article" | "blockquote" | "body" | "details" | "div" | "fieldset" | "figure"
        | "figcaption" | "form" | "header" | "html" | "main" | "section" | "tbody" | "tfoot" => {
            Tag::Part
        }
        _ => return None,
    })
}

/// The language of code in a class: `language-json`, `highlight-json`, `lang-json`.
fn language(tag: &StartTag<usize>) -> Option<String> {
    let class = attribute(tag, "class")?;
    let words = class.split_whitespace();
    let mut found = words.filter_map(|word| {
        let prefixes = ["language-", "lang-", "highlight-", "brush:"];
        prefixes.iter().find_map(|prefix| word.strip_prefix(prefix))
    });
    found.next().map(str::to_ascii_lowercase)
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}
