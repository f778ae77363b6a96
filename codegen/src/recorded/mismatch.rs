//! One difference between a recorded value and its schema.

use std::collections::HashMap;

use serde_json::Value;

use crate::diag::{Diagnostic, Severity, codes};
use crate::source::Pointer;

/// A difference between a recorded value and its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What differs.
    pub difference: Difference,
    /// The JSON pointer of the value. If a property is missing, that of the object.
    pub value_at: String,
    /// The schema. If a property is missing, that of the object.
    pub schema: Pointer,
    /// How many values differ in this way. The first one is at `value_at`.
    pub count: usize,
    /// Whether the overlay corrects it.
    pub is_corrected: bool,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Difference {
    /// The value is null, and the schema does not allow null.
    Null,
    /// The value has a type that the schema does not allow.
    WrongType {
        /// The type of the value.
        found: JsonType,
        /// The types that the schema allows, as far as they are known.
        allowed: Vec<String>,
    },
    /// A required property is missing.
    Missing(String),
    /// An optional property is null, which is decoded as missing.
    OptionalNull,
    /// A required property is missing that can be null, and is decoded as null.
    MissingNullable(String),
    /// The schema does not declare the property.
    Undeclared(String),
    /// The value is none of the listed ones, and is decoded as an unknown value.
    UnknownValue(String),
}

/// The type of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonType {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Another number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonType {
    /// The type of a value.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null => JsonType::Null,
            Value::Bool(_) => JsonType::Boolean,
            Value::Number(number) => match number.as_f64() {
                Some(float) if number.is_f64() && float.fract() != 0.0 => JsonType::Number,
                _ => JsonType::Integer,
            },
            Value::String(_) => JsonType::String,
            Value::Array(_) => JsonType::Array,
            Value::Object(_) => JsonType::Object,
        }
    }

    /// The name in the keyword `type`.
    pub(super) fn name(self) -> &'static str {
        match self {
            JsonType::Null => "null",
            JsonType::Boolean => "boolean",
            JsonType::Integer => "integer",
            JsonType::Number => "number",
            JsonType::String => "string",
            JsonType::Array => "array",
            JsonType::Object => "object",
        }
    }

    /// Whether a value of this type is one of the named type.
    pub(super) fn is(self, name: &str) -> bool {
        self.name() == name || (self == JsonType::Integer && name == "number")
    }

    /// The type with its article, for messages.
    fn described(self) -> &'static str {
        match self {
            JsonType::Null => "null",
            JsonType::Boolean => "a boolean",
            JsonType::Integer => "an integer",
            JsonType::Number => "a number with a fraction",
            JsonType::String => "a string",
            JsonType::Array => "an array",
            JsonType::Object => "an object",
        }
    }
}

impl Mismatch {
    pub(super) fn new(difference: Difference, value_at: &str, schema: &Pointer) -> Self {
        Self {
            difference,
            value_at: value_at.to_owned(),
            schema: schema.clone(),
            count: 1,
            is_corrected: false,
        }
    }

    /// Whether emitted types decode the value anyway.
    pub fn is_decoded(&self) -> bool {
        match self.difference {
            Difference::Null | Difference::WrongType { .. } | Difference::Missing(_) => false,
            Difference::OptionalNull
            | Difference::MissingNullable(_)
            | Difference::Undeclared(_)
            | Difference::UnknownValue(_) => true,
        }
    }

    /// The diagnostic, which marks the schema.
    pub fn diagnostic(&self) -> Diagnostic {
        let value_at = match self.value_at.as_str() {
            "" => "the response".to_owned(),
            at => format!("`{at}`"),
        };
        let (message, correction) = match &self.difference {
            Difference::Null => (
                format!("{value_at} is null, and the schema does not allow null"),
                "allows null",
            ),
            Difference::WrongType { found, allowed } => {
                let allowed = match allowed.as_slice() {
                    [] => "another type".to_owned(),
                    names => names.join(" or "),
                };
                let found = found.described();
                (
                    format!("{value_at} is {found}, and the schema allows only {allowed}"),
                    "allows the type",
                )
            }
            Difference::Missing(name) => (
                format!("{value_at} has no property `{name}`, which is required"),
                "corrects it",
            ),
            Difference::OptionalNull => (
                format!("{value_at} is null, and the schema does not allow null"),
                "decoded as if the property were missing",
            ),
            Difference::MissingNullable(name) => (
                format!("{value_at} has no property `{name}`, which is required"),
                "decoded as null",
            ),
            Difference::Undeclared(name) => (
                format!("{value_at} has the property `{name}`, which is not declared"),
                "the property is ignored, unless `unknown-properties = \"keep\"` collects it",
            ),
            Difference::UnknownValue(text) => (
                format!("{value_at} is {text}, which the schema does not list"),
                "decoded as an unknown value",
            ),
        };
        let label = match (self.is_decoded(), self.is_corrected) {
            (true, _) => correction.to_owned(),
            (false, true) => format!("the overlay {correction}"),
            (false, false) => "no overlay for it: correct the document by hand".to_owned(),
        };
        let found = Diagnostic::new(codes::RESPONSE_MISMATCH, message).label(label);
        let found = match self.is_decoded() {
            true => found.severity(Severity::Note),
            false => found,
        };
        let found = match self.difference {
            Difference::Missing(_) | Difference::MissingNullable(_) => {
                found.at_key(&self.schema.child("required"))
            }
            _ => found.at_key(&self.schema),
        };
        found.repeated(self.count)
    }
}

/// Counts equal differences at one schema.
pub(super) fn grouped(found: Vec<Mismatch>) -> Vec<Mismatch> {
    let mut grouped: Vec<Mismatch> = Vec::new();
    let mut known = HashMap::new();
    for one in found {
        let difference = match &one.difference {
            Difference::UnknownValue(_) => Difference::UnknownValue(String::new()),
            other => other.clone(),
        };
        let key = (one.schema.clone(), difference);
        let index = *known.entry(key).or_insert(grouped.len());
        match grouped.get_mut(index) {
            Some(first) => first.count += 1,
            None => grouped.push(one),
        }
    }
    grouped
}
