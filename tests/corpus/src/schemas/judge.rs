//! The compiled schemas of one direction.

use std::collections::HashMap;

use jsonschema::Validator;
use oascribe_codegen::json_schema::{Direction, Schema, Writer};
use serde_json::{Value, json};

use super::examples::Example;

/// The compiled schemas of one direction.
pub struct Judge {
    pub direction: Direction,
    validator: Option<Validator>,
    /// What is wrong with a schema, by its position.
    faults: HashMap<usize, String>,
    pub omitted: usize,
}

/// How many definitions are compiled in schemas that are written by themselves.
const BUDGET: usize = 20_000;

impl Judge {
    /// Writes and compiles the schemas.
    pub fn new(writer: &Writer<'_>, schemas: &[Schema<'_>], direction: Direction) -> Self {
        let bundle = writer.bundle(schemas, direction);
        let mut root = bundle.schema;
        let mut faults = HashMap::new();
        let properties = bundle.references.iter().enumerate();
        let properties =
            properties.map(|(index, reference)| (index.to_string(), json!({ "$ref": reference })));
        let properties: serde_json::Map<_, _> = properties.collect();
        root["properties"] = Value::Object(properties);
        let definitions = root["$defs"].as_object();
        let invalid: Vec<_> = definitions
            .into_iter()
            .flatten()
            .filter_map(|(name, schema)| Some((name.clone(), meta_fault(schema)?)))
            .collect();
        let validator = match invalid.first() {
            Some((name, fault)) => Err(format!("{name}: {fault}")),
            None => jsonschema::draft202012::new(&root).map_err(|error| error.to_string()),
        };
        let mut left = BUDGET;
        for (index, schema) in schemas.iter().enumerate() {
            // If all together are invalid, each is judged by itself.
            if left == 0 && validator.is_ok() {
                break;
            }
            let written = writer.schema(schema, direction).schema;
            left = left.saturating_sub(1 + written["$defs"].as_object().map_or(0, |map| map.len()));
            let compiled = || jsonschema::draft202012::new(&written);
            let fault = meta_fault(&written);
            let fault = fault.or_else(|| compiled().err().map(|error| error.to_string()));
            faults.extend(fault.map(|fault| (index, fault)));
        }
        Self {
            direction,
            validator: validator.ok(),
            faults,
            omitted: bundle.omitted.len(),
        }
    }

    /// What is wrong with a schema.
    pub fn fault(&self, index: usize) -> Option<String> {
        self.faults.get(&index).cloned()
    }

    /// Why a schema refuses an example, or `None` if it accepts it.
    pub fn refusal(&self, index: usize, example: &Example) -> Option<String> {
        let Some(validator) = &self.validator else {
            return Some("the schemas do not compile".to_owned());
        };
        let refusal = |value: &Value| {
            let instance = json!({ index.to_string(): value });
            let error = validator.iter_errors(&instance).next()?;
            let path = error.instance_path().to_string();
            let path = path.strip_prefix(&format!("/{index}")).unwrap_or(&path);
            let path = if path.is_empty() { "/" } else { path };
            Some(format!("{path}: {}", short(&error.masked().to_string())))
        };
        let reason = refusal(&example.value)?;
        // The example may be the text of the body.
        let parsed = example
            .value
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok());
        let is_accepted = parsed.is_some_and(|value| refusal(&value).is_none());
        (!is_accepted).then_some(reason)
    }
}

fn meta_fault(schema: &Value) -> Option<String> {
    let error = jsonschema::draft202012::meta::validate(schema).err()?;
    Some(format!(
        "{}: {}",
        error.instance_path(),
        short(&error.to_string())
    ))
}

/// The start of a message, on one line.
fn short(message: &str) -> String {
    let line = message.replace(['\n', '\t'], " ");
    line.chars().take(200).collect()
}
