//! Code blocks, with their language and their lines, and code spans.
//!
//! The language is one of a fixed list, which contains nothing that rustdoc treats as Rust.

use super::characters::visible;
use super::escape::Context;

/// The names that authors use, and the name that is printed. All others are printed as `text`.
const LANGUAGES: &[(&str, &str)] = &[
    ("bash", "bash"),
    ("c", "c"),
    ("cpp", "cpp"),
    ("console", "console"),
    ("cs", "csharp"),
    ("csharp", "csharp"),
    ("css", "css"),
    ("csv", "csv"),
    ("curl", "bash"),
    ("diff", "diff"),
    ("go", "go"),
    ("graphql", "graphql"),
    ("html", "html"),
    ("http", "http"),
    ("ini", "ini"),
    ("java", "java"),
    ("javascript", "javascript"),
    ("js", "javascript"),
    ("json", "json"),
    ("json5", "json5"),
    ("jsonc", "json"),
    ("jsonl", "jsonl"),
    ("kotlin", "kotlin"),
    ("lua", "lua"),
    ("php", "php"),
    ("powershell", "powershell"),
    ("proto", "protobuf"),
    ("protobuf", "protobuf"),
    ("py", "python"),
    ("python", "python"),
    ("rb", "ruby"),
    ("ruby", "ruby"),
    ("sh", "sh"),
    ("shell", "sh"),
    ("sql", "sql"),
    ("swift", "swift"),
    ("toml", "toml"),
    ("ts", "typescript"),
    ("typescript", "typescript"),
    ("xml", "xml"),
    ("yaml", "yaml"),
    ("yml", "yaml"),
];

/// The language of a code block if it is unknown.
pub(super) const TEXT: &str = "text";

/// Returns the language of an info string (`JSON title="x"`) or a class (`language-json`).
pub(super) fn language(info: &str) -> &'static str {
    let word = info
        .split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | '{'))
        .find(|word| !word.is_empty())
        .unwrap_or("")
        .to_ascii_lowercase();
    let word = word
        .strip_prefix("language-")
        .or_else(|| word.strip_prefix("lang-"))
        .unwrap_or(&word);
    LANGUAGES
        .iter()
        .find(|(name, _)| *name == word)
        .map_or(TEXT, |(_, printed)| printed)
}

/// Splits code into lines, without blank lines at the ends and without trailing spaces.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.split('\n').map(line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..blank);
    lines
}

fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\t' => out.push_str("    "),
            ch if ch.is_whitespace() => out.push(' '),
            ch => out.extend(visible(ch)),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns a code span for any text on one line. Markdown removes one space at both ends, and backticks there would
/// extend the fence.
pub(super) fn span(code: &str, context: Context) -> String {
    let fence = "`".repeat(longest_run(code) + 1);
    let has_spaces = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
    let pad = if has_spaces || code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    match context {
        Context::Line => format!("{fence}{pad}{code}{pad}{fence}"),
        Context::Cell => format!("{fence}{pad}{}{pad}{fence}", code.replace('|', "\\|")),
    }
}

/// Returns the length of the longest run of backticks.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|ch| ch != '`').map(str::len).max().unwrap_or(0)
}
