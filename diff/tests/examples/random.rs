//! Random pairs of schemas: a value that shows a break demands at least a warning, and an error demands a value.
//!
//! `OASCRIBE_PAIRS=100000 cargo test --profile fuzz -p oascribe-diff --test examples random` tries more of them, and
//! `OASCRIBE_SEED=1000000` others.

use std::collections::BTreeMap;

use jsonschema::Validator;
use oascribe_diff::{Finding, Level};
use oascribe_test_support::random::Random;
use serde_json::{Map, Value, json};

use super::grammar::{changed, schema};
use super::judge::Pair;

/// The number of pairs in one document.
const PAIRS: usize = 50;

/// The number of documents by default.
const DOCUMENTS: u64 = 6;

/// Seeds of documents with pairs that were judged wrong once.
const KEPT: [u64; 2] = [286, 452];

/// The number of values of each side.
const VALUES: usize = 12;

/// Errors that need no value, by a part of their text, and why.
const WAIVED: &[(&str, &str)] = &[
    (
        "Of[",
        "the value of an alternative may match another one, too",
    ),
    (
        "became nullable",
        "by convention, null need not be in the `enum` of a nullable schema",
    ),
];

/// Whether an error needs no value.
fn is_waived(finding: &Finding) -> bool {
    let text = finding.text();
    WAIVED.iter().any(|(part, _)| text.contains(part))
}

/// A document with an operation for each schema, which sends and returns it.
fn document<'v>(schemas: impl Iterator<Item = &'v Value>) -> String {
    let operation = |schema: &Value| {
        let content = json!({ "application/json": { "schema": schema } });
        json!({
            "put": { "requestBody": { "content": content }, "responses": { "204": { "description": "" } } },
            "get": { "responses": { "200": { "description": "", "content": content } } },
        })
    };
    let paths = schemas.enumerate();
    let paths: Map<_, _> = paths
        .map(|(number, schema)| (format!("/{number}"), operation(schema)))
        .collect();
    let info = json!({ "title": "Random", "version": "1" });
    json!({ "openapi": "3.1.0", "info": info, "paths": paths }).to_string()
}

/// A value that a schema of the grammar probably admits, with declared properties only.
fn value(random: &mut Random, schema: &Value) -> Value {
    let alternatives = schema["anyOf"].as_array().or(schema["oneOf"].as_array());
    if let Some(alternatives) = alternatives {
        let chosen = random.below(alternatives.len());
        return value(random, &alternatives[chosen]);
    }
    for keyword in ["const", "enum"] {
        match &schema[keyword] {
            Value::Null => {}
            Value::Array(values) => return values[random.below(values.len())].clone(),
            constant => return constant.clone(),
        }
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.clone(),
        name => vec![name.clone()],
    };
    let bound = |keyword: &str| schema[keyword].as_i64();
    match types[random.below(types.len())].as_str() {
        Some("null") => Value::Null,
        Some("boolean") => json!(random.below(2) == 0),
        Some("integer") => json!(bound("minimum").unwrap_or(0) + random.below(9) as i64),
        Some("number") => {
            json!(bound("minimum").unwrap_or(0) as f64 + random.below(18) as f64 / 2.0)
        }
        Some("array") => {
            let least = bound("minItems").unwrap_or(0) as usize;
            let count = least + random.below(3);
            (0..count)
                .map(|_| value(random, &schema["items"]))
                .collect()
        }
        Some("object") => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let properties = schema["properties"].as_object().into_iter().flatten();
            let mut map = Map::new();
            for (name, inner) in properties {
                if required.contains(&json!(name)) || random.below(2) == 0 {
                    map.insert(name.clone(), value(random, inner));
                }
            }
            Value::Object(map)
        }
        _ => {
            let least = bound("minLength").unwrap_or(0) as usize;
            json!("a".repeat(least + random.below(5)))
        }
    }
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).expect("a schema")
}

/// A schema and its successor, and their number.
struct Case<'c> {
    number: usize,
    old: &'c Value,
    new: &'c Value,
}

