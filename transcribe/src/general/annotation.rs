//! What a page notes beside the name of a field: the type, `required`, a default.
//!
//! In: the words beside a name, or a description. Out: facts, and the words that state none.

use crate::draft::{Json, JsonValue, Kind, Primitive, Schema};
use crate::span::Span;

use super::types::{self, Names};

/// The facts beside a name.
#[derive(Default)]
pub struct Notes {
    pub schema: Option<Schema>,
    pub required: Option<bool>,
    pub deprecated: bool,
    pub nullable: bool,
    pub read_only: bool,
    pub default: Option<String>,
    /// The other words.
    pub rest: String,
}

/// Reads words such as `string, required` or `(integer, optional, default 10)`.
pub fn notes(words: &str, names: Names<'_>, at: Span) -> Notes {
    let mut notes = Notes::default();
    let mut rest: Vec<String> = Vec::new();
    for part in parts(words) {
        let lower = part.to_ascii_lowercase();
        if let Some(value) = default(&part) {
            notes.default = Some(value);
        } else if !notes.flag(&lower) {
            rest.push(part);
        }
    }
    let joined = rest.join(", ");
    notes.schema = types::parse(&joined, names, at);
    // `string required`: the flags are not separated.
    if notes.schema.is_none() {
        let kept = joined.split_whitespace().filter(|word| {
            let word = word.trim_matches(|char: char| !char.is_alphanumeric() && char != '-');
            !notes.flag(&word.to_ascii_lowercase())
        });
        let kept: Vec<&str> = kept.collect();
        let kept = kept.join(" ");
        let kept =
            kept.trim_matches(|char: char| char.is_whitespace() || ",-–—:·()".contains(char));
        notes.schema = types::parse(kept, names, at);
        if notes.schema.is_none() {
            notes.rest = kept.to_owned();
        }
    }
    notes
}

impl Notes {
    fn flag(&mut self, word: &str) -> bool {
        let word = word.trim_matches(|char: char| !char.is_alphanumeric() && char != '-');
        match word {
            "required" | "mandatory" | "req" => self.required = Some(true),
            "optional" | "not required" | "opt" => self.required = Some(false),
            "deprecated" | "obsolete" => self.deprecated = true,
            "nullable" | "can be null" | "may be null" => self.nullable = true,
            "read-only" | "readonly" | "read only" => self.read_only = true,
            _ => return false,
        }
        true
    }
}

/// Splits at commas and semicolons outside of brackets; one pair of brackets around all is removed.
fn parts(words: &str) -> Vec<String> {
    let words = words.trim().trim_matches(['-', '–', '—', ':', '·']).trim();
    let words = words
        .strip_prefix('(')
        .and_then(|it| it.strip_suffix(')'))
        .unwrap_or(words);
    let words = words
        .replace(" default", ", default")
        .replace(" Default", ", Default");
    let mut out = vec![String::new()];
    let mut depth = 0_usize;
    for char in words.chars() {
        match char {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match (char, depth, out.last_mut()) {
            (',' | ';' | '·' | '•', 0, _) => out.push(String::new()),
            (char, _, Some(last)) => last.push(char),
            _ => {}
        }
    }
    let out = out.into_iter().map(|part| part.trim().to_owned());
    out.filter(|part| !part.is_empty()).collect()
}

/// `default 10`, `defaults to 10`, `Default: 10`, `default is 10`, `default=10`.
fn default(text: &str) -> Option<String> {
    let text = text.trim();
    let prefixes = [
        "defaults to ",
        "default value is ",
        "default value: ",
        "default is ",
        "default: ",
        "default=",
        "default ",
    ];
    let prefix = prefixes.iter().find(|prefix| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    })?;
    let value = text[prefix.len()..]
        .trim()
        .trim_matches(['`', '"', '\'', '*'])
        .trim();
    let value = value.trim_end_matches('.').trim_matches(['`', '"', '\'']);
    (!value.is_empty() && value.split_whitespace().count() == 1).then(|| value.to_owned())
}

/// The facts that sentences of a description state. The sentences remain.
pub fn from_sentences(schema: &mut Schema, required: &mut Option<bool>, description: &str) {
    for sentence in sentences(description) {
        let lower = sentence.to_ascii_lowercase();
        let start = lower.trim_start_matches(['*', '_', '(']);
        if required.is_none() {
            let is = |word: &str| {
                start.starts_with(word) && !start[word.len()..].starts_with(char::is_alphanumeric)
            };
            if is("required") && start.split_whitespace().count() < 3 {
                *required = Some(true);
            } else if is("optional") {
                *required = Some(false);
            }
        }
        if start.starts_with("deprecated") {
            schema.deprecated = true;
        }
        if schema.default.is_none()
            && let Some(text) = sentence.split(',').find_map(default)
            && let Some(json) = typed(schema, &text)
        {
            schema.default = Some(json);
            schema.infer("default", "from the description");
        }
        if schema.values.is_empty() {
            values(schema, sentence, &lower);
        }
        limits(schema, &lower);
    }
}

/// Ends of sentences are followed by a blank, so `1.5` has none.
fn sentences(text: &str) -> Vec<&str> {
    let lines = text.split(['\n', ';']);
    lines
        .flat_map(|line| line.split(". "))
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect()
}

const LISTS: &[&str] = &[
    "can be one of",
    "one of",
    "must be one of",
    "possible values are",
    "possible values",
    "allowed values are",
    "allowed values",
    "accepted values are",
    "accepted values",
    "valid values are",
    "valid values",
    "values",
    "options are",
    "either",
];

