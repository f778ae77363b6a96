//! A value that the API's description doesn't know.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// What the server sent where none of the declared values fits: kept as it came and sent back so.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownValue(Value);

impl UnknownValue {
    /// The text, when the value is a string.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_str()
    }

    /// The number, when the value is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    /// The value as JSON.
    pub fn as_json(&self) -> &Value {
        &self.0
    }

    /// The value as JSON, taken out.
    pub fn into_json(self) -> Value {
        self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

impl From<Value> for UnknownValue {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl From<&str> for UnknownValue {
    fn from(text: &str) -> Self {
        Self(Value::from(text))
    }
}

impl From<String> for UnknownValue {
    fn from(text: String) -> Self {
        Self(Value::from(text))
    }
}

impl Serialize for UnknownValue {
    fn serialize<S: Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(sink)
    }
}

impl<'de> Deserialize<'de> for UnknownValue {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Value::deserialize(source).map(Self)
    }
}
