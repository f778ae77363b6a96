//! Changes inputs at random, so that they stay similar to real ones.

mod document;
mod text;
mod value;

use oascribe_test_support::random::Random;

use crate::parts::{join, split};

/// Changes an input. The same random numbers give the same result.
pub type Mutate = fn(&[u8], &mut Random) -> Vec<u8>;

/// Changes the tree of a document. The result is JSON; what is no document is changed as a text.
pub fn document(data: &[u8], random: &mut Random) -> Vec<u8> {
    document::mutated(&String::from_utf8_lossy(data), random)
        .unwrap_or_else(|| text::mutated(data, document::WORDS, random))
}

/// Changes one of two documents. A single one is compared with a changed copy.
pub fn documents(data: &[u8], random: &mut Random) -> Vec<u8> {
    let mut parts = split(data);
    if parts.len() < 2 {
        parts.push(parts[0].clone());
    }
    let index = random.below(parts.len());
    let changed = document(parts[index].text.as_bytes(), random);
    parts[index].text = String::from_utf8_lossy(&changed).into_owned();
    join(&parts)
}

/// Changes one of several texts with the words of Markdown.
pub fn pages(data: &[u8], random: &mut Random) -> Vec<u8> {
    text::mutated(data, text::MARKDOWN, random)
}

/// Changes a JSONPath.
pub fn query(data: &[u8], random: &mut Random) -> Vec<u8> {
    text::mutated(data, text::JSONPATH, random)
}

/// Changes a document or the overlay after it: its tree, or a JSONPath in it.
pub fn overlay(data: &[u8], random: &mut Random) -> Vec<u8> {
    match random.below(3) {
        0 => query(data, random),
        _ => documents(data, random),
    }
}

/// Changes a configuration or a lock.
pub fn config(data: &[u8], random: &mut Random) -> Vec<u8> {
    text::mutated(data, text::TOML, random)
}

/// Changes a stream of events.
pub fn events(data: &[u8], random: &mut Random) -> Vec<u8> {
    text::mutated(data, text::EVENTS, random)
}

/// Changes a JSON value; now and then its text.
pub fn value(data: &[u8], random: &mut Random) -> Vec<u8> {
    let parsed = match random.below(16) {
        0 => None,
        _ => serde_json::from_slice(data).ok(),
    };
    match parsed {
        Some(parsed) => value::mutated(parsed, random).to_string().into_bytes(),
        None => text::mutated(data, text::JSON, random),
    }
}
