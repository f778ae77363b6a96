//! Properties that hold for any text: rustdoc parses the lines as the tree, the conversion is idempotent, and a summary
//! can be put into a table.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::super::tree::{Block, Inline, Style};
use super::super::{characters, code, normalize, reader, rustdoc, summary_line};
use super::fragments::{FRAGMENTS, Texts};

/// Parses the lines as rustdoc does. Returns a notation that shows all markup, or a description of the problem.
fn parsed(lines: &[String]) -> Result<String, String> {
    for line in lines {
        if line.ends_with(char::is_whitespace) {
            return Err(format!("space at the end: {line:?}"));
        }
        if line
            .chars()
            .any(|ch| characters::visible(ch).is_none() || ch.is_whitespace() && ch != ' ')
        {
            return Err(format!("a character: {line:?}"));
        }
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let markdown = lines.join("\n");
    let mut wrong = Vec::new();
    let mut unknown = |link: pulldown_cmark::BrokenLink<'_>| {
        wrong.push(link.reference.to_string());
        None
    };
    let mut out = String::new();
    let mut within = 0;
    for event in Parser::new_with_broken_link_callback(&markdown, options, Some(&mut unknown)) {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => within += 1,
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => within -= 1,
            Event::Text(text) if within == 0 && is_url_like(text) => {
                return Err(format!("a URL: {text:?}"));
            }
            _ => {}
        }
        out.push_str(&notation(event)?);
    }
    if wrong.is_empty() {
        Ok(squeeze(&out))
    } else {
        Err(format!("broken links: {wrong:?}"))
    }
}

/// Whether rustdoc could report a bare URL in the text.
fn is_url_like(text: &str) -> bool {
    text.match_indices("://").any(|(at, scheme)| {
        (text[..at].ends_with("http") || text[..at].ends_with("https"))
            && text[at + scheme.len()..].starts_with(|ch: char| ch.is_ascii_alphanumeric())
    })
}

fn notation(event: Event<'_>) -> Result<String, String> {
    let text = match &event {
        Event::Text(text) => return Ok(text.to_string()),
        Event::Code(text) => return Ok(format!("`{text}`")),
        Event::InlineHtml(html) if &**html == "<br>" => " ",
        Event::SoftBreak | Event::HardBreak | Event::Rule => " ",
        Event::Start(tag) => match tag {
            Tag::Emphasis => "{*",
            Tag::Strong => "{**",
            Tag::Strikethrough => "{~~",
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let good = !info.is_empty() && code::language(info) == &**info || &**info == "text";
                return if good {
                    Ok(format!(" {{{info} "))
                } else {
                    Err(format!("fence {info:?}"))
                };
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => match link_type {
                LinkType::Inline | LinkType::Autolink | LinkType::Email => {
                    let url = dest_url.strip_prefix("mailto:").unwrap_or(dest_url);
                    return Ok(format!("{{link {url} "));
                }
                _ => return Err(format!("{link_type:?} to {dest_url}")),
            },
            Tag::Heading { level, .. } if *level as u8 >= 3 => " {# ",
            Tag::BlockQuote(_) => " {quote ",
            Tag::List(Some(_)) => " {ol ",
            Tag::List(None) => " {ul ",
            Tag::Item => " {li ",
            Tag::Table(_) => " {table ",
            Tag::TableCell => " {td ",
            Tag::Paragraph | Tag::TableHead | Tag::TableRow => " ",
            _ => return Err(format!("{tag:?}")),
        },
        Event::End(TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow) => " ",
        Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => "}",
        Event::End(_) => "} ",
        _ => return Err(format!("{event:?}")),
    };
    Ok(text.to_owned())
}

/// Returns the notation of the tree that a text is read as.
fn expected(text: &str) -> String {
    let mut blocks = reader::read(text);
    let first = blocks
        .iter()
        .position(|block| *block != Block::Rule)
        .unwrap_or(0);
    if let Some(Block::Heading(_, line)) = blocks.get_mut(first) {
        let bold = normalize::line(vec![Inline::Styled(Style::Strong, std::mem::take(line))]);
        blocks[first] = Block::Paragraph(bold);
    }
    let mut out = String::new();
    note_blocks(&blocks, &mut out);
    squeeze(&out)
}

fn note_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => note(line, out),
            Block::Heading(_, line) => {
                out.push_str(" {# ");
                note(line, out);
                out.push('}');
            }
            Block::Code { language, lines } => {
                out.push_str(&format!(" {{{language} {} }}", lines.join("\n")));
            }
            Block::Quote(inner) => {
                out.push_str(" {quote ");
                note_blocks(inner, out);
                out.push('}');
            }
            Block::List(list) => {
                out.push_str(if list.start.is_some() {
                    " {ol "
                } else {
                    " {ul "
                });
                for item in &list.items {
                    out.push_str(" {li ");
                    note_blocks(item, out);
                    out.push_str("} ");
                }
                out.push('}');
            }
            Block::Table(table) => {
                let count = table
                    .rows
                    .iter()
                    .chain([&table.head])
                    .map(Vec::len)
                    .max()
                    .unwrap_or(0);
                out.push_str(" {table ");
                for row in [&table.head].into_iter().chain(&table.rows) {
                    for at in 0..count {
                        out.push_str(" {td ");
                        note(row.get(at).map_or(&[], Vec::as_slice), out);
                        out.push_str("} ");
                    }
                }
                out.push('}');
            }
            Block::Rule => {}
        }
        out.push(' ');
    }
}

fn note(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Code(text) => out.push_str(&format!("`{text}`")),
            Inline::Styled(style, inner) => {
                out.push('{');
                out.push_str(style.delimiter());
                note(inner, out);
                out.push('}');
            }
            Inline::Link { url, text } => {
                out.push_str(&format!(
                    "{{link {} ",
                    url.strip_prefix("mailto:").unwrap_or(url)
                ));
                note(text, out);
                out.push('}');
            }
            Inline::Autolink(url) => out.push_str(&format!("{{link {url} {url}}}")),
            Inline::Soft | Inline::Hard => out.push(' '),
        }
    }
}

fn squeeze(text: &str) -> String {
    let text: Vec<&str> = text.split_whitespace().collect();
    // Both nestings of strong and emphasis are printed alike.
    text.join(" ").replace(" }", "}").replace("{**{*", "{*{**")
}

/// Checks all properties for a text.
fn check(text: &str) {
    let lines = rustdoc(text);
    match parsed(&lines) {
        Ok(parsed) => assert_eq!(parsed, expected(text), "of {text:?}\n{}", lines.join("\n")),
        Err(wrong) => panic!("{wrong}: of {text:?}\n{}", lines.join("\n")),
    }
    assert_eq!(rustdoc(&lines.join("\n")), lines, "again, of {text:?}");
    let row = ["| a |", "| --- |"].map(str::to_owned);
    let sentence = summary_line(text);
    if let Err(wrong) = parsed(&[&row[..], &[format!("| {sentence} |")]].concat()) {
        panic!("{wrong}: of {text:?}\n{sentence}");
    }
}

/// The variables `DOCS_TEXTS` and `DOCS_SEED` set the number of texts and the seed.
#[test]
fn properties_hold_for_any_text() {
    let count = std::env::var("DOCS_TEXTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(4000);
    let seed = std::env::var("DOCS_SEED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let mut texts = Texts::new(seed);
    for _ in 0..count {
        check(&texts.text(FRAGMENTS));
    }
}
