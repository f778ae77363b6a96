//! Patterns of the sentences that state constraints.
//!
//! A pattern consists of words and placeholders: `{n}` a number, `{range}` two numbers, `{code}` code, `{value}` one word,
//! `{each}` nothing, `for each value` or `for each key`. A sentence states a constraint only if all of it matches.

use crate::facts::{Keyword, Target};
use crate::markdown::{Inline, Kind, Sentence, plain};

/// The values that placeholders matched.
#[derive(Default)]
struct Captures {
    numbers: Vec<i128>,
    text: String,
    target: Option<Target>,
}

#[derive(Clone, Copy)]
enum Meaning {
    MinLength,
    MaxLength,
    Length,
    ExactLength,
    Minimum,
    Maximum,
    Range,
    Exactly,
    Above,
    Below,
    Pattern(Target),
    MinCount,
    MaxCount,
    Count,
    ExactCount,
    CountAbove,
    Default,
}

const PATTERNS: &[(&str, Meaning)] = &[
    (
        "The maximum string length in characters {each} is {n}",
        Meaning::MaxLength,
    ),
    (
        "The minimum string length in characters {each} is {n}",
        Meaning::MinLength,
    ),
    (
        "The string length in characters {each} must be {range}",
        Meaning::Length,
    ),
    (
        "The string length in characters {each} must be equal to {n}",
        Meaning::ExactLength,
    ),
    (
        "The string length in characters {each} must be at least {n}",
        Meaning::MinLength,
    ),
    ("{range} characters long", Meaning::Length),
    (
        "Value must match the regular expression {code}",
        Meaning::Pattern(Target::Field),
    ),
    (
        "Each value must match the regular expression {code}",
        Meaning::Pattern(Target::EachValue),
    ),
    (
        "Each key must match the regular expression {code}",
        Meaning::Pattern(Target::EachKey),
    ),
    ("The maximum value {each} is {n}", Meaning::Maximum),
    ("The minimum value {each} is {n}", Meaning::Minimum),
    ("Acceptable values {each} are {range}", Meaning::Range),
    (
        "Acceptable values {each} are {range} inclusive",
        Meaning::Range,
    ),
    ("Value must be equal to {n}", Meaning::Exactly),
    ("Value must be greater than {n}", Meaning::Above),
    ("Value must be less than {n}", Meaning::Below),
    ("Default value: {value}", Meaning::Default),
    ("Default value is {value}", Meaning::Default),
    ("The default value is {value}", Meaning::Default),
    ("Defaults to {value}", Meaning::Default),
    ("The maximum number of elements is {n}", Meaning::MaxCount),
    ("The minimum number of elements is {n}", Meaning::MinCount),
    ("The number of elements must be {range}", Meaning::Count),
    (
        "The number of elements must be in the range {range}",
        Meaning::Count,
    ),
    (
        "The number of elements must be equal to {n}",
        Meaning::ExactCount,
    ),
    (
        "The number of elements must be greater than {n}",
        Meaning::CountAbove,
    ),
    ("No more than {n} per resource", Meaning::MaxCount),
];

/// The constraints that a sentence states. Returns `None` unless the whole sentence matches a pattern.
pub fn constraints(sentence: &Sentence) -> Option<(Vec<Keyword>, Target)> {
    let tokens = tokens(sentence);
    PATTERNS.iter().find_map(|(pattern, meaning)| {
        let captures = match_pattern(pattern, &tokens)?;
        keywords(*meaning, &captures)
    })
}

/// Whether a sentence seems to state a limit, although it matches no pattern.
pub fn looks_like_limit(sentence: &Sentence) -> bool {
    let text = plain(&sentence.inlines).to_lowercase();
    let words = [
        "maximum ",
        "minimum ",
        "no more than ",
        "at most ",
        "at least ",
        " characters long",
    ];
    let number = text
        .split_whitespace()
        .any(|word| number(word).is_some() || range(word).is_some());
    number && words.iter().any(|word| text.contains(word))
}

/// The fields of `includes only one of the fields …`, of which at most one is set.
pub fn one_of(sentence: &Sentence) -> Option<Vec<String>> {
    const WORDS: [&str; 6] = ["includes", "only", "one", "of", "the", "fields"];
    let tokens = tokens(sentence);
    let mut rest = tokens.as_slice();
    if let [Token::Code(_), after @ ..] = rest {
        rest = after;
    }
    for expected in WORDS {
        match rest {
            [Token::Word(word), after @ ..] if word.eq_ignore_ascii_case(expected) => rest = after,
            _ => return None,
        }
    }
    let names = rest.iter().filter_map(|token| match token {
        Token::Code(name) => Some(name.clone()),
        Token::Word(_) => None,
    });
    let names: Vec<String> = names.collect();
    (names.len() > 1).then_some(names)
}

