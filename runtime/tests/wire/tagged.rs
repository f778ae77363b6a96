//! `tagged!`: unions with a tag.

use std::time::{Duration, Instant};

use crate::models::{Cat, Dog, Pet};
use crate::runtime::Lenient;
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

#[test]
fn the_position_of_the_tag_makes_no_difference() {
    let orders = [
        r#"{"petType": "dog", "puppies": [{"petType": "cat", "lives": 9}, {"fins": 3}]}"#,
        r#"{"puppies": [{"lives": 9, "petType": "cat"}, {"fins": 3}], "petType": "dog"}"#,
        r#"{"puppies": [{"lives": 9.0, "petType": "cat"}, {"fins": 3}], "other": [], "petType": "dog"}"#,
    ];
    let pets = orders.map(|text| serde_json::from_str::<Pet>(text).unwrap());
    assert_eq!(pets[0], pets[1]);
    assert_eq!(pets[0], pets[2]);
    let errors = [
        r#"{"petType": "dog", "puppies": [{"petType": "cat", "lives": "x"}]}"#,
        r#"{"puppies": [{"lives": "x", "petType": "cat"}], "petType": "dog"}"#,
    ];
    for text in errors {
        let error = serde_json::from_str::<Pet>(text).unwrap_err().to_string();
        assert!(
            error.starts_with("$.puppies[0].lives: invalid type: string"),
            "{error}"
        );
        let lenient = Lenient::<Pet>::from_slice(text.as_bytes()).unwrap();
        assert_eq!(lenient.rejected[0].path(), "$.puppies[0].lives");
    }
}

#[test]
fn a_second_tag_is_an_error() {
    let texts = [
        r#"{"petType": "dog", "petType": "cat"}"#,
        r#"{"petType": "fish", "petType": "cat"}"#,
        r#"{"petType": "dog", "puppies": [{"lives": 1, "petType": "cat", "petType": "cat"}]}"#,
        r#"{"puppies": [{"lives": 1, "petType": "cat", "petType": "cat"}], "petType": "dog"}"#,
    ];
    for text in texts {
        let error = serde_json::from_str::<Pet>(text).unwrap_err().to_string();
        assert!(
            error.contains("duplicate field `petType`"),
            "{text}: {error}"
        );
    }
    // Lenient decoding does not choose one of them without a report.
    let text = br#"{"petType": "dog", "petType": "cat", "lives": 9}"#;
    let error = Lenient::<Pet>::from_slice(text).unwrap_err().to_string();
    assert!(error.contains("duplicate field `petType`"), "{error}");
}

/// A union reads its value once, wherever it is nested, and writes it once.
#[test]
fn nested_values_take_linear_time() {
    let nested = |depth: usize, is_first: bool| {
        let cats = r#"{"petType":"cat","lives":9},"#.repeat(10_000);
        let (start, end) = match is_first {
            true => (r#"{"petType":"dog","puppies":["#, "]}"),
            false => (r#"{"puppies":["#, r#"],"petType":"dog"}"#),
        };
        let last = r#"{"petType":"cat","lives":9}"#;
        format!("{}{cats}{last}{}", start.repeat(depth), end.repeat(depth))
    };
    let time = |depth, is_first| -> Duration {
        let text = nested(depth, is_first);
        let start = Instant::now();
        let pet: Pet = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&pet).unwrap().len(), text.len());
        start.elapsed()
    };
    for is_first in [true, false] {
        let (flat, deep) = (time(1, is_first), time(60, is_first));
        // Each level copied the value before: that was 60 times as long.
        assert!(deep < 20 * flat, "{deep:?}, {flat:?}");
    }
}
