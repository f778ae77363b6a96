//! Changes of real documents as vendors make them: values of enums, required properties, types, bounds, properties, alternatives.

use oascribe_test_support::random::Random;
use serde_json::{Value, json};

/// Changes so many schemas of a document.
pub fn mutated(random: &mut Random, document: &Value, count: usize) -> Value {
    let mut changed = document.clone();
    let mut places = Vec::new();
    collect(document, &mut String::new(), &mut places);
    for _ in 0..count {
        let place = &places[random.below(places.len())];
        // An earlier change may have removed it.
        if let Some(schema) = changed.pointer_mut(place) {
            change(random, schema);
        }
    }
    changed
}

/// The pointers of all schemas with a type.
fn collect(node: &Value, path: &mut String, found: &mut Vec<String>) {
    let is_schema = node["type"].is_string() && node.get("in").is_none();
    if is_schema && !path.contains("/example") {
        found.push(path.clone());
    }
    let length = path.len();
    let mut visit = |key: &str, inner: &Value| {
        path.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1")));
        collect(inner, path, found);
        path.truncate(length);
    };
    match node {
        Value::Object(map) => map.iter().for_each(|(key, inner)| visit(key, inner)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, inner)| visit(&index.to_string(), inner));
        }
        _ => {}
    }
}

fn change(random: &mut Random, schema: &mut Value) {
    let list = |schema: &Value, key: &str| schema[key].as_array().cloned().unwrap_or_default();
    let values = list(schema, "enum");
    let names = schema["properties"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    let name = names.keys().nth(random.below(names.len().max(1)));
    match (random.below(6), schema["type"].as_str(), name) {
        (0..3, _, _) if values.len() > 1 => {
            let removed = random.below(values.len());
            let rest = values
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != removed);
            schema["enum"] = rest.map(|(_, value)| value.clone()).collect();
        }
        (3..5, Some("string"), _) if !values.is_empty() => {
            schema["enum"] = values.into_iter().chain([json!("a_new_value")]).collect();
        }
        (0..2, _, Some(name)) => {
            let required = list(schema, "required");
            let known = json!(name);
            schema["required"] = match required.contains(&known) {
                true => required.into_iter().filter(|it| *it != known).collect(),
                false => required.into_iter().chain([known]).collect(),
            };
        }
        (2, _, Some(name)) => schema["properties"][name] = json!({ "type": "boolean" }),
        (3, _, Some(name)) => {
            let name = name.clone();
            if let Some(properties) = schema["properties"].as_object_mut() {
                properties.remove(&name);
            }
            let others = list(schema, "required").into_iter();
            schema["required"] = others.filter(|it| *it != json!(name)).collect();
        }
        (_, Some("string"), _) if random.below(2) == 0 => {
            let longest = schema["maxLength"].as_u64().unwrap_or(60);
            schema["maxLength"] = json!(longest / 2 + random.below(90) as u64);
        }
        (_, Some("integer" | "number"), _) => {
            let largest = schema["maximum"].as_i64().unwrap_or(100);
            schema["maximum"] = json!(largest / 2 + random.below(150) as i64);
        }
        (_, Some("array"), _) => schema["maxItems"] = json!(1 + random.below(50)),
        (_, Some("string" | "boolean"), _) => schema["type"] = json!("integer"),
        _ => {}
    }
}