/// Recognises `Required` and `Required field`.
pub fn required(sentence: &Sentence) -> Option<RequiredWording> {
    match plain(&sentence.inlines).trim().trim_end_matches('.') {
        "Required" => Some(RequiredWording::Short),
        "Required field" => Some(RequiredWording::WithField),
        _ => None,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredWording {
    Short,
    WithField,
}

/// Whether a sentence states a deprecation.
pub fn deprecated(sentence: &Sentence) -> bool {
    let text = plain(&sentence.inlines).to_lowercase();
    let first = text.split(|char: char| !char.is_alphanumeric()).next();
    let subjects = [
        "this field is deprecated",
        "the field is deprecated",
        "field is deprecated",
    ];
    first == Some("deprecated")
        || subjects.iter().any(|subject| text.starts_with(subject))
        || text.starts_with("this method is deprecated")
}

#[derive(Debug)]
enum Token {
    Word(String),
    Code(String),
}

fn tokens(sentence: &Sentence) -> Vec<Token> {
    fn collect(inlines: &[Inline], out: &mut Vec<Token>) {
        for inline in inlines {
            match &inline.kind {
                Kind::Text(text) => {
                    let words = text.split_whitespace().map(str::to_owned);
                    out.extend(words.map(Token::Word));
                }
                Kind::Code(code) => out.push(Token::Code(code.clone())),
                Kind::Strong(inner) | Kind::Emphasis(inner) | Kind::Link { text: inner, .. } => {
                    collect(inner, out);
                }
                Kind::Break => {}
            }
        }
    }
    let mut out = Vec::new();
    collect(&sentence.inlines, &mut out);
    if let Some(Token::Word(last)) = out.last_mut() {
        *last = last.trim_end_matches('.').to_owned();
    }
    out.retain(|token| !matches!(token, Token::Word(word) if word.is_empty()));
    out
}

fn match_pattern(pattern: &str, tokens: &[Token]) -> Option<Captures> {
    let mut captures = Captures::default();
    let mut rest = tokens;
    for expected in pattern.split(' ') {
        let taken = match expected {
            "{each}" => each(rest, &mut captures),
            "{range}" => pair(rest, &mut captures)?,
            "{n}" => {
                let (Token::Word(text) | Token::Code(text)) = rest.first()?;
                captures.numbers.push(number(text)?);
                1
            }
            "{code}" => match rest.first()? {
                Token::Code(code) => {
                    captures.text.clone_from(code);
                    1
                }
                Token::Word(_) => return None,
            },
            "{value}" => {
                let (Token::Word(text) | Token::Code(text)) = rest.first()?;
                captures.text = text.trim_matches(['"', '“', '”']).to_owned();
                1
            }
            word => match rest.first()? {
                Token::Word(found) if found.eq_ignore_ascii_case(word) => 1,
                _ => return None,
            },
        };
        rest = &rest[taken..];
    }
    rest.is_empty().then_some(captures)
}

fn each(rest: &[Token], captures: &mut Captures) -> usize {
    if let [Token::Word(one), Token::Word(two), Token::Word(what), ..] = rest
        && one == "for"
        && two == "each"
    {
        captures.target = match what.as_str() {
            "value" => Some(Target::EachValue),
            "key" => Some(Target::EachKey),
            _ => return 0,
        };
        return 3;
    }
    0
}

fn pair(rest: &[Token], captures: &mut Captures) -> Option<usize> {
    if let Some(Token::Word(first)) = rest.first()
        && let Some((from, to)) = range(first)
    {
        captures.numbers.extend([from, to]);
        return Some(1);
    }
    if let [Token::Word(from), Token::Word(word), Token::Word(to), ..] = rest
        && ["to", "-", "–", "—"].contains(&word.as_str())
    {
        captures.numbers.extend([number(from)?, number(to)?]);
        return Some(3);
    }
    None
}

/// `8-128`.
fn range(word: &str) -> Option<(i128, i128)> {
    let mut dash = word.char_indices().skip(1);
    let (at, dash) = dash.find(|(_, char)| matches!(char, '-' | '–' | '—'))?;
    Some((number(&word[..at])?, number(&word[at + dash.len_utf8()..])?))
}

/// `1000`, `1,000`, `1000,` and `-1`.
fn number(word: &str) -> Option<i128> {
    let word = word.trim_end_matches(',');
    let digits = word.strip_prefix('-').unwrap_or(word);
    if digits.is_empty()
        || !digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b',')
    {
        return None;
    }
    word.replace(',', "").parse().ok()
}

fn keywords(meaning: Meaning, captures: &Captures) -> Option<(Vec<Keyword>, Target)> {
    let first = captures.numbers.first().copied();
    let second = captures.numbers.get(1).copied();
    let count = |number: Option<i128>| number.and_then(|number| u64::try_from(number).ok());
    let target = captures.target.unwrap_or(Target::Field);
    let keywords = match meaning {
        Meaning::MinLength => vec![Keyword::MinLength(count(first)?)],
        Meaning::MaxLength => vec![Keyword::MaxLength(count(first)?)],
        Meaning::Length => vec![
            Keyword::MinLength(count(first)?),
            Keyword::MaxLength(count(second)?),
        ],
        Meaning::ExactLength => vec![
            Keyword::MinLength(count(first)?),
            Keyword::MaxLength(count(first)?),
        ],
        Meaning::Minimum => vec![Keyword::Minimum(first?)],
        Meaning::Maximum => vec![Keyword::Maximum(first?)],
        Meaning::Range => vec![Keyword::Minimum(first?), Keyword::Maximum(second?)],
        Meaning::Exactly => vec![Keyword::Minimum(first?), Keyword::Maximum(first?)],
        Meaning::Above => vec![Keyword::ExclusiveMinimum(first?)],
        Meaning::Below => vec![Keyword::ExclusiveMaximum(first?)],
        Meaning::Pattern(target) => {
            return Some((vec![Keyword::Pattern(captures.text.clone())], target));
        }
        Meaning::MinCount => vec![Keyword::MinCount(count(first)?)],
        Meaning::MaxCount => vec![Keyword::MaxCount(count(first)?)],
        Meaning::Count => vec![
            Keyword::MinCount(count(first)?),
            Keyword::MaxCount(count(second)?),
        ],
        Meaning::ExactCount => vec![
            Keyword::MinCount(count(first)?),
            Keyword::MaxCount(count(first)?),
        ],
        Meaning::CountAbove => vec![Keyword::MinCount(count(first)?.checked_add(1)?)],
        Meaning::Default => vec![Keyword::Default(captures.text.clone())],
    };
    Some((keywords, target))
}
