//! Lenient decoding: values that don't match are left out and reported.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::models::{Backup, BackupPage, EveryPresence, Labels, Payment, Pet, Target};
use crate::runtime::Lenient;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes a value leniently. Returns what was decoded, and the paths of the rejected values.
fn read<T: DeserializeOwned + Serialize>(json: Value) -> (Value, Vec<String>) {
    let lenient = Lenient::<T>::from_slice(json.to_string().as_bytes()).unwrap();
    for one in &lenient.rejected {
        let pointer = one.path().replace('$', "").replace(['.', '['], "/");
        let original = json.pointer(&pointer.replace(']', ""));
        assert_eq!(original.unwrap_or(&Value::Null), one.value(), "{pointer}");
    }
    let paths = lenient.rejected.iter().map(|one| one.path().to_owned());
    let paths = paths.collect();
    (serde_json::to_value(lenient.value).unwrap(), paths)
}

fn strict_error<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
    Lenient::<T>::from_slice(json.as_bytes())
        .unwrap_err()
        .to_string()
}

#[test]
fn a_valid_value_is_complete() {
    let page = json!({"backups": [{"id": "a"}]});
    assert_eq!(read::<BackupPage>(page.clone()), (page, vec![]));
}

#[test]
fn optional_properties() {
    let (page, paths) = read::<BackupPage>(json!({
        "backups": [{"id": "a", "size": {}, "folderId": 1}, {"id": "b"}],
        "nextPageToken": ["t"],
    }));
    assert_eq!(page, json!({"backups": [{"id": "a"}, {"id": "b"}]}));
    assert_eq!(
        paths,
        [
            "$.backups[0].folderId",
            "$.backups[0].size",
            "$.nextPageToken"
        ]
    );
}

#[test]
fn items_have_their_original_index() {
    let (page, paths) = read::<BackupPage>(json!({"backups": [
        1,
        {"id": "b", "sourceShardNames": ["x", 1, "y", 2, 3, "z", "z"]},
        {"id": "c"},
        {"id": "d"},
        {"id": "e"},
        null,
        {"id": "g", "size": 0.5},
    ]}));
    assert_eq!(
        page,
        json!({"backups": [
            {"id": "b", "sourceShardNames": ["x", "y", "z", "z"]},
            {"id": "c"},
            {"id": "d"},
            {"id": "e"},
            {"id": "g"},
        ]})
    );
    assert_eq!(
        paths,
        [
            "$.backups[0]",
            "$.backups[1].sourceShardNames[1]",
            "$.backups[1].sourceShardNames[3]",
            "$.backups[1].sourceShardNames[4]",
            "$.backups[5]",
            "$.backups[6].size",
        ]
    );
}

#[test]
fn required_properties_get_their_initial_value() {
    let text = r#"{"backups": [{"id": "a"}, {"id": 7, "size": {}}]}"#;
    let page = Lenient::<BackupPage>::from_slice(text.as_bytes()).unwrap();
    assert_eq!(page.value.backups.len(), 1);
    let [one] = &page.rejected[..] else {
        panic!("{:?}", page.rejected)
    };
    assert_eq!(
        one.value(),
        &json!({"id": 7, "size": {}}),
        "nothing else is left"
    );
    assert_eq!(
        one.to_string(),
        "$.backups[1]: `$.backups[1].id`: invalid type: integer `7`, expected a string"
    );
    let text = r#"{"backups": [{"id": "a"}, {"size": 5}, {"id": null, "size": 6}, {"size": 7}]}"#;
    let page = Lenient::<BackupPage>::from_slice(text.as_bytes()).unwrap();
    let sizes: Vec<_> = page.value.backups.iter().map(|one| one.size).collect();
    assert_eq!(sizes, [None, Some(5), Some(6), Some(7)]);
    let rejected: Vec<_> = page.rejected.iter().map(ToString::to_string).collect();
    assert_eq!(
        rejected,
        [
            "$.backups[1].id: missing field `id` (schema $.components.schemas.Backup)",
            "$.backups[2].id: invalid type: null, expected a string (schema $.components.schemas.Backup)",
            "$.backups[3].id: missing field `id` (schema $.components.schemas.Backup)",
        ]
    );
}

