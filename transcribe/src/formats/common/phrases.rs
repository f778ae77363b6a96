//! The sentences in which constraints are put.
//!
//! In: a sentence. Out: the constraints that it states, if all of it is one of the known phrases. A phrase of words
//! with slots: `{n}` a number, `{range}` two of them, `{code}` code, `{value}` one word, `{each}` nothing or
//! `for each value` or `for each key`.

use crate::facts::{Bound, Target};
use crate::markdown::{Inline, Kind, Sentence, plain};

/// What the slots of a phrase hold.
#[derive(Default)]
struct Slots {
    numbers: Vec<i128>,
    text: String,
    target: Option<Target>,
}

#[derive(Clone, Copy)]
enum Says {
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

const PHRASES: &[(&str, Says)] = &[
    (
        "The maximum string length in characters {each} is {n}",
        Says::MaxLength,
    ),
    (
        "The minimum string length in characters {each} is {n}",
        Says::MinLength,
    ),
    (
        "The string length in characters {each} must be {range}",
        Says::Length,
    ),
    (
        "The string length in characters {each} must be equal to {n}",
        Says::ExactLength,
    ),
    (
        "The string length in characters {each} must be at least {n}",
        Says::MinLength,
    ),
    ("{range} characters long", Says::Length),
    (
        "Value must match the regular expression {code}",
        Says::Pattern(Target::Whole),
    ),
    (
        "Each value must match the regular expression {code}",
        Says::Pattern(Target::EachValue),
    ),
    (
        "Each key must match the regular expression {code}",
        Says::Pattern(Target::EachKey),
    ),
    ("The maximum value {each} is {n}", Says::Maximum),
    ("The minimum value {each} is {n}", Says::Minimum),
    ("Acceptable values {each} are {range}", Says::Range),
    (
        "Acceptable values {each} are {range} inclusive",
        Says::Range,
    ),
    ("Value must be equal to {n}", Says::Exactly),
    ("Value must be greater than {n}", Says::Above),
    ("Value must be less than {n}", Says::Below),
    ("Default value: {value}", Says::Default),
    ("Default value is {value}", Says::Default),
    ("The default value is {value}", Says::Default),
    ("Defaults to {value}", Says::Default),
    ("The maximum number of elements is {n}", Says::MaxCount),
    ("The minimum number of elements is {n}", Says::MinCount),
    ("The number of elements must be {range}", Says::Count),
    (
        "The number of elements must be in the range {range}",
        Says::Count,
    ),
    (
        "The number of elements must be equal to {n}",
        Says::ExactCount,
    ),
    (
        "The number of elements must be greater than {n}",
        Says::CountAbove,
    ),
    ("No more than {n} per resource", Says::MaxCount),
];

/// The constraints that a sentence states; none unless it is nothing but that.
pub fn constraints(sentence: &Sentence) -> Option<(Vec<Bound>, Target)> {
    let tokens = tokens(sentence);
    PHRASES.iter().find_map(|(phrase, says)| {
        let slots = fit(phrase, &tokens)?;
        bounds(*says, &slots)
    })
}

/// Whether a sentence speaks of a limit although it is none of the phrases.
pub fn sounds_like_one(sentence: &Sentence) -> bool {
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

/// The fields of which only one is set: `includes only one of the fields …`.
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

/// `Required` and `Required field`, and whether it is the longer one.
pub fn required(sentence: &Sentence) -> Option<Longer> {
    match plain(&sentence.inlines).trim().trim_end_matches('.') {
        "Required" => Some(Longer::No),
        "Required field" => Some(Longer::Yes),
        _ => None,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Longer {
    No,
    Yes,
}

/// Whether it says that the thing should no longer be used.
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

fn fit(phrase: &str, tokens: &[Token]) -> Option<Slots> {
    let mut slots = Slots::default();
    let mut rest = tokens;
    for expected in phrase.split(' ') {
        let taken = match expected {
            "{each}" => each(rest, &mut slots),
            "{range}" => pair(rest, &mut slots)?,
            "{n}" => {
                let (Token::Word(text) | Token::Code(text)) = rest.first()?;
                slots.numbers.push(number(text)?);
                1
            }
            "{code}" => match rest.first()? {
                Token::Code(code) => {
                    slots.text.clone_from(code);
                    1
                }
                Token::Word(_) => return None,
            },
            "{value}" => {
                let (Token::Word(text) | Token::Code(text)) = rest.first()?;
                slots.text = text.trim_matches(['"', '“', '”']).to_owned();
                1
            }
            word => match rest.first()? {
                Token::Word(found) if found.eq_ignore_ascii_case(word) => 1,
                _ => return None,
            },
        };
        rest = &rest[taken..];
    }
    rest.is_empty().then_some(slots)
}

fn each(rest: &[Token], slots: &mut Slots) -> usize {
    if let [Token::Word(one), Token::Word(two), Token::Word(what), ..] = rest
        && one == "for"
        && two == "each"
    {
        slots.target = match what.as_str() {
            "value" => Some(Target::EachValue),
            "key" => Some(Target::EachKey),
            _ => return 0,
        };
        return 3;
    }
    0
}

fn pair(rest: &[Token], slots: &mut Slots) -> Option<usize> {
    if let Some(Token::Word(first)) = rest.first()
        && let Some((from, to)) = range(first)
    {
        slots.numbers.extend([from, to]);
        return Some(1);
    }
    if let [Token::Word(from), Token::Word(word), Token::Word(to), ..] = rest
        && ["to", "-", "–", "—"].contains(&word.as_str())
    {
        slots.numbers.extend([number(from)?, number(to)?]);
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

fn bounds(says: Says, slots: &Slots) -> Option<(Vec<Bound>, Target)> {
    let first = slots.numbers.first().copied();
    let second = slots.numbers.get(1).copied();
    let count = |number: Option<i128>| number.and_then(|number| u64::try_from(number).ok());
    let target = slots.target.unwrap_or(Target::Whole);
    let bounds = match says {
        Says::MinLength => vec![Bound::MinLength(count(first)?)],
        Says::MaxLength => vec![Bound::MaxLength(count(first)?)],
        Says::Length => vec![
            Bound::MinLength(count(first)?),
            Bound::MaxLength(count(second)?),
        ],
        Says::ExactLength => vec![
            Bound::MinLength(count(first)?),
            Bound::MaxLength(count(first)?),
        ],
        Says::Minimum => vec![Bound::Minimum(first?)],
        Says::Maximum => vec![Bound::Maximum(first?)],
        Says::Range => vec![Bound::Minimum(first?), Bound::Maximum(second?)],
        Says::Exactly => vec![Bound::Minimum(first?), Bound::Maximum(first?)],
        Says::Above => vec![Bound::Above(first?)],
        Says::Below => vec![Bound::Below(first?)],
        Says::Pattern(target) => return Some((vec![Bound::Pattern(slots.text.clone())], target)),
        Says::MinCount => vec![Bound::MinCount(count(first)?)],
        Says::MaxCount => vec![Bound::MaxCount(count(first)?)],
        Says::Count => vec![
            Bound::MinCount(count(first)?),
            Bound::MaxCount(count(second)?),
        ],
        Says::ExactCount => vec![
            Bound::MinCount(count(first)?),
            Bound::MaxCount(count(first)?),
        ],
        Says::CountAbove => vec![Bound::MinCount(count(first)?.checked_add(1)?)],
        Says::Default => vec![Bound::Default(slots.text.clone())],
    };
    Some((bounds, target))
}
