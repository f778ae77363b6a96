//! Words of a document → an identifier.
//!
//! In: any text, and the kind of item to name. Out: a Rust identifier in the right case that is not a keyword and,
//! for a module, can be the name of a file on every platform.
//! [`names`](super::names) makes it unique. Guaranteed: the same words give the same identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::acronyms;
use crate::identifier::{is_device, is_keyword};

/// The kind of item that is named. It decides the case and the names that are not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Type,
    Variant,
    Field,
    Method,
    Module,
}

/// An identifier for these words.
pub(super) fn ident(raw: &str, use_: Use) -> String {
    // All letters are ASCII here.
    let mut cased = cased(&to_ascii(raw), use_);
    cased.truncate(longest(use_));
    let cased = if cased.is_empty() {
        fallback(use_)
    } else {
        cased
    };
    if cased.starts_with(|first: char| first.is_ascii_digit()) {
        // A module must not have the name of a type in it.
        let digits = cased
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '_');
        let prefix = match use_ {
            Use::Module => "m",
            // clippy warns of names that have only digits.
            Use::Field | Use::Method if digits => "n",
            Use::Type | Use::Variant | Use::Field | Use::Method => "_",
        };
        return format!("{prefix}{cased}");
    }
    if is_keyword(&cased) || (use_ == Use::Module && is_device(&cased)) {
        return format!("{cased}_");
    }
    cased
}

/// The words in the case of the item. Words without capitals, as in most documents, need no further splitting.
fn cased(words: &str, use_: Use) -> String {
    let has_capitals = words.contains(|letter: char| letter.is_ascii_uppercase());
    let words_of = || {
        let words = words.split(|letter: char| !letter.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    match use_ {
        Use::Type | Use::Variant if has_capitals => words.to_upper_camel_case(),
        Use::Type | Use::Variant => words_of().map(capitalised).collect(),
        Use::Field | Use::Method | Use::Module if has_capitals => {
            acronyms::join(words).to_snake_case()
        }
        Use::Field | Use::Method | Use::Module => words_of().collect::<Vec<_>>().join("_"),
    }
}

fn capitalised(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// The words of an identifier in lower case, for comparison.
pub(super) fn words(raw: &str) -> Vec<String> {
    let snake = acronyms::join(&to_ascii(raw)).to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// File systems limit names to 255 bytes, and rustdoc writes a file for every type.
fn longest(use_: Use) -> usize {
    match use_ {
        Use::Module => 80,
        Use::Type | Use::Variant | Use::Field | Use::Method => 200,
    }
}

fn fallback(use_: Use) -> String {
    match use_ {
        Use::Type => "Type".to_owned(),
        Use::Variant => "Value".to_owned(),
        Use::Field | Use::Method => "value".to_owned(),
        Use::Module => "module".to_owned(),
    }
}

/// The text in ASCII, with words for characters that Rust does not allow.
///
/// Rust accepts most letters of Unicode, but warns of many of them and compares them in a normalized form. ASCII is easy
/// to type.
fn to_ascii(raw: &str) -> String {
    if raw.is_empty() {
        return "empty".to_owned();
    }
    let ascii = if raw.is_ascii() {
        raw.to_owned()
    } else {
        // Guillemets are brackets of generics in the names of some servers; in ASCII they would be signs.
        let words = raw.replace(['«', '»', '‹', '›', '《', '》', '〈', '〉'], " ");
        deunicode::deunicode_with_tofu(&words, " ")
    };
    if ascii.contains(|letter: char| letter.is_ascii_alphanumeric()) {
        return with_signs(&ascii);
    }
    ascii.chars().map(symbol).collect::<Vec<_>>().join(" ")
}

/// Words for the signs that distinguish names: `-name` from `name`, `start<` from `start>`, `GMT+1` from `GMT-1`.
/// Elsewhere a sign only separates words.
fn with_signs(ascii: &str) -> String {
    let core = ascii.trim_end_matches(['<', '>', '=', '+', '#', '*', '%']);
    let mut signs = &ascii[core.len()..];
    // `Page<Item>` has brackets, not signs.
    for _ in core.matches('<') {
        signs = signs.strip_prefix('>').unwrap_or(signs);
    }
    let mut words = String::with_capacity(ascii.len());
    let mut letters = core.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let sign = match letter {
            '+' => next.is_ascii_digit() || words.is_empty() && next.is_ascii_alphanumeric(),
            '-' => words.is_empty() && next.is_ascii_alphanumeric(),
            _ => false,
        };
        if sign {
            words.push(' ');
            words.push_str(symbol(letter));
            words.push(' ');
        } else {
            words.push(letter);
        }
    }
    for sign in signs.chars() {
        words.push(' ');
        words.push_str(symbol(sign));
    }
    words
}

fn symbol(letter: char) -> &'static str {
    match letter {
        '!' => "not",
        '"' | '\'' | '`' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '|' => "pipe",
        '~' => "tilde",
        ' ' => "space",
        _ => "",
    }
}
