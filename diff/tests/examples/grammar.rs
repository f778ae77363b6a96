//! Random schemas, and changes of them.

use oascribe_test_support::random::Random;
use serde_json::{Map, Value, json};

/// The names of properties.
const NAMES: [&str; 3] = ["a", "b", "c"];

/// The depth of nested schemas.
const MAX_DEPTH: usize = 3;

/// A random schema.
pub fn schema(random: &mut Random, depth: usize) -> Value {
    let count = if depth < MAX_DEPTH { 10 } else { 6 };
    match random.below(count) {
        0 => json!({ "type": "boolean" }),
        1 => string(random),
        2 | 3 => number(random),
        4 => json!({ "type": "string", "enum": subset(random, &["x", "y", "z"]) }),
        5 => json!({ "type": ["string", "null"] }),
        6 => array(random, depth),
        7 => union(random, depth),
        _ => object(random, depth),
    }
}

fn subset(random: &mut Random, all: &[&str]) -> Value {
    let first = random.below(all.len());
    let chosen = all.iter().enumerate();
    let chosen = chosen.filter(|(index, _)| *index == first || random.below(2) == 0);
    chosen.map(|(_, name)| Value::from(*name)).collect()
}

fn string(random: &mut Random) -> Value {
    let mut found = json!({ "type": "string" });
    if random.below(2) == 0 {
        found["maxLength"] = json!(2 + random.below(3));
    }
    if random.below(3) == 0 {
        found["minLength"] = json!(random.below(3));
    }
    found
}

fn number(random: &mut Random) -> Value {
    let mut found = json!({ "type": random.pick(&["integer", "number"]) });
    for (keyword, base) in [("minimum", 0), ("maximum", 5), ("multipleOf", 1)] {
        if random.below(3) == 0 {
            found[keyword] = json!(base + random.below(3));
        }
    }
    found
}

fn array(random: &mut Random, depth: usize) -> Value {
    let mut found = json!({ "type": "array", "items": schema(random, depth + 1) });
    if random.below(3) == 0 {
        found["maxItems"] = json!(1 + random.below(3));
    }
    if random.below(3) == 0 {
        found["minItems"] = json!(random.below(2));
    }
    found
}

/// An object, with `type`, as schemas of APIs have it.
fn object(random: &mut Random, depth: usize) -> Value {
    let mut properties = Map::new();
    for name in NAMES {
        if random.below(3) > 0 {
            properties.insert(name.to_owned(), schema(random, depth + 1));
        }
    }
    let names = properties.keys().filter(|_| random.below(2) == 0);
    let required: Vec<_> = names.cloned().collect();
    let mut found = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        found["required"] = json!(required);
    }
    if random.below(4) == 0 {
        found["additionalProperties"] = json!(false);
    }
    found
}

fn union(random: &mut Random, depth: usize) -> Value {
    let keyword = if random.below(2) == 0 {
        "anyOf"
    } else {
        "oneOf"
    };
    let tag = |name: &str, mut object: Value| {
        object["properties"]["kind"] = json!({ "const": name });
        let required = object["required"].as_array().cloned().unwrap_or_default();
        let all = required.into_iter().chain([json!("kind")]);
        object["required"] = all.collect();
        object
    };
    let names = ["x", "y", "z"].into_iter().take(2 + random.below(2));
    let alternatives: Vec<_> = names
        .map(|name| tag(name, object(random, depth + 1)))
        .collect();
    json!({ keyword: alternatives })
}

/// Replaces a random schema inside a schema by a change of it. The reader of documents removes bounds that contradict each
/// other: such a change is none.
pub fn changed(random: &mut Random, schema: &Value) -> Value {
    let found = with_change(random, schema);
    match is_consistent(&found) {
        true => found,
        false => schema.clone(),
    }
}

/// Whether no lower bound is above the upper one.
fn is_consistent(schema: &Value) -> bool {
    let pairs = [
        ("minimum", "maximum"),
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
    ];
    let is_ordered = |(least, most): (&str, &str)| match (&schema[least], &schema[most]) {
        (Value::Number(least), Value::Number(most)) => least.as_f64() <= most.as_f64(),
        _ => true,
    };
    let inner = match schema {
        Value::Array(items) => items.iter().collect(),
        Value::Object(map) => map.values().collect(),
        _ => Vec::new(),
    };
    pairs.into_iter().all(is_ordered) && inner.into_iter().all(is_consistent)
}

fn with_change(random: &mut Random, schema: &Value) -> Value {
    let mut found = schema.clone();
    let mut places = Vec::new();
    collect(&found, &mut String::new(), &mut places);
    let Some(place) = places.get(random.below(places.len())) else {
        return found;
    };
    if let Some(inner) = found.pointer_mut(place) {
        change(random, inner);
    }
    found
}

/// The pointers of all schemas inside a schema.
fn collect(schema: &Value, path: &mut String, found: &mut Vec<String>) {
    found.push(path.clone());
    let length = path.len();
    let mut visit = |step: &str, inner: &Value, path: &mut String| {
        path.push_str(step);
        collect(inner, path, found);
        path.truncate(length);
    };
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        visit(&format!("/properties/{name}"), inner, path);
    }
    if let Some(inner) = schema.get("items") {
        visit("/items", inner, path);
    }
    for keyword in ["anyOf", "oneOf"] {
        let alternatives = schema[keyword].as_array().into_iter().flatten();
        for (index, inner) in alternatives.enumerate() {
            visit(&format!("/{keyword}/{index}"), inner, path);
        }
    }
}

fn change(random: &mut Random, inner: &mut Value) {
    let bounds = [
        "maximum",
        "minimum",
        "multipleOf",
        "maxLength",
        "minLength",
        "maxItems",
        "minItems",
    ];
    match random.below(8) {
        0 => *inner = schema(random, MAX_DEPTH),
        1 if inner["properties"].is_object() => {
            let name = random.pick(&NAMES).unwrap_or("a");
            inner["properties"][name] = schema(random, MAX_DEPTH);
        }
        2 if inner["properties"].is_object() => {
            let names = inner["properties"]
                .as_object()
                .into_iter()
                .flat_map(Map::keys);
            let names = names.filter(|_| random.below(2) == 0);
            let required: Vec<_> = names.cloned().collect();
            inner["required"] = json!(required);
        }
        3 if inner["enum"].is_array() => inner["enum"] = subset(random, &["x", "y", "z"]),
        4 if inner["properties"].is_object() => {
            inner["additionalProperties"] = json!(random.below(2) == 0);
        }
        5 if inner["type"].is_string() => {
            inner["type"] = json!([inner["type"], "null"]);
        }
        6 if inner["type"].is_string() => {
            let types = ["string", "integer", "number", "boolean"];
            *inner = json!({ "type": random.pick(&types) });
        }
        _ => {
            let keyword = random.pick(&bounds).unwrap_or("maximum");
            if inner.get(keyword).is_some() {
                inner[keyword] = json!(1 + random.below(6));
            } else if inner["type"] == "integer" {
                inner["maximum"] = json!(random.below(6));
            } else if inner["type"] == "string" {
                inner["maxLength"] = json!(random.below(6));
            }
        }
    }
}
