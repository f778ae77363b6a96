//! Code: the names of languages that may stand on a fence, and the text within.
//!
//! In: the info string of a fence or a class attribute, and code as written. Out: a known name and
//! clean lines. Guaranteed: the name is never one that rustdoc takes for Rust.

use super::characters::visible;

/// Names as authors write them, and the name that is printed. What is not here is `text`.
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

/// What a fence says when nothing else is known.
pub(super) const TEXT: &str = "text";

/// The name for a fence from an info string (`JSON title="x"`, `language-json`).
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

/// The lines of a code block: no blank line at either end, no space at the end of a line.
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

/// The length of the longest run of backticks.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|ch| ch != '`').map(str::len).max().unwrap_or(0)
}
