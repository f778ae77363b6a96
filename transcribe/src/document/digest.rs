//! The digest of the facts in a document, which the document records.
//!
//! Descriptions and summaries are left out, so that a reworded sentence changes one line of the document only. Host
//! variables are left out, because their values do not come from the pages. If the digest is unchanged, so are all facts.

use sha2::{Digest, Sha256};

use crate::yaml::{Map, Value};

/// The SHA-256 digest in hex.
pub fn digest(root: &Map) -> String {
    let mut digest = Sha256::new();
    map(root, &mut digest);
    let bytes = digest.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn map(map: &Map, digest: &mut Sha256) {
    digest.update("{");
    for (key, value) in &map.0 {
        // A property named `description` has an object as its value, and is no description.
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
        Value::Float(number) => digest.update(format!("{number:?};")),
        Value::Null => digest.update("null;"),
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

/// Adds a string with its length, so that adjacent strings can't be confused.
fn text(text: &str, digest: &mut Sha256) {
    digest.update(format!("{}:", text.len()));
    digest.update(text);
}
