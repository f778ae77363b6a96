use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::compositions::models::{Grade, Probe, Room, Shape, Tool};

fn read<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

#[test]
fn alternatives_beside_properties_remain() {
    let grade = read::<Grade>(json!({"note": "n", "value": 1.5, "label": "l", "digits": 2}));
    assert_eq!(grade.note.as_deref(), Some("n"));
    assert!(!format!("{grade:?}").contains("Unknown"), "{grade:?}");
    let grade = read::<Grade>(json!({"value": "red", "palette": "p"}));
    assert!(!format!("{grade:?}").contains("Unknown"), "{grade:?}");
}

#[test]
fn children_that_a_parent_lists_have_its_properties() {
    let Tool::Saw(saw) = read(json!({"brand": "b", "weight": 2, "teeth": 40})) else {
        panic!("a saw")
    };
    assert_eq!((saw.brand.as_deref(), saw.teeth), (Some("b"), Some(40)));
    assert!(matches!(read(json!({"brand": "b", "speed": 9})), Tool::Drill(_)));
    let Shape::Box(found) = read(json!({"kind": "box", "side": 4})) else {
        panic!("a box")
    };
    assert_eq!(found.side, Some(4));
}

#[test]
fn kubernetes_integers_or_strings_are_kept() {
    for port in [json!(8080), json!("http")] {
        read::<Probe>(json!({"port": port, "limit": port}));
    }
    let text = r#"{"port":9007199254740993}"#;
    let probe: Probe = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&probe).unwrap(), text);
}

#[test]
fn items_without_type_admit_other_values() {
    for talks in [json!([{"id": "1"}, {"name": "n"}]), json!({"id": "1"}), json!("later")] {
        let room = read::<Room>(json!({"talks": talks}));
        assert!(!format!("{room:?}").contains("Unknown"), "{room:?}");
    }
    read::<Room>(json!({"tags": ["a"]}));
    read::<Room>(json!({"tags": {"a": 1}}));
}
