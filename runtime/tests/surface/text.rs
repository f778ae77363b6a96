//! Tokens as rustfmt would print them on one line.

use quote::ToTokens;

/// `Option<impl Into<String>>`
pub fn of(tokens: &impl ToTokens) -> String {
    let mut text = String::new();
    let tokens = tokens.to_token_stream().to_string();
    let words = tokens.split_whitespace();
    for word in words {
        let before = text.chars().last().unwrap_or('(');
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '\'';
        let first = word.chars().next().unwrap_or(' ');
        let is_apart = match word {
            "->" | "=" | "+" => true,
            _ => {
                is_name(first) && (is_name(before) || matches!(before, '>' | ')' | ']'))
                    || (matches!(first, '(' | '[' | '&' | '<') && ends_with_keyword(&text))
            }
        };
        if is_apart && !text.is_empty() && before != ' ' {
            text.push(' ');
        }
        text.push_str(word);
        if matches!(word, "->" | "=" | "+" | "," | ":") {
            text.push(' ');
        }
    }
    text.trim_end().replace(", )", ")").replace(", >", ">")
}

/// Whether a bracket after the text is not that of the last name.
fn ends_with_keyword(text: &str) -> bool {
    ["impl", "dyn", "mut", "as", "for"]
        .iter()
        .any(|keyword| text == *keyword || text.ends_with(&format!(" {keyword}")))
}
