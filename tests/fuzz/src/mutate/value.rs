//! Changes a JSON value.

use oascribe_test_support::random::Random;
use serde_json::{Map, Value, json};

/// Words that the models of `unions.yaml` know.
const WORDS: &[&str] = &[
    "",
    "cat",
    "dog",
    "kind",
    "name",
    "lives",
    "1",
    "true",
    "null",
    "2024-02-29T12:30:00Z",
    "2024-02-30",
    "AAEC",
    "a",
    "small",
    "large",
    "circle",
    "square",
    "9007199254740993",
    "PT1S",
    "\u{0}",
    "é",
];

/// The value with one change.
pub fn mutated(mut value: Value, random: &mut Random) -> Value {
    let mut nodes = Vec::new();
    collect(&value, &mut nodes);
    let other = nodes[random.below(nodes.len())].clone();
    let mut target = random.below(nodes.len());
    change(&mut value, &mut target, other, random);
    value
}

fn collect<'v>(value: &'v Value, nodes: &mut Vec<&'v Value>) {
    nodes.push(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, nodes)),
        Value::Object(map) => map.values().for_each(|item| collect(item, nodes)),
        _ => {}
    }
}

/// Changes the node that the countdown reaches. Returns whether it was reached.
fn change(value: &mut Value, target: &mut usize, other: Value, random: &mut Random) -> bool {
    if *target == 0 {
        changed(value, other, random);
        return true;
    }
    *target -= 1;
    let items: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(map) => map.values_mut().collect(),
        _ => Vec::new(),
    };
    items
        .into_iter()
        .any(|item| change(item, target, other.clone(), random))
}

fn changed(value: &mut Value, other: Value, random: &mut Random) {
    match value {
        Value::Object(map) if random.below(4) > 0 => object(map, other, random),
        Value::Array(items) if random.below(4) > 0 => array(items, other, random),
        _ => {
            *value = match random.below(3) {
                0 => other,
                _ => leaf(random),
            }
        }
    }
}

fn object(map: &mut Map<String, Value>, other: Value, random: &mut Random) {
    let keys: Vec<String> = map.keys().cloned().collect();
    let word = || WORDS[0].to_owned();
    let key = keys.get(random.below(keys.len())).cloned();
    let key = key.unwrap_or_else(word);
    match random.below(4) {
        0 => drop(map.remove(&key)),
        1 => {
            let name = random.pick(WORDS).unwrap_or_default();
            if let Some(value) = map.remove(&key) {
                map.insert(name.to_owned(), value);
            }
        }
        2 => {
            let name = random.pick(WORDS).unwrap_or_default();
            map.insert(name.to_owned(), other);
        }
        _ => drop(map.insert(key, leaf(random))),
    }
}

fn array(items: &mut Vec<Value>, other: Value, random: &mut Random) {
    let at = random.below(items.len());
    match random.below(4) {
        0 if !items.is_empty() => drop(items.remove(at)),
        1 if !items.is_empty() => items.swap(0, at),
        2 => items.push(leaf(random)),
        _ => items.insert(at, other),
    }
}

/// A value without children.
fn leaf(random: &mut Random) -> Value {
    match random.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(1.0),
        5 => json!(1.5e300),
        6 => json!(u64::MAX),
        7 => json!(i64::MIN),
        8 => json!([]),
        9 => json!({}),
        _ => json!(random.pick(WORDS).unwrap_or_default()),
    }
}
