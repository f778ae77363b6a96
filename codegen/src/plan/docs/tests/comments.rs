//! Properties of comments with any description and any code span in a sentence: rustdoc runs nothing of them, they have
//! no hidden characters, and the sentences are what the generator wrote.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::super::{Comment, Sentence, characters};
use super::fragments::{FRAGMENTS, Texts};

/// The ways out of a comment, a code block and a code span.
const WAYS_OUT: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "\n    ",
    "\n\t",
    "    ",
    "\t",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    "\n```",
    "```",
    "~~~",
    "````",
    "`",
    "``",
    "\n```rust\n",
    "\n```ignore\n",
    "\n~~~ {.rust}\n",
    "\n```should_panic,edition2021\n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "> ```\n",
    "-     ",
    "\n# ",
    "#",
    "///",
    "//!",
    "*/",
    "/**",
    "]",
    "[",
    "[`A`]",
    "](b)",
    "\n[a]: b\n",
    "\\",
    "|",
    "\n|a|\n|-|\n",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<!--",
    "-->",
    "<div>\n",
    "<b>",
    "&#10;",
    "&#96;",
    "&#x202e;",
    "\"",
    "'",
    "panic!()",
    "\u{0}",
    "\u{1b}[0m",
    "\u{7f}",
    "\u{9b}",
    "\u{202a}",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{61c}",
    "\u{feff}",
    "\u{e0001}",
    "é",
    "😀",
];

/// rustc's list for the lint `text_direction_codepoint_in_comment`, line separators and control characters.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(letter, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The events that rustdoc reads from lines.
fn events(markdown: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options).collect()
}

/// Whether rustdoc takes a code block for Rust.
fn is_run(kind: &CodeBlockKind<'_>) -> bool {
    let CodeBlockKind::Fenced(info) = kind else {
        return true;
    };
    let known = [
        "rust",
        "should_panic",
        "no_run",
        "custom",
        "test_harness",
        "compile_fail",
    ];
    let mut words = info.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.all(|word| {
        known.contains(&word)
            || ["ignore", "edition"]
                .iter()
                .any(|start| word.starts_with(start))
            || word.is_empty()
    })
}

/// The paragraph of a sentence with a code span.
fn paragraph(code: &str) -> [Event<'_>; 5] {
    [
        Event::Start(Tag::Paragraph),
        Event::Text("Pattern: ".into()),
        Event::Code(code.into()),
        Event::Text(".".into()),
        Event::End(TagEnd::Paragraph),
    ]
}

fn check(description: &str, text: &str) {
    let sentence = || Sentence::new("Pattern: ").code(text).words(".");
    let comment = Comment::of(description).after(sentence()).with(sentence());
    let lines = comment.lines();
    let of = || format!("{description:?} and {text:?}:\n{}", lines.join("\n"));
    for line in &lines {
        assert!(!line.contains(is_hidden), "{line:?} of {}", of());
    }
    let markdown = lines.join("\n");
    let events = events(&markdown);
    for event in &events {
        let runs = matches!(event, Event::Start(Tag::CodeBlock(kind)) if is_run(kind));
        assert!(!runs, "{event:?} of {}", of());
    }
    let shown = characters::escaped(text);
    let expected = paragraph(&shown);
    assert_eq!(events.get(..5), Some(&expected[..]), "of {}", of());
    let last = events.len().saturating_sub(5);
    assert_eq!(events.get(last..), Some(&expected[..]), "of {}", of());
}

/// The variables `DOCS_COMMENTS` and `DOCS_SEED` set the number of comments and the seed.
#[test]
fn nothing_leaves_a_comment() {
    let variable = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let count = variable("DOCS_COMMENTS").unwrap_or(100_000);
    let seed = variable("DOCS_SEED").unwrap_or(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = u64::try_from(threads).unwrap_or(1);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                let mut texts = Texts::new(seed + 1_000_003 * (thread + 1));
                for round in 0..count / threads {
                    let fragments = if round % 4 == 0 { FRAGMENTS } else { WAYS_OUT };
                    check(&texts.text(fragments), &texts.text(WAYS_OUT));
                }
            });
        }
    });
}

#[test]
fn sentences_show_any_text() {
    let is = |text: &str, line: &str| {
        assert_eq!(Sentence::default().code(text).as_str(), line, "of {text:?}");
    };
    is("^[a-z]+$", "`^[a-z]+$`");
    is("", "`\"\"`");
    is("`", "`` ` ``");
    is(" a ", "`  a  `");
    is(
        "/x\n```\npanic!();\n```",
        "```` /x\\n```\\npanic!();\\n``` ````",
    );
    is("\u{202a}C:/x", "`\\u{202a}C:/x`");
    is("a\tb\u{0}\u{2028}", "`a\\tb\\u{0}\\u{2028}`");
    let part = Sentence::new("Pattern: ").code("a.").words(".").part();
    assert_eq!(part.as_str(), "pattern: `a.`");
    assert_eq!(
        Sentence::new("At most ")
            .number("1\n`2")
            .words(".")
            .as_str(),
        "At most 12."
    );
    assert_eq!(Sentence::default().link("A::b`\n]").as_str(), "[`A::b`]");
}
