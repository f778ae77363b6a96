//! The tables work with all of serde_json's deserializers: slices, readers and values.

use crate::models::{BackupPage, EveryPresence, Pet, Target};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn same_from_all<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(text: &str) {
    let from_str: T = serde_json::from_str(text).unwrap();
    let from_slice: T = serde_json::from_slice(text.as_bytes()).unwrap();
    let from_reader: T = serde_json::from_reader(text.as_bytes()).unwrap();
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let from_ref = T::deserialize(&value).unwrap();
    let from_value: T = serde_json::from_value(value).unwrap();
    assert_eq!(from_str, from_slice);
    assert_eq!(from_str, from_reader);
    assert_eq!(from_str, from_ref);
    assert_eq!(from_str, from_value);
    let again = serde_json::to_string(&from_str).unwrap();
    assert_eq!(serde_json::from_str::<T>(&again).unwrap(), from_str);
}

#[test]
fn objects() {
    same_from_all::<BackupPage>(
        r#"{"b\u0061ckups": [{"id": "\u0061", "type": "MANUAL", "s\u0069ze": "5"}], "nextPageToken": "t"}"#,
    );
    same_from_all::<EveryPresence>(
        r#"{"required": 1, "nullable": null, "orEmpty": {"k\u0061y": ["1", 2]}, "items": [null, 2.0]}"#,
    );
}

#[test]
fn unions() {
    same_from_all::<Pet>(r#"{"petType": "dog", "puppies": [{"petType": "cat", "lives": 9.0}]}"#);
    same_from_all::<Target>(r#"{"clusterId": "c", "zone": "z", "kind": "cluster"}"#);
    same_from_all::<Target>("5.0");
}

#[test]
fn errors_have_a_path_from_all() {
    let text = r#"{"backups": [{"id": 1}]}"#;
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let messages = [
        serde_json::from_reader::<_, BackupPage>(text.as_bytes())
            .unwrap_err()
            .to_string(),
        serde_json::from_value::<BackupPage>(value)
            .unwrap_err()
            .to_string(),
    ];
    for message in messages {
        assert!(
            message.starts_with("$.backups[0].id: invalid type: "),
            "{message}"
        );
    }
}
