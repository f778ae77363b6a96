//! `tagged!`: unions with a tag.

use crate::models::{Cat, Dog, Pet};
use serde_json::{Value, json};

fn read(value: Value) -> Pet {
    serde_json::from_value(value).unwrap()
}

#[test]
fn the_tag_selects_the_variant() {
    assert_eq!(
        read(json!({"petType": "cat", "lives": 9})),
        Pet::Cat(Cat::new(9))
    );
    assert!(matches!(read(json!({"petType": "hound"})), Pet::Dog(_)));
    assert!(matches!(read(json!({"petType": "dog"})), Pet::Dog(_)));
}

#[test]
fn keeps_unknown_values() {
    for value in [
        json!({"petType": "fish", "fins": 3}),
        json!({"fins": 3}),
        json!({"lives": "x"}),
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
fn a_value_without_a_tag_is_the_variant_that_fits() {
    assert_eq!(read(json!({"lives": 9})), Pet::Cat(Cat::new(9)));
    let dog = read(json!({"puppies": [{"lives": 3, "age": 1}, {"petType": "hound"}]}));
    let Pet::Dog(dog) = &dog else {
        panic!("{dog:?}");
    };
    let puppies = dog.puppies.as_deref().unwrap_or_default();
    assert!(matches!(puppies, [Pet::Cat(_), Pet::Dog(_)]));
    assert!(matches!(read(json!({})), Pet::Dog(_)));
}

#[test]
fn trying_variants_without_a_tag_has_a_budget() {
    // Each level has two variants that decode, so all attempts together would be 2^200.
    let mut value = json!({"lives": "x"});
    for _ in 0..200 {
        value = json!({"puppies": [value]});
    }
    assert!(matches!(read(value), Pet::Dog(_)));
}

#[test]
fn an_error_in_a_known_variant_has_a_path() {
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
fn writes_a_missing_tag() {
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
