use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::compositions::models::{Grade, Parcel, Probe, Room, Shape, Tool, Vehicle};

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

#[test]
fn alternatives_beside_properties_that_match_together_lose_nothing() {
    let mut vehicle = read::<Vehicle>(
        json!({"id": "v", "owner": "o", "wheels": 4, "tyres": "t", "sails": 1, "anchor": "a"}),
    );
    assert_eq!((&*vehicle.id, vehicle.owner.as_deref()), ("v", Some("o")));
    assert_eq!(vehicle.additional_properties.len(), 2);
    // The properties of the object itself are not collected a second time.
    vehicle.owner = None;
    let written = serde_json::to_value(&vehicle).unwrap();
    assert_eq!(
        written,
        json!({"id": "v", "wheels": 4, "tyres": "t", "sails": 1, "anchor": "a"})
    );
    let vehicle = read::<Vehicle>(json!({"id": "v", "sails": 1}));
    assert!(vehicle.additional_properties.is_empty(), "{vehicle:?}");
    assert!(!format!("{vehicle:?}").contains("Unknown"), "{vehicle:?}");
}

#[test]
fn additional_properties_beside_alternatives_are_collected() {
    let parcel = read::<Parcel>(json!({"to": "t", "grams": 5, "height": 7, "other": "no integer"}));
    assert_eq!(parcel.additional_properties.get("height"), Some(&7));
    assert!(!parcel.additional_properties.contains_key("grams"));
}
