//! `tagged!`: unions with a tag.

use crate::models::{Cat, Dog, Pet};
use serde_json::{Value, json};

fn read(value: Value) -> Pet {
    serde_json::from_value(value).unwrap()
}

#[test]
fn is_picked_by_its_tag() {
    assert_eq!(
        read(json!({"petType": "cat", "lives": 9})),
        Pet::Cat(Cat::new(9))
    );
    assert!(matches!(read(json!({"petType": "hound"})), Pet::Dog(_)));
    assert!(matches!(read(json!({"petType": "dog"})), Pet::Dog(_)));
}

#[test]
fn keeps_what_it_does_not_know() {
    for value in [
        json!({"petType": "fish", "fins": 3}),
        json!({"lives": 9}),
        json!({"petType": 5}),
        json!({"petType": null}),
        json!("cat"),
        json!(["cat"]),
        json!(null),
    ] {
        let pet = read(value.clone());
        assert!(matches!(&pet, Pet::Unknown(_)), "{value}");
        assert_eq!(serde_json::to_value(&pet).unwrap(), value);
    }
}

#[test]
fn says_where_a_known_variant_fails() {
    let text = r#"{"petType": "dog", "puppies": [{"petType": "cat", "lives": "x"}]}"#;
    let error = serde_json::from_str::<Pet>(text).unwrap_err().to_string();
    assert!(
        error.starts_with("$.puppies[0].lives: invalid type: string"),
        "{error}"
    );
    let error = serde_json::from_str::<Pet>(r#"{"petType": "cat"}"#)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("missing field `lives`"), "{error}");
}

#[test]
fn writes_the_tag_where_it_lacks() {
    let cat = Pet::Cat(Cat::new(9));
    assert_eq!(
        serde_json::to_value(&cat).unwrap(),
        json!({"petType": "cat", "lives": 9})
    );
    let dog: Dog = serde_json::from_value(json!({})).unwrap();
    assert_eq!(
        serde_json::to_value(Pet::Dog(Box::new(dog))).unwrap(),
        json!({"petType": "dog"})
    );
    let hound = json!({"petType": "hound"});
    assert_eq!(serde_json::to_value(read(hound.clone())).unwrap(), hound);
}
