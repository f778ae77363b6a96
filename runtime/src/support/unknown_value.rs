//! An enum value that the API doesn't declare.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A value that isn't among the declared values of an enum. It is stored as it was received and sent back unchanged.
///
/// It is as large as a pointer, since it is rare and part of every enum.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownValue(Option<Box<Value>>); // `None` for null: the initial value allocates nothing

static NULL: Value = Value::Null;

impl UnknownValue {
    /// Returns the string. Returns `None` if the value isn't a string.
    pub fn as_str(&self) -> Option<&str> {
        self.as_json().as_str()
    }

    /// Returns the number. Returns `None` if the value isn't an integer that fits into an `i64`.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_json().as_i64()
    }

    /// Returns the value as JSON.
    pub fn as_json(&self) -> &Value {
        self.0.as_deref().unwrap_or(&NULL)
    }

    /// Converts the value to JSON.
    pub fn into_json(self) -> Value {
        self.0.map(|value| *value).unwrap_or_default()
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.as_json())
    }
}

impl From<Value> for UnknownValue {
    fn from(value: Value) -> Self {
        Self((!value.is_null()).then(|| Box::new(value)))
    }
}

impl From<&str> for UnknownValue {
    fn from(text: &str) -> Self {
        Self::from(Value::from(text))
    }
}

impl From<String> for UnknownValue {
    fn from(text: String) -> Self {
        Self::from(Value::from(text))
    }
}

impl Serialize for UnknownValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for UnknownValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::from)
    }
}
