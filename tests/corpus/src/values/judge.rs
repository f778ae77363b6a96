//! The validator of the schemas of one document.

use jsonschema::Validator;
use oascribe_codegen::json_schema::{Direction, Schema, Writer};
use serde_json::{Value, json};

/// Judges values by the schemas of one document, which are compiled once.
pub struct Judge {
    validator: Validator,
}

/// Writes schemas into one document, in which the property of its number refers to each.
pub fn bundle(writer: &Writer<'_>, schemas: &[Schema<'_>]) -> Value {
    let bundle = writer.bundle(schemas, Direction::Any);
    let mut root = bundle.schema;
    let references = bundle.references.iter().enumerate();
    let properties =
        references.map(|(index, reference)| (index.to_string(), json!({"$ref": reference})));
    root["properties"] = Value::Object(properties.collect());
    root
}

impl Judge {
    /// Returns `None` if the schemas do not compile.
    pub fn new(bundle: &Value) -> Option<Self> {
        let mut options = jsonschema::draft202012::options();
        options = options.should_validate_formats(true);
        // Formats of OpenAPI for strings, which the crate does not know.
        options = options.with_format("int64", |text: &str| text.parse::<i64>().is_ok());
        options = options.with_format("uint64", |text: &str| text.parse::<u64>().is_ok());
        options = options.with_format("byte", is_base64);
        let validator = options.build(bundle).ok()?;
        Some(Self { validator })
    }

    /// Whether the schema of this number accepts a value.
    pub fn accepts(&self, number: usize, value: &Value) -> bool {
        self.validator
            .is_valid(&json!({ number.to_string(): value }))
    }
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4) && text.len() - digits.len() < 3 && digits.bytes().all(is_digit)
}
