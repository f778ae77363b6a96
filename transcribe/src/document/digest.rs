//! The digest that a document bears of its pages.
//!
//! In: the tree of a document. Out: a digest of what it says, but for running text and for the values of host variables,
//! which are not the pages'. Guaranteed: a reworded sentence is one line of the document and no other; where the digest
//! stays, no fact has changed.

use sha2::{Digest, Sha256};

use crate::yaml::{Map, Value};

/// SHA-256, in hex.
pub fn digest(root: &Map) -> String {
    let mut digest = Sha256::new();
    map(root, &mut digest);
    let bytes = digest.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn map(map: &Map, digest: &mut Sha256) {
    digest.update("{");
    for (key, value) in &map.0 {
        // A property may be called `description`: that is no text.
        let words = matches!(value, Value::Text(_)) && (key == "description" || key == "summary");
        if !words && key != "variables" {
            text(key, digest);
            self::value(value, digest);
        }
    }
    digest.update("}");
}

fn value(value: &Value, digest: &mut Sha256) {
    match value {
        Value::Text(word) => text(word, digest),
        Value::Number(number) => digest.update(format!("{number};")),
        Value::Bool(value) => digest.update(format!("{value};")),
        Value::FlowList(words) => {
            digest.update("[");
            words.iter().for_each(|word| text(word, digest));
            digest.update("]");
        }
        Value::List(items) => {
            digest.update("[");
            items.iter().for_each(|item| self::value(item, digest));
            digest.update("]");
        }
        Value::Map(inner) | Value::Spaced(inner) => map(inner, digest),
    }
}

/// With its length, so that no two texts run together.
fn text(text: &str, digest: &mut Sha256) {
    digest.update(format!("{}:", text.len()));
    digest.update(text);
}