#[test]
fn maps_boxes_and_names_in_quotes() {
    let (value, paths) = read::<EveryPresence>(json!({
        "required": 1,
        "nullable": null,
        "orEmpty": {"a": ["1", "x"], "b": {}, "c": ["3"]},
        "boxed": {"required": "no"},
        "tristate": 1,
    }));
    assert_eq!(
        value,
        json!({
            "required": 1,
            "nullable": null,
            "orEmpty": {"a": ["1"], "c": ["3"]},
        })
    );
    assert_eq!(
        paths,
        ["$.boxed", "$.orEmpty.a[1]", "$.orEmpty.b", "$.tristate"]
    );
    let text = r#"{"required": 1, "nullable": null, "odd name": 3}"#;
    let value = Lenient::<EveryPresence>::from_slice(text.as_bytes()).unwrap();
    assert_eq!(value.rejected[0].path(), r#"$["odd name"]"#);
    assert_eq!(value.value.odd, None);
}

#[test]
fn unknown_values_are_not_rejected() {
    let target = json!({"clusterId": 1, "zone": 2});
    assert_eq!(read::<Target>(target.clone()), (target, vec![]));
    let labels = json!({"owner": "o", "a": 1, "b": "two"});
    assert_eq!(read::<Labels>(labels.clone()), (labels, vec![]));
    let dog =
        json!({"petType": "dog", "puppies": [{"petType": "cat"}, {"petType": "cat", "lives": 9}]});
    let (dog, paths) = read::<Pet>(dog);
    assert_eq!(
        dog,
        json!({
            "petType": "dog",
            "puppies": [{"petType": "cat", "lives": 0}, {"petType": "cat", "lives": 9}],
        })
    );
    assert_eq!(paths, ["$.puppies[0].lives"]);
    let (payment, paths) = read::<Payment>(json!({"amount": 1, "note": 5, "kind": "card"}));
    assert_eq!(payment["amount"], 1);
    assert_eq!(paths, ["$.note"]);
}

#[test]
fn fails_if_nothing_is_left() {
    assert!(strict_error::<BackupPage>("[1]").starts_with("invalid type"));
    assert!(strict_error::<Vec<String>>("{}").starts_with("invalid type"));
    assert!(strict_error::<EveryPresence>(r#"{"nullable": 1}"#).contains("nullable"));
    assert!(strict_error::<BackupPage>(r#"{"backups": [{"id": 1}"#).contains("column"));
}

/// Returns how long lenient decoding takes and how many values were rejected.
fn time(text: &str) -> (Duration, Option<usize>) {
    let start = Instant::now();
    let read = Lenient::<BackupPage>::from_slice(text.as_bytes());
    let found = read.ok().map(|page| page.rejected.len());
    (start.elapsed(), found)
}

#[test]
fn long_lists_take_linear_time() {
    // Seconds, even in a debug build. Quadratic time would be many minutes.
    let bound = Duration::from_secs(120);
    let list = |item: &str| format!(r#"{{"backups": [7{}]}}"#, item.repeat(50_000));
    let (took, found) = time(&list(r#",{"id":"a"}"#));
    assert!(took < bound, "{took:?} for one invalid item");
    assert_eq!(found, Some(1));
    let (took, found) = time(&list(",7"));
    assert!(took < bound, "{took:?} for invalid items");
    assert_eq!(found, Some(1), "the list as a whole");
    let (took, _) = time(&list(r#",{"size":"1"}"#));
    assert!(took < bound, "{took:?} for missing properties");
    let (took, _) = time(&list(r#",{"id":"a"},7"#));
    assert!(took < bound, "{took:?} for every other item");
    // Each of the lists is decoded together with the whole object.
    let mut text = String::from(r#"{"backups": []"#);
    for number in 0..20_000 {
        let _ = write!(text, r#","member{number}": [7]"#);
    }
    text.push_str(r#","nextPageToken": 7}"#);
    let (took, found) = time(&text);
    assert!(took < bound, "{took:?} for an invalid property");
    assert_eq!(found, Some(1 + 1_000), "with the first undeclared ones");
    let map: String = (0..20_000).map(|key| format!(r#","k{key}":7"#)).collect();
    let text = format!(r#"{{"required":1,"nullable":null,"orEmpty":{{"k":7{map}}}}}"#);
    let start = Instant::now();
    let error = strict_error::<EveryPresence>(&text);
    assert!(start.elapsed() < bound, "{:?}", start.elapsed());
    assert!(error.starts_with("$.orEmpty.k: "), "{error}");
}

/// `Vec` has its own `Deserialize`, whose errors have no index.
#[test]
fn items_of_a_list_without_a_codec_are_found() {
    let text = br#"[{"id": "a"}, {"id": "b", "size": true, "folderId": "f"}, {"id": "c"}]"#;
    let backups = Lenient::<Vec<Backup>>::from_slice(text).unwrap();
    let paths: Vec<_> = backups.rejected.iter().map(|one| one.path()).collect();
    assert_eq!(paths, ["$[1].size"]);
    let folders: Vec<_> = backups.value.iter().map(|one| &one.folder_id).collect();
    assert_eq!(folders, [&None, &Some("f".to_owned()), &None]);
    let error = strict_error::<Vec<Backup>>(r#"[{"id": "a"}, 7"#);
    assert!(
        error.starts_with("$[1]: invalid type: integer `7`"),
        "{error}"
    );
    let error = strict_error::<(i64, String)>("[1, 2, 3]");
    assert!(error.starts_with("$[1]: invalid type"), "{error}");
    let error = strict_error::<Vec<Backup>>("[{\"id\": \"a\"}] x");
    assert!(error.starts_with("trailing characters"), "{error}");
}

/// A program that changes a value and sends it back must know what would be lost.
#[test]
fn undeclared_properties_are_listed() {
    let listed = |text: &str| {
        let page = Lenient::<BackupPage>::from_slice(text.as_bytes()).unwrap();
        let rejected = page.rejected.into_iter();
        let lines = rejected.map(|one| {
            let kind = if one.is_undeclared() {
                "undeclared"
            } else {
                "rejected"
            };
            format!("{kind} {} {}", one.path(), one.text())
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(listed(r#"{"backups": [{"id": "a"}]}"#), [""; 0]);
    assert_eq!(
        listed(r#"{"total": 1.50, "backups": [{"id": "a"}, {"id": "b", "x": {"y": [null]}}]}"#),
        [
            "undeclared $.total 1.50",
            r#"undeclared $.backups[1].x {"y":[null]}"#
        ]
    );
    // The indices are those of the original text.
    assert_eq!(
        listed(r#"{"backups": [7, {"id": "a", "x": 1}, 8, 9, {"id": "b", "y": 2}]}"#),
        [
            "rejected $.backups[0] 7",
            "rejected $.backups[2] 8",
            "rejected $.backups[3] 9",
            "undeclared $.backups[1].x 1",
            "undeclared $.backups[4].y 2",
        ]
    );
    let list = br#"[{"id": "a"}, {"id": "b", "x": 1}]"#;
    let list = Lenient::<Vec<Backup>>::from_slice(list).unwrap();
    assert_eq!(list.rejected[0].path(), "$[1].x");
}
