//! Texts that an author of a document can write to change what a report shows, and what no report may contain.

use crate::random::Random;

/// What has a meaning to a terminal, to GitHub Actions, to Markdown or to GitHub.
const FRAGMENTS: &[&str] = &[
    "@team",
    "a@b.example",
    "fixes #12",
    "#12",
    "GH-12",
    "c0ffee1",
    "owner/repo#3",
    ":tada:",
    "$x$",
    "$$",
    "![](https://evil.example/a.png)",
    "![a](b)",
    "[x](y)",
    "[x]: https://evil.example",
    "[^1]",
    "[ ]",
    "[x]",
    "](",
    "<img src=x>",
    "</details>",
    "<details>",
    "<!--",
    "-->",
    "<https://evil.example>",
    "<script>",
    "</code>",
    "<b>",
    "https://evil.example",
    "http://evil.example/?a=b",
    "www.evil.example",
    "ftp://evil.example",
    "mailto:a@b.c",
    "`",
    "``",
    "```",
    "~~~",
    "|",
    "||",
    "\\|",
    "\\\\|",
    "\\",
    "\\`",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "~",
    "^",
    "{a}",
    "{b}",
    "{s}",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n# ",
    "\n- ",
    "\n| a | b |\n| - | - |\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{b}",
    "\u{1b}[2J",
    "\u{1b}]8;;https://evil.example\u{7}",
    "\u{9b}1m",
    "\u{202e}",
    "\u{2066}",
    "\u{61c}",
    "\u{200f}",
    "\u{2028}",
    "\u{feff}",
    "\u{e0041}",
    "::error::x",
    "\n::error file=a::b",
    "  ::set-output name=a::b",
    "::",
    "##[error]x",
    "##[set-output name=a;]b",
    "##",
    "##[",
    "%0A::error::x",
    "%",
    "&copy;",
    "&#64;team",
    "&",
    "- ",
    "1. ",
    "> ",
    "# ",
    "---",
    "===",
    "+",
    "    ",
    " ",
    "  ",
    "a",
    "1",
    "pet",
    "größe",
    "日本",
    "👩\u{200d}🚀",
    "e\u{301}",
    "(",
    ")",
    "[",
    "]",
    "!",
    "#",
    "@",
    "<",
    ">",
    "\"",
    "'",
    ",",
    ":",
    ";",
    "=",
    "/",
];

/// Random texts. The same seed gives the same texts.
#[derive(Debug)]
pub struct Hostile(Random);

impl Hostile {
    pub fn new(seed: u64) -> Self {
        Hostile(Random::new(seed))
    }

    /// A random number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }

    /// A text of one fragment or several.
    pub fn text(&mut self) -> String {
        let count = 1 + self.below(4);
        let fragments = (0..count).map(|_| FRAGMENTS[self.below(FRAGMENTS.len())]);
        fragments.collect()
    }
}

/// Returns the first line of a report that can have an effect. Workflow commands are allowed if they begin with one of
/// `commands`.
pub fn effect<'t>(report: &'t str, commands: &[&str]) -> Option<&'t str> {
    let is_unsafe = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    report.split('\n').find(|line| {
        let is_command = line.trim_start().starts_with("::");
        let is_ours = commands.iter().any(|command| line.starts_with(command));
        line.contains(is_unsafe) || line.contains("##[") || is_command && !is_ours
    })
}
