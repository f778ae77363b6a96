use serde_json::json;
use values::received::models::{Kept, Sheet, Way};

#[test]
fn required_properties_can_be_missing() {
    let text = r#"{"lines":[{"id":1,"change":null},{"id":2}]}"#;
    let sheet: Sheet = serde_json::from_str(text).unwrap();
    assert_eq!(sheet.title, None);
    let ids: Vec<_> = sheet.lines.iter().map(|line| line.id).collect();
    assert_eq!(ids, [Some(1), Some(2)]);
    assert!(sheet.lines.iter().all(|line| line.change.is_none() && line.note.is_none()));
}

#[test]
fn undeclared_properties_are_kept() {
    let value = json!({"kind": "kept", "size": 1, "owner": {"id": 7}});
    let kept: Kept = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(kept.additional_properties["owner"]["id"], 7);
    assert_eq!(serde_json::to_value(kept).unwrap(), value);
    // `new` still sets the property that has one value.
    assert_eq!(serde_json::to_value(Kept::new()).unwrap(), json!({"kind": "kept"}));
}

#[test]
fn alternatives_are_still_told_apart() {
    let way: Way = serde_json::from_value(json!({"turn": 1})).unwrap();
    assert!(matches!(way, Way::Right(_)));
    let way: Way = serde_json::from_value(json!({"side": "x"})).unwrap();
    assert!(matches!(way, Way::Left(_)));
}
