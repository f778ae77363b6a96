//! Escapes of text that comes from a document or a file name.
//!
//! In: any text. Out: one line that shows the same text. Guaranteed: the line has no control character and no character
//! that changes the direction of text or is invisible, and it is no instruction for GitHub Actions. There is one function
//! for each format; every report prints text of documents through one of them.

pub use crate::hidden::has_an_effect;

/// Escapes characters one after the other, because `##[` is escaped and `[` is not.
#[derive(Debug, Default)]
pub(super) struct Escape {
    /// The number of `#` directly before the next character.
    hashes: usize,
}

impl Escape {
    /// Returns the escape of a character. Returns `None` if the character can be printed.
    pub(super) fn next(&mut self, c: char) -> Option<String> {
        let hashes = std::mem::take(&mut self.hashes);
        match c {
            '\n' | '\r' | '\t' => Some(c.escape_default().to_string()),
            '#' => {
                self.hashes = hashes + 1;
                None
            }
            // GitHub Actions runs `##[command]` anywhere in a line.
            '[' if hashes >= 2 => Some(unicode(c)),
            _ => has_an_effect(c).then(|| unicode(c)),
        }
    }
}

/// For terminals and logs: a part of a line.
///
/// Other characters than printable ones are shown as in Rust: `\n`, `\u{1b}`.
pub fn plain(text: &str) -> String {
    let mut escape = Escape::default();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match escape.next(c) {
            Some(escaped) => out.push_str(&escaped),
            None => out.push(c),
        }
    }
    out
}

/// For terminals and logs: a complete line, which GitHub Actions must not read as a workflow command.
pub fn line(text: &str) -> String {
    let text = plain(text);
    let start = text.len() - text.trim_start().len();
    match text[start..].starts_with("::") {
        true => format!("{}{}{}", &text[..start], unicode(':'), &text[start + 1..]),
        false => text,
    }
}

/// For the message of a workflow command of GitHub Actions, which may have several lines.
pub fn message<'t>(lines: impl IntoIterator<Item = &'t str>) -> String {
    let lines = lines
        .into_iter()
        .map(|line| plain(line).replace('%', "%25"));
    lines.collect::<Vec<_>>().join("%0A")
}

/// For a property of a workflow command, such as the file name.
pub fn property(text: &str) -> String {
    let text = plain(text).replace('%', "%25");
    text.replace(':', "%3A").replace(',', "%2C")
}

/// For programs that read JSON: the same JSON with `\u` escapes that serde_json does not write.
///
/// All escaped characters are in strings, because JSON allows none of them between values.
pub fn json(json: &str) -> String {
    let mut escape = Escape::default();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || escape.next(c).is_none() {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out
}

/// For the path or the fragment of a URI: everything that RFC 3986 does not allow there is percent-encoded.
pub fn uri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn unicode(c: char) -> String {
    c.escape_unicode().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_for_terminals() {
        assert_eq!(
            plain("größe [1] ## 👩\u{200d}🚀"),
            "größe [1] ## 👩\u{200d}🚀"
        );
        assert_eq!(
            plain("a\nb\r\t\u{1b}[0m\u{9b}\u{7f}"),
            r"a\nb\r\t\u{1b}[0m\u{9b}\u{7f}"
        );
        assert_eq!(
            plain("\u{202e}a\u{2066}\u{61c}\u{e0041}"),
            r"\u{202e}a\u{2066}\u{61c}\u{e0041}"
        );
        assert_eq!(
            plain("a ##[set-output name=a]b ###[c] #[d]"),
            r"a ##\u{5b}set-output name=a]b ###\u{5b}c] #[d]"
        );
        assert_eq!(line("  ::error::a\n::b"), r"  \u{3a}:error::a\n::b");
        assert_eq!(line("std::fmt"), "std::fmt");
    }

    #[test]
    fn text_for_workflow_commands() {
        assert_eq!(
            message(["50%", "::error::\r\n\u{1b}"]),
            r"50%25%0A::error::\r\n\u{1b}"
        );
        assert_eq!(property("a,b:c\n%"), r"a%2Cb%3Ac\n%25");
    }

    #[test]
    fn json_stays_the_same_json() {
        let text = "\u{7f}\u{85}\u{202e}\u{e0041}##[a]\n\u{1b}é";
        let safe = json(&serde_json::to_string_pretty(&[text]).unwrap());
        assert_eq!(
            safe,
            "[\n  \"\\u007f\\u0085\\u202e\\udb40\\udc41##\\u005ba]\\n\\u001bé\"\n]"
        );
        assert_eq!(serde_json::from_str::<Vec<String>>(&safe).unwrap(), [text]);
    }
}
