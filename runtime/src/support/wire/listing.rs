//! The list of undeclared properties, and the texts of values that lenient decoding lists.

use serde_json::Value;

use super::super::rejected_value::RejectedValue;
use super::exact_texts::exact_texts;
use super::path::{self, Segment};
use super::undeclared::Undeclared;

/// Lists undeclared properties with their paths in the original text, from which values were removed.
pub fn list_undeclared(
    json: &[u8],
    mut undeclared: Vec<Undeclared>,
    rejected: &[RejectedValue],
) -> Vec<RejectedValue> {
    if undeclared.is_empty() {
        return Vec::new();
    }
    let removed = rejected.iter().filter_map(|one| path::parse(one.path()));
    let mut removed: Vec<_> = removed.collect();
    removed.retain(|path| matches!(path.last(), Some(Segment::Index(_))));
    removed.sort_by_key(|path| match path.last() {
        Some(Segment::Index(index)) => *index,
        _ => 0,
    });
    for one in &mut undeclared {
        restore_indices(&mut one.path, &removed);
    }
    let values = undeclared.iter();
    let values: Vec<_> = values
        .map(|one| (one.path.as_slice(), one.value.as_ref()))
        .collect();
    let texts = texts_of(json, &values);
    let listed = undeclared.into_iter().zip(texts).map(|(one, text)| {
        let value = one.value.or_else(|| serde_json::from_str(&text).ok());
        RejectedValue::undeclared(path::to_string(&one.path), value.unwrap_or_default(), text)
    });
    listed.collect()
}

/// Counts the items that were removed before those of a path. `removed` is sorted by index.
fn restore_indices(path: &mut [Segment], removed: &[Vec<Segment>]) {
    for depth in 0..path.len() {
        for one in removed.iter().filter(|one| one.len() == depth + 1) {
            let (list, segment) = path.split_at_mut(depth);
            match (&mut segment[0], &one[depth]) {
                (Segment::Index(index), Segment::Index(before))
                    if *before <= *index && one[..depth] == *list =>
                {
                    *index += 1;
                }
                _ => {}
            }
        }
    }
}

/// The texts of values at their paths. If a value is known and has no float, it has the same text.
pub fn texts_of(json: &[u8], values: &[(&[Segment], Option<&Value>)]) -> Vec<String> {
    let is_inexact = |value: &Option<&Value>| value.is_none_or(has_float);
    let inexact = values.iter().filter(|(_, value)| is_inexact(value));
    let inexact: Vec<&[Segment]> = inexact.map(|(path, _)| *path).collect();
    let exact = match inexact.is_empty() {
        true => Vec::new(),
        false => exact_texts(json, &inexact),
    };
    let mut exact = exact.into_iter();
    let texts = values.iter().map(|(_, value)| {
        let text = match is_inexact(value) {
            true => exact.next().flatten(),
            false => None,
        };
        match text {
            Some(text) => String::from_utf8_lossy(text).into_owned(),
            None => value.map(Value::to_string).unwrap_or_default(),
        }
    });
    texts.collect()
}

/// Whether a value contains a number that may have been rounded.
fn has_float(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_float),
        Value::Object(properties) => properties.values().any(has_float),
        _ => false,
    }
}
