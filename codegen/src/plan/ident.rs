//! Words of a document → an identifier.
//!
//! In: any text, and what it is to name. Out: an identifier of Rust, in its case, that is no keyword; whether another one
//! has it is a matter of [`names`](super::names). Guaranteed: the same words give the same identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// What a name is for, which decides its case and what it may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Type,
    Variant,
    Field,
    Method,
    Module,
}

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// An identifier for these words.
pub(super) fn ident(raw: &str, use_: Use) -> String {
    // All letters are of ASCII by now.
    let mut cased = cased(&spell(raw), use_);
    cased.truncate(longest(use_));
    let cased = if cased.is_empty() {
        fallback(use_)
    } else {
        cased
    };
    if cased.starts_with(|first: char| first.is_ascii_digit()) {
        // A module must not share its name with a type in it.
        let digits = cased
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '_');
        let prefix = match use_ {
            Use::Module => "m",
            // A name of digits alone tells a reader nothing, says clippy.
            Use::Field | Use::Method if digits => "n",
            Use::Type | Use::Variant | Use::Field | Use::Method => "_",
        };
        return format!("{prefix}{cased}");
    }
    if KEYWORDS.contains(&cased.as_str()) || cased == "Self" {
        return format!("{cased}_");
    }
    cased
}

/// The words in the case of what they name. Where none has a capital there is nothing to look for inside them, and that
/// is how most documents write them.
fn cased(words: &str, use_: Use) -> String {
    let has_capitals = words.contains(|letter: char| letter.is_ascii_uppercase());
    let words_of = || {
        let words = words.split(|letter: char| !letter.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    match use_ {
        Use::Type | Use::Variant if has_capitals => words.to_upper_camel_case(),
        Use::Type | Use::Variant => words_of().map(capitalised).collect(),
        Use::Field | Use::Method | Use::Module if has_capitals => words.to_snake_case(),
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

/// The words of an identifier, lower case: how names are compared.
pub(super) fn words(raw: &str) -> Vec<String> {
    let snake = spell(raw).to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// File systems end names at 255 bytes, and rustdoc makes a file of every type.
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

/// Everything that Rust has no letters for, in words.
///
/// Rust would take most letters of Unicode, but warns of many of them and compares them normalised; ASCII is what
/// everyone can type.
fn spell(raw: &str) -> String {
    if raw.is_empty() {
        return "empty".to_owned();
    }
    let ascii = if raw.is_ascii() {
        raw.to_owned()
    } else {
        deunicode::deunicode_with_tofu(raw, " ")
    };
    if ascii.contains(|letter: char| letter.is_ascii_alphanumeric()) {
        return with_signs(&ascii);
    }
    ascii.chars().map(symbol).collect::<Vec<_>>().join(" ")
}

/// The signs that tell two names apart in words: `-name` from `name`, `start<` from `start>`, `GMT+1` from `GMT-1`.
/// Elsewhere they stand between words, as a space does.
fn with_signs(ascii: &str) -> String {
    let core = ascii.trim_end_matches(['<', '>', '=', '+', '#', '*', '%']);
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
    for sign in ascii[core.len()..].chars() {
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
