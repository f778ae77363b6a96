//! Setters of objects with any values.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::runtime::{Nullable, wire};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub metadata: Option<BTreeMap<String, Value>>,
    pub labels: Option<Option<BTreeMap<String, Value>>>,
    pub name: Option<String>,
    pub additional_properties: HashMap<String, Value>,
}

wire::setters! { Run {
    metadata: @M impl wire::Properties<M> => some_properties,
    labels: impl Into<Nullable<BTreeMap<String, Value>>> => some_nullable,
    name: impl Into<String> => some_value,
    additional_properties as additional: @M impl wire::Properties<M> => properties,
} }

#[test]
fn json_and_pairs_are_properties() {
    let expected = BTreeMap::from([("a".to_owned(), json!(1)), ("b".to_owned(), json!("x"))]);
    let run = Run::default().metadata(json!({"a": 1, "b": "x"}));
    assert_eq!(run.metadata.as_ref(), Some(&expected));
    let run = Run::default().metadata([("a", json!(1)), ("b", json!("x"))]);
    assert_eq!(run.metadata.as_ref(), Some(&expected));
    let run = Run::default().metadata(expected.clone());
    assert_eq!(run.metadata.as_ref(), Some(&expected));
    let run = Run::default().name("n").additional([("count", 3)]);
    assert_eq!(run.additional_properties["count"], json!(3));
    assert_eq!(
        Run::default().metadata(json!("text")).metadata,
        Some(BTreeMap::new())
    );
}

#[test]
fn json_is_an_object_or_null() {
    let run = Run::default().labels(json!({"a": 1}));
    assert_eq!(
        run.labels,
        Some(Some(BTreeMap::from([("a".to_owned(), json!(1))])))
    );
    assert_eq!(Run::default().labels(Value::Null).labels, Some(None));
    assert_eq!(Run::default().labels(None).labels, Some(None));
}
