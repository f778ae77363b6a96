//! The JSON path in an error message.

use crate::models::{BackupPage, EveryPresence};
use crate::split_path;
use serde::de::DeserializeOwned;

fn message<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn contains_objects_and_lists() {
    assert_eq!(
        message::<BackupPage>(r#"{"backups": [{"id": "a"}, {"id": "b", "size": true}]}"#),
        "$.backups[1].size: invalid type: boolean `true`, expected an integer in a string \
         at line 1 column 50"
    );
}

#[test]
fn contains_maps_boxes_and_nulls() {
    let text = r#"{"required": 1, "nullable": null, "orEmpty": {"odd key": ["1", "x"]}}"#;
    assert!(
        message::<EveryPresence>(text)
            .starts_with(r#"$.orEmpty["odd key"][1]: invalid value: string "x""#)
    );
    let text = r#"{"boxed": {"boxed": {"items": [1, null, "x"]}}}"#;
    assert!(
        message::<EveryPresence>(text).starts_with("$.boxed.boxed.items[2]: invalid type: string")
    );
    let text = r#"{"tristateList": [1, null]}"#;
    assert!(message::<EveryPresence>(text).starts_with("$.tristateList[1]: invalid type: null"));
}

#[test]
fn quotes_names_that_are_not_identifiers() {
    for (key, segment) in [
        ("a", ".a"),
        ("_a1", "._a1"),
        ("1a", r#"["1a"]"#),
        ("", r#"[""]"#),
        ("a.b", r#"["a.b"]"#),
        ("a]: \"b", r#"["a]: \"b"]"#),
        ("ключ", r#"["ключ"]"#),
        ("line\nbreak", r#"["line\nbreak"]"#),
    ] {
        let text = serde_json::json!({ "orEmpty": { key: "x" } }).to_string();
        let message = message::<EveryPresence>(&text);
        let path = format!("$.orEmpty{segment}");
        assert!(
            message.starts_with(&format!("{path}: invalid type")),
            "{message}"
        );
        assert_eq!(split_path(&message).0, Some(path.as_str()));
    }
}

#[test]
fn is_split_from_the_message() {
    assert_eq!(split_path("$.a[0]: b: c"), (Some("$.a[0]"), "b: c"));
    assert_eq!(split_path("missing field `a`"), (None, "missing field `a`"));
    for message in [
        "",
        "$",
        "$.a",
        "$[",
        "$[\"a: b",
        "$5: too cheap",
        "$.a [0]: b",
    ] {
        assert_eq!(split_path(message), (None, message));
    }
}

#[test]
fn is_part_of_syntax_errors() {
    assert_eq!(
        message::<BackupPage>("{\"backups\": [{\"id\": \"a\",\n \"size\": x}]}"),
        "$.backups[0].size: expected value at line 2 column 10"
    );
    assert!(message::<BackupPage>(r#"{"backups": [{"id": "a""#).starts_with("$.backups[0]: EOF"));
}

#[test]
fn keeps_line_and_column_of_the_error() {
    let error = serde_json::from_str::<BackupPage>("{\n\"backups\": [\n{\"id\": 7}]}").unwrap_err();
    assert_eq!((error.line(), error.column()), (3, 8));
}