/// `One of: a, b`, ``Can be one of: `a`, `b` ``, ``Either `a` or `b` ``.
fn values(schema: &mut Schema, sentence: &str, lower: &str) {
    let Some(at) = LISTS
        .iter()
        .filter_map(|words| lower.find(words).map(|at| at + words.len()))
        .max()
    else {
        return;
    };
    let Some(list) = sentence.get(at..) else {
        return;
    };
    let coded: Vec<String> = list
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    let plain = || {
        let list = list.trim_start().strip_prefix([':', '='])?;
        let list = list
            .trim_end_matches('.')
            .replace(" or ", ", ")
            .replace(" and ", ", ");
        let words = list
            .split(',')
            .map(|word| word.trim().trim_matches(['"', '\'', '*']).to_owned());
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        words
            .iter()
            .all(|word| !word.contains(char::is_whitespace))
            .then_some(words)
    };
    let words = if coded.len() > 1 {
        Some(coded)
    } else {
        plain()
    };
    if let Some(words) = words.filter(|words| words.len() > 1) {
        set_values(schema, &words, "from the description");
    }
}

/// Sets the values of an enum, if all have the type. An empty reason means that the page lists them as values. Returns
/// whether they are set.
pub fn set_values(schema: &mut Schema, words: &[String], why: &str) -> bool {
    if let Kind::List(items) = &mut schema.kind {
        return set_values(items, words, why);
    }
    if let Kind::Any = schema.kind {
        schema.kind = Kind::Primitive(Primitive::String);
        schema.infer("type", "from the listed values");
    }
    let json: Option<Vec<Json>> = words.iter().map(|word| typed(schema, word)).collect();
    let Some(json) = json else {
        return false;
    };
    schema.values.clear();
    for value in json {
        if !schema.values.contains(&value) {
            schema.values.push(value);
        }
    }
    if !why.is_empty() {
        schema.infer("enum", why);
    }
    true
}

/// A word as a value of the type. Returns `None` if it has another type.
pub fn typed(schema: &Schema, word: &str) -> Option<Json> {
    let Kind::Primitive(primitive) = schema.kind else {
        return None;
    };
    let lower = word.to_ascii_lowercase();
    let value = match primitive {
        Primitive::String if matches!(lower.as_str(), "null" | "none" | "empty") => return None,
        Primitive::String => JsonValue::Text(word.to_owned()),
        Primitive::Integer => JsonValue::Number(word.parse::<i64>().ok()?.to_string()),
        Primitive::Number => {
            let number = word
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())?;
            JsonValue::Number(number.to_string())
        }
        Primitive::Boolean => JsonValue::Bool(lower.parse().ok()?),
    };
    Some(Json::new(value, schema.at))
}

/// `between 1 and 100`, `maximum: 100`, `at most 100`.
fn limits(schema: &mut Schema, lower: &str) {
    let Kind::Primitive(Primitive::Integer | Primitive::Number) = schema.kind else {
        return;
    };
    let words: Vec<&str> = lower
        .split(|char: char| char.is_whitespace() || ":`()=,".contains(char))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty() && *word != "is" && *word != "of" && *word != "value")
        .collect();
    let number = |at: usize| words.get(at).filter(|word| word.parse::<i64>().is_ok());
    for (at, word) in words.iter().enumerate() {
        let found: Vec<(&'static str, &&str)> = match *word {
            "between" if words.get(at + 2) == Some(&"and") => {
                let pair = number(at + 1).zip(number(at + 3));
                pair.map_or(Vec::new(), |(low, high)| {
                    vec![("minimum", low), ("maximum", high)]
                })
            }
            "maximum" | "max" => number(at + 1).map_or(Vec::new(), |it| vec![("maximum", it)]),
            "minimum" | "min" => number(at + 1).map_or(Vec::new(), |it| vec![("minimum", it)]),
            _ => continue,
        };
        for (keyword, number) in found {
            if !schema.limits.iter().any(|(known, _)| *known == keyword) {
                schema.limits.push((keyword, (*number).to_owned()));
                schema.infer(keyword, "from the description");
            }
        }
    }
}

/// Adds a text to a description.
pub fn append(text: &mut Option<String>, more: &str) {
    let more = more.trim();
    if more.is_empty() {
        return;
    }
    match text {
        Some(text) => {
            text.push_str("\n\n");
            text.push_str(more);
        }
        None => *text = Some(more.to_owned()),
    }
}

/// Applies notes to a schema.
pub fn apply(notes: &Notes, schema: &mut Schema, required: &mut Option<bool>) {
    if let Some(stated) = &notes.schema {
        schema.kind = stated.kind.clone();
        schema.format = stated.format.clone();
        schema.nullable |= stated.nullable;
        for fact in &stated.inferred {
            schema.infer(fact.what, fact.why.clone());
        }
    }
    schema.deprecated |= notes.deprecated;
    schema.nullable |= notes.nullable;
    schema.read_only |= notes.read_only;
    *required = required.or(notes.required);
}

/// Sets a default that a page states as one. A word of another type remains in the description.
pub fn set_default(schema: &mut Schema, word: &str, _at: Span) {
    match typed(schema, word) {
        Some(json) => schema.default = Some(json),
        None => append(&mut schema.text, &format!("Default: {word}")),
    }
}