impl Case<'_> {
    /// The findings about an operation of the pair.
    fn findings<'f>(&self, pair: &'f Pair, method: &str) -> Vec<&'f Finding> {
        let path = format!("/{}", self.number);
        let is_own = |finding: &&Finding| {
            let mut operations = finding.operations.iter();
            operations.any(|it| it.path == path && it.method == method)
        };
        pair.harmful().filter(is_own).collect()
    }

    /// The findings about both operations of the pair.
    fn found<'f>(&self, pair: &'f Pair) -> Vec<&'f Finding> {
        ["PUT", "GET"]
            .map(|method| self.findings(pair, method))
            .concat()
    }

    /// A value that the schema of one side admits and that of the other one refuses.
    fn break_of(&self, random: &mut Random, [sub, sup]: [&Value; 2]) -> Option<Value> {
        let (admits, limits) = (validator(sub), validator(&lenient(sup)));
        let mut values = (0..VALUES).map(|_| value(random, sub));
        values.find(|value| admits.is_valid(value) && !limits.is_valid(value))
    }

    /// A break that is not reported.
    fn mistakes(&self, random: &mut Random, pair: &Pair) -> Vec<String> {
        let Case { old, new, .. } = self;
        let mut found = Vec::new();
        for (method, sides) in [("PUT", [*old, *new]), ("GET", [*new, *old])] {
            if let Some(value) = self.break_of(random, sides)
                && self.findings(pair, method).is_empty()
            {
                found.push(format!("{method} {value} is not reported: {old} {new}"));
            }
        }
        found
    }
}

/// A schema whose alternatives may match together, as `diff` reads `oneOf`.
fn lenient(schema: &Value) -> Value {
    match schema {
        Value::Object(map) => {
            let entries = map.iter().map(|(key, inner)| {
                let key = if key == "oneOf" { "anyOf" } else { key };
                (key.to_owned(), lenient(inner))
            });
            Value::Object(entries.collect())
        }
        Value::Array(items) => items.iter().map(lenient).collect(),
        other => other.clone(),
    }
}

/// A number in the environment.
fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The seeds of the documents that are compared.
fn seeds() -> Vec<u64> {
    let count = variable("OASCRIBE_PAIRS").map_or(DOCUMENTS, |count| count.div_ceil(PAIRS as u64));
    let first = variable("OASCRIBE_SEED").unwrap_or(1);
    let mut seeds: Vec<_> = KEPT.into_iter().chain(first..first + count).collect();
    seeds.sort_unstable();
    seeds.dedup();
    seeds
}

#[test]
fn random_pairs_of_schemas() {
    let seeds = seeds();
    let (mut wrong, mut breaks) = (Vec::new(), 0);
    let mut unshown: BTreeMap<String, String> = BTreeMap::new();
    for &seed in &seeds {
        let mut random = Random::new(seed);
        let olds: Vec<_> = (0..PAIRS).map(|_| schema(&mut random, 0)).collect();
        let news: Vec<_> = olds.iter().map(|old| changed(&mut random, old)).collect();
        let texts = [document(olds.iter()), document(news.iter())];
        let [base, revision] = texts;
        let pair = Pair::of_texts(base, revision).expect("documents");
        for (number, (old, new)) in olds.iter().zip(&news).enumerate() {
            let case = Case { number, old, new };
            wrong.extend(case.mistakes(&mut random, &pair));
            for finding in case.found(&pair) {
                breaks += 1;
                if finding.level == Level::Error && finding.example.is_none() && !is_waived(finding)
                {
                    let text = format!("{} ({seed}/{number}): {old} {new}", finding.text());
                    unshown.entry(finding.id.clone()).or_insert(text);
                }
            }
        }
        wrong.extend(pair.unconfirmed());
    }
    assert!(breaks > seeds.len() * PAIRS / 4, "{breaks} findings");
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n"));
    assert!(unshown.is_empty(), "{unshown:#?}");
}
