//! `object!`: declared and undeclared, required and optional properties, in any order.

use crate::models::{Backup, BackupPage, BackupType, Empty, Labels, List, Open, Plain, Wide};
use serde_json::json;

fn message<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn round_trips() {
    let text = r#"{"id":"b1","folderId":"f","createdAt":"2024-02-29T12:30:00.50+02:00","sourceShardNames":["rs0","rs1"],"size":"123","type":"MANUAL"}"#;
    let backup: Backup = serde_json::from_str(text).unwrap();
    assert_eq!(
        (backup.size, backup.type_.clone()),
        (Some(123), Some(BackupType::Manual))
    );
    assert_eq!(serde_json::to_string(&backup).unwrap(), text);
    assert_eq!(
        serde_json::from_value::<Backup>(serde_json::to_value(&backup).unwrap()).unwrap(),
        backup
    );
}

#[test]
fn optional_fields_start_empty() {
    let backup = Backup::new("b1");
    assert_eq!(serde_json::to_value(&backup).unwrap(), json!({"id": "b1"}));
}

#[test]
fn accepts_any_order_and_the_last_duplicate() {
    let text = r#"{"type":"AUTOMATED","unknown":[{"deep":[]}],"id":"old","size":7,"id":"new"}"#;
    let backup: Backup = serde_json::from_str(text).unwrap();
    assert_eq!((backup.id.as_str(), backup.size), ("new", Some(7)));
    assert_eq!(
        serde_json::to_string(&backup).unwrap(),
        r#"{"id":"new","size":"7","type":"AUTOMATED"}"#
    );
}

#[test]
fn reports_the_missing_property() {
    assert_eq!(
        message::<Backup>(r#"{"size": 1}"#),
        "missing field `id` (schema $.components.schemas.Backup) at line 1 column 11"
    );
    assert_eq!(
        message::<Backup>("{}"),
        "missing field `id` (schema $.components.schemas.Backup) at line 1 column 2"
    );
    assert_eq!(
        message::<BackupPage>(r#"{"backups": [{"id": "a"}, {}]}"#),
        "$.backups[1]: missing field `id` (schema $.components.schemas.Backup) at line 1 column 28"
    );
}

#[test]
fn rejects_null_and_other_types() {
    assert_eq!(
        message::<Backup>(r#"{"id": null}"#),
        "$.id: invalid type: null, expected a string (schema $.components.schemas.Backup) at line 1 column 11"
    );
    assert_eq!(
        message::<Backup>("[]"),
        "invalid type: sequence, expected an object at line 1 column 0"
    );
    assert!(message::<Backup>("null").starts_with("invalid type: null, expected an object"));
    assert!(
        message::<BackupPage>(r#"{"backups":[null]}"#)
            .starts_with("$.backups[0]: invalid type: null")
    );
}

#[test]
fn ignores_undeclared_properties() {
    assert_eq!(
        serde_json::from_str::<Empty>(r#"{"a": {"b": [1, 2]}}"#).unwrap(),
        Empty::new()
    );
    assert_eq!(serde_json::to_string(&Empty::new()).unwrap(), "{}");
}

#[test]
fn keeps_additional_properties() {
    let text = r#"{"owner":"me","a":1,"b":2}"#;
    let labels: Labels = serde_json::from_str(r#"{"a": 1.0, "owner": "me", "b": 2}"#).unwrap();
    assert_eq!(labels.additional_properties.get("b"), Some(&2));
    assert_eq!(serde_json::to_string(&labels).unwrap(), text);
    let open: Open = serde_json::from_str(r#"{"x":null,"y":[1]}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&open).unwrap(),
        r#"{"x":null,"y":[1]}"#
    );
}

#[test]
fn keeps_additional_properties_of_another_type() {
    let text = r#"{"owner":"me","a":1,"c":3,"b":{"new":true}}"#;
    let labels: Labels = serde_json::from_str(text).unwrap();
    let members: Vec<_> = labels.additional_properties.iter().collect();
    assert_eq!(members, [(&"a".to_owned(), &1), (&"c".to_owned(), &3)]);
    assert_eq!(
        labels.additional_properties.others().get("b"),
        Some(&json!({"new": true}))
    );
    assert_eq!(serde_json::to_string(&labels).unwrap(), text);

    let twice: Labels = serde_json::from_str(r#"{"a":1,"a":"x"}"#).unwrap();
    assert_eq!(serde_json::to_string(&twice).unwrap(), r#"{"a":"x"}"#);
}

#[test]
fn never_writes_a_property_twice() {
    let mut labels: Labels = serde_json::from_str(r#"{"owner":"me"}"#).unwrap();
    labels.additional_properties.insert("owner".to_owned(), 1);
    labels.additional_properties.insert("x".to_owned(), 2);
    assert_eq!(
        serde_json::to_string(&labels).unwrap(),
        r#"{"owner":"me","x":2}"#
    );
}

#[test]
fn codec_names_do_not_conflict_with_models() {
    let list: List = serde_json::from_str(r#"{"plain":"required"}"#).unwrap();
    assert_eq!(list.plain, Some(Plain::Required));
}

#[test]
fn reports_missing_properties_after_the_64th() {
    let mut value = serde_json::Map::new();
    for at in 0..140 {
        value.insert(format!("m{at}"), json!(at));
    }
    let wide: Wide = serde_json::from_value(value.clone().into()).unwrap();
    assert_eq!((wide.m0, wide.m139), (0, 139));
    for gone in ["m0", "m63", "m64", "m127", "m128", "m139"] {
        let mut value = value.clone();
        value.remove(gone);
        let error = serde_json::from_value::<Wide>(value.into()).unwrap_err();
        assert_eq!(error.to_string(), format!("missing field `{gone}`"));
    }
}
