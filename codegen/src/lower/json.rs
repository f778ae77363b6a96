//! Converts values of the document to JSON text.

use serde_json::Value;

use crate::read::{self, Node, Number};

/// Compact JSON for docs and messages. Integers beyond 64 bits are strings.
pub(super) fn to_json(node: &Node) -> String {
    let number = |number| match number {
        Number::Int(int) => Some(match i64::try_from(int) {
            Ok(int) => int.into(),
            Err(_) => int.to_string().into(),
        }),
        Number::Float(float) => Some(float.into()),
    };
    read::to_json(node, &number)
        .unwrap_or(Value::Null)
        .to_string()
}
