//! `UnknownValue`: accessors, equality and formatting.

use std::collections::HashSet;

use crate::runtime::UnknownValue;
use serde_json::{Value, json};

#[test]
fn returns_its_value() {
    let text = UnknownValue::from("new");
    assert_eq!((text.as_str(), text.as_i64()), (Some("new"), None));
    let number = UnknownValue::from(json!(7));
    assert_eq!((number.as_str(), number.as_i64()), (None, Some(7)));
    let object = UnknownValue::from(json!({"a": 1}));
    assert_eq!(object.as_json(), &json!({"a": 1}));
    assert_eq!(format!("{object:?}"), r#"{"a":1}"#);
    assert_eq!(object.into_json(), json!({"a": 1}));
}

#[test]
fn can_be_hashed() {
    let values = [json!(1), json!(1.5), json!({"a": [1]}), json!(1)].map(UnknownValue::from);
    assert_eq!(values.into_iter().collect::<HashSet<_>>().len(), 3);
}

#[test]
fn is_as_large_as_a_pointer() {
    assert_eq!(size_of::<UnknownValue>(), size_of::<usize>());
    // Null, which is the initial value, is stored without an allocation.
    let null = UnknownValue::from(Value::Null);
    assert_eq!(null, UnknownValue::default());
    assert_eq!(null.as_json(), &Value::Null);
    assert_eq!(null.into_json(), Value::Null);
}
