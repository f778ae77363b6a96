//! Undeclared properties of unions and of objects with parts, which lenient decoding lists.

use crate::models::{Backup, BackupPage, Booking, FilterGroup, Payment, Pet, Target};
use crate::runtime::Lenient;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn listed<T: DeserializeOwned>(text: &str) -> Vec<String> {
    let decoded = Lenient::<T>::from_slice(text.as_bytes()).unwrap();
    let rejected = decoded.rejected.iter();
    let undeclared = rejected.filter(|one| one.is_undeclared());
    let lines = undeclared.map(|one| format!("{} {}", one.path(), one.text()));
    lines.collect()
}

#[test]
fn a_union_lists_what_the_chosen_variant_skips() {
    let text = r#"{"clusterId": "c", "zone": "z", "kind": "cluster", "size": 1.50}"#;
    assert_eq!(listed::<Target>(text), ["$.size 1.50"]);
    // A map has all properties, and so has `Unknown`.
    assert_eq!(listed::<Target>(r#"{"size": 1}"#), [""; 0]);
    assert_eq!(listed::<Target>("[1]"), [""; 0]);
    // Without a tag, the variants are tried.
    assert_eq!(listed::<Pet>(r#"{"lives": 9, "age": 3}"#), ["$.age 3"]);
}

#[test]
fn nested_unions_list_each_property_once() {
    let text = r#"{"puppies": [{"puppies": [{"lives": 3, "age": 1}], "y": 2}], "z": 3}"#;
    let mut found = listed::<Pet>(text);
    found.sort();
    let expected = ["$.puppies[0].puppies[0].age 1", "$.puppies[0].y 2", "$.z 3"];
    assert_eq!(found, expected);
    // The chosen variant has any JSON in `value`.
    let text = r#"{"value": [{"operator": "or", "value": [{"x": 1}], "y": 2}]}"#;
    assert_eq!(listed::<FilterGroup>(text), ["$.value[0].y 2"]);
}

#[test]
fn an_object_lists_what_none_of_its_parts_has() {
    let text = r#"{"amount": 5, "kind": "card", "number": "n", "color": "red"}"#;
    assert_eq!(listed::<Payment>(text), ["$.color \"red\""]);
    // A property of another variant is in none of the parts.
    let text = r#"{"amount": 5, "kind": "card", "number": "n", "coins": 3}"#;
    assert_eq!(listed::<Payment>(text), ["$.coins 3"]);
    // These objects collect what nothing declares.
    let text = r#"{"room": "r", "kind": "card", "number": "n", "size": 3}"#;
    assert_eq!(listed::<Booking>(text), [""; 0]);
}

/// Strict decoding skips what can't be a `serde_json::Value`, so lenient decoding must skip it, too.
#[test]
fn a_skipped_value_can_be_any_json() {
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    for skipped in [
        "1.5e+600",
        "[-1e999]",
        r#""\ud800""#,
        r#"{"\udc00": 1}"#,
        &deep,
    ] {
        let text = format!(r#"{{"id": "a", "first": 1, "added": {skipped}, "last": 1.50}}"#);
        let strict: Backup = serde_json::from_str(&text).unwrap();
        let lenient = Lenient::<Backup>::from_slice(text.as_bytes()).unwrap();
        assert_eq!(lenient.value, strict);
        let expected = ["$.first 1", &format!("$.added {skipped}"), "$.last 1.50"];
        assert_eq!(listed::<Backup>(&text), expected);
        let values = lenient.rejected.iter().map(|one| one.value().clone());
        let expected = [json!(1), Value::Null, json!(1.5)];
        assert_eq!(values.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_replaced() {
    let text = b"{\"backups\": [{\"id\": \"a\", \"added\": \"\xff\", \"b\xe4\": 1}]}";
    assert!(serde_json::from_slice::<BackupPage>(text).is_err());
    let text = b"{\"backups\": [{\"id\": \"a\", \"added\": {\"\xff\": \"\xff\"}}]}";
    let strict: BackupPage = serde_json::from_slice(text).unwrap();
    let lenient = Lenient::<BackupPage>::from_slice(text).unwrap();
    assert_eq!(lenient.value, strict);
    let [added] = lenient.rejected.as_slice() else {
        panic!("{:?}", lenient.rejected);
    };
    assert_eq!(added.path(), "$.backups[0].added");
    assert_eq!(added.text(), "{\"\u{fffd}\": \"\u{fffd}\"}");
}

#[test]
fn the_error_is_that_of_strict_decoding() {
    let text = r#"{"id": "a", "added": 1e600, "size": {}}"#;
    let strict = serde_json::from_str::<Backup>(text).unwrap_err();
    let lenient = Lenient::<Backup>::from_slice(text.as_bytes()).unwrap_err();
    assert_eq!(lenient.to_string(), strict.to_string());
}
