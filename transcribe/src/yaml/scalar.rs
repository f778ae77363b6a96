//! Strings as plain, quoted or block scalars.
//!
//! The scalar parses to the same string in YAML 1.1 and YAML 1.2, and shows all characters that it has.

use oascribe_codegen::diag::escape::has_an_effect;

/// Whether a character can't be seen, or can't be in YAML without an escape.
fn is_odd(char: char) -> bool {
    has_an_effect(char) || matches!(char, '\u{fffe}' | '\u{ffff}')
}

/// A string on one line, with quotes if it needs them.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    quoted(text)
}

/// A string in a list on one line, where commas and brackets are syntax.
pub fn in_flow(text: &str) -> String {
    if is_plain(text) && !text.contains([',', '[', ']', '{', '}']) {
        return text.to_owned();
    }
    quoted(text)
}

/// A string as a block scalar. Returns `None` if it has a single line, or characters that a block can't hold.
pub fn block(text: &str, indent: usize) -> Option<String> {
    let body = text.trim_end_matches('\n');
    let fits = body.contains('\n')
        && !body.starts_with([' ', '\n'])
        && !body.chars().any(|char| is_odd(char) && char != '\n');
    if !fits {
        return None;
    }
    let mut out = String::from(" |\n");
    for line in body.lines() {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
        out.push('\n');
    }
    Some(out)
}

fn quoted(text: &str) -> String {
    if text.chars().any(is_odd) {
        return double(text);
    }
    // Double quotes read better around an apostrophe, single quotes around a backslash.
    match text.contains('\'') && !text.contains(['"', '\\']) {
        true => format!("\"{text}\""),
        false => format!("'{}'", text.replace('\'', "''")),
    }
}

fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            char if is_odd(char) => match u32::from(char) {
                code @ ..=0xffff => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let second = text.chars().nth(1);
    let begins = match first {
        '-' | '?' | ':' => {
            second.is_some_and(|char| !char.is_whitespace()) && !text.starts_with("---")
        }
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%'
        | '@' | '`' | '=' => false,
        first => !first.is_whitespace(),
    };
    begins
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(is_odd)
        && !means_something_else(text)
}

/// Whether YAML reads the text as a number, a date, a boolean or `null`.
fn means_something_else(text: &str) -> bool {
    let words = [
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "<<", "...",
    ];
    let small = text.to_lowercase();
    let digits = small.trim_start_matches(['+', '-']).replace('_', "");
    let based = ["0x", "0o", "0b"]
        .iter()
        .any(|base| digits.starts_with(base));
    let number = !digits.is_empty() && digits.parse::<f64>().is_ok();
    // `10:30` is a number in YAML 1.1.
    let base_60 = digits.contains(':')
        && digits
            .chars()
            .all(|it| it.is_ascii_digit() || it == ':' || it == '.');
    let mut parts = digits
        .splitn(3, '-')
        .map(|part| part.starts_with(|it: char| it.is_ascii_digit()));
    let date = digits.len() >= 8 && digits.as_bytes().get(4) == Some(&b'-') && parts.all(|is| is);
    words.contains(&small.as_str())
        || small.ends_with(".inf")
        || small == ".nan"
        || based
        || number
        || base_60
        || date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_nobody_sees_are_escaped() {
        let texts = [
            "a\u{202e}b",
            "\u{feff}a",
            "a\u{2028}b",
            "a\u{1b}[2J",
            "\u{e0041}",
            "\u{ffff}",
            "\u{85}",
            "a\r",
        ];
        for text in texts {
            let lines = format!("a\n{text}");
            assert_eq!(block(&lines, 2), None, "{text:?}");
            for text in [text, &lines] {
                for written in [scalar(text), in_flow(text)] {
                    assert!(!written.contains(is_odd), "{written}");
                    let read: String = serde_yaml::from_str(&written).expect("YAML");
                    assert_eq!(read, text, "{written}");
                }
            }
        }
    }
}
