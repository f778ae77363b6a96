//! `string_enum!`: open enums of strings.

use std::collections::HashSet;

use crate::models::{Backup, BackupType};
use serde_json::json;

#[test]
fn reads_declared_strings() {
    assert_eq!(BackupType::from("MANUAL"), BackupType::Manual);
    assert_eq!(
        BackupType::from("AUTOMATED".to_owned()),
        BackupType::Automated
    );
    assert_eq!("MANUAL".parse(), Ok(BackupType::Manual));
    assert_eq!(BackupType::Manual.as_str(), "MANUAL");
    assert_eq!(
        format!("{} {:>7}", BackupType::Manual, BackupType::Manual),
        "MANUAL  MANUAL"
    );
}

#[test]
fn all_has_the_declared_values_in_order() {
    let all: Vec<&str> = BackupType::ALL.iter().map(BackupType::as_str).collect();
    assert_eq!(all, ["AUTOMATED", "MANUAL"]);
}

#[test]
fn keeps_undeclared_strings() {
    let value = BackupType::from("manual");
    assert!(matches!(&value, BackupType::Unknown(text) if text.as_str() == Some("manual")));
    assert_eq!(value.as_str(), "manual");
    assert_eq!(value.to_string(), "manual");
    assert_eq!(serde_json::to_value(&value).unwrap(), json!("manual"));
}

#[test]
fn keeps_any_json_value() {
    for value in [
        json!(null),
        json!(true),
        json!(3),
        json!(-3),
        json!(1.5),
        json!([1]),
        json!({"a": {}}),
    ] {
        let read: BackupType = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(read.as_str(), "");
        assert_eq!(serde_json::to_value(&read).unwrap(), value);
        let again: BackupType = serde_json::from_str(&value.to_string()).unwrap();
        assert_eq!(again, read);
    }
}

#[test]
fn reads_escaped_strings() {
    let read: BackupType = serde_json::from_str(r#""M\u0041NUAL""#).unwrap();
    assert_eq!(read, BackupType::Manual);
}

#[test]
fn an_unknown_value_does_not_fail_the_object() {
    let backup: Backup = serde_json::from_str(r#"{"id": "b", "type": {"new": 1}}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&backup).unwrap(),
        r#"{"id":"b","type":{"new":1}}"#
    );
    let backup: Backup = serde_json::from_str(r#"{"id": "b", "type": null}"#).unwrap();
    assert_eq!(backup.type_, None);
}

#[test]
fn can_be_hashed() {
    let set = HashSet::from([
        BackupType::Manual,
        BackupType::from("x"),
        BackupType::from("x"),
    ]);
    assert_eq!(set.len(), 2);
}
