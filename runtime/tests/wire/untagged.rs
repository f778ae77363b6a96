//! `untagged!`: unions without a tag.

use crate::models::{Filters, Level0, Ranked, Rule, Shape, Target};
use serde_json::{Value, json};

fn read(value: Value) -> Target {
    serde_json::from_value(value).unwrap()
}

#[test]
fn the_value_selects_the_variant() {
    assert_eq!(read(json!("x")), Target::Text("x".to_owned()));
    assert_eq!(read(json!(5)), Target::Count(5));
    assert_eq!(read(json!(5.0)), Target::Count(5));
    for value in [
        json!({"clusterId": "c", "zone": "z", "kind": "cluster"}),
        json!({"clusterId": "c", "zone": "z"}),
    ] {
        assert!(matches!(read(value), Target::Cluster(_)));
    }
}

#[test]
fn prefers_more_required_properties_and_falls_back() {
    for value in [
        json!({"clusterId": "c", "zone": "z", "kind": "other"}),
        json!({"clusterId": "c", "kind": "cluster"}),
        json!({"clusterId": 5, "zone": "z", "kind": "cluster"}),
        json!({}),
    ] {
        let target = read(value.clone());
        assert!(matches!(&target, Target::Anything(_)), "{value}");
        assert_eq!(serde_json::to_value(&target).unwrap(), value);
    }
}

#[test]
fn keeps_values_that_match_no_variant() {
    for value in [
        json!(null),
        json!(true),
        json!([1]),
        json!(5.5),
        json!(1e300),
    ] {
        let target = read(value.clone());
        assert!(matches!(&target, Target::Unknown(_)), "{value}");
        assert_eq!(serde_json::to_value(&target).unwrap(), value);
    }
}

#[test]
fn distinguishes_strings_lists_and_numbers() {
    let read = |value: Value| serde_json::from_value::<Shape>(value).unwrap();
    assert!(matches!(read(json!("round")), Shape::Name(_)));
    assert!(matches!(read(json!("other")), Shape::Text(_)));
    assert!(matches!(read(json!(1.5)), Shape::Number(_)));
    assert!(matches!(read(json!(true)), Shape::Flag(_)));
    assert!(matches!(read(json!(["a"])), Shape::Texts(_)));
    assert!(matches!(read(json!([1])), Shape::Counts(_)));
    assert!(matches!(read(json!([])), Shape::Texts(_)));
    assert!(matches!(read(json!(null)), Shape::Null(())));
    assert!(matches!(read(json!({})), Shape::Unknown(_)));
    for value in [
        json!("round"),
        json!(1.5),
        json!(["a"]),
        json!(["1", 2]),
        json!(null),
    ] {
        assert_eq!(serde_json::to_value(read(value.clone())).unwrap(), value);
    }
}

#[test]
fn distinguishes_lists_by_the_properties_of_their_items() {
    let read = |value: Value| serde_json::from_value::<Filters>(value).unwrap();
    let filters = json!([{"field": "age", "operator": ">", "value": 3}]);
    let groups = json!([{"operator": "and", "value": filters}]);
    assert!(matches!(read(filters), Filters::Filters(_)));
    let Filters::Groups(groups) = read(groups) else {
        panic!("groups")
    };
    assert!(matches!(
        groups[0].value.as_deref(),
        Some(Filters::Filters(_))
    ));
}

#[test]
fn what_a_variant_would_lose_decides() {
    let is_hit = |text: &str| match serde_json::from_str(text).unwrap() {
        Ranked::Hit(_) => true,
        Ranked::Score(_) => false,
        Ranked::Unknown(value) => panic!("{value}"),
    };
    // Of two variants that lose nothing, the one whose numbers have this notation.
    assert!(!is_hit(r#"{"score": 1.5, "title": "t"}"#));
    assert!(!is_hit(r#"{"score": 1.0, "title": "t"}"#));
    // A property or a null outweighs the notation.
    assert!(is_hit(r#"{"score": 1.0, "text": "t"}"#));
    assert!(is_hit(r#"{"score": 1e0, "title": null}"#));
    assert!(is_hit(r#"{"tags": null}"#));
    // A string isn't a number.
    assert!(is_hit(r#"{"tags": [], "size": 5}"#));
    assert!(!is_hit(r#"{"tags": [], "size": "5"}"#));
}

#[test]
fn gives_up_if_attempts_multiply() {
    let number: Level0 = serde_json::from_str("7").unwrap();
    assert_eq!(serde_json::to_string(&number).unwrap(), "7");
    for text in ["true", r#"[{"deep":[null]}]"#] {
        let value: Level0 = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
    }
}

/// A value that is read again is not copied, so a large value can be at any depth.
#[test]
fn large_values_are_decoded_at_any_depth() {
    let nested = |depth: usize, size: usize| {
        let start = r#"[{"value":"#.repeat(depth);
        let item = r#"{"operator":"a"}"#;
        let items = format!("{}{item}", format!("{item},").repeat(size - 1));
        format!("{start}[{items}]{}", "}]".repeat(depth))
    };
    for (depth, size) in [(50, 1_000), (2, 100_000), (50, 100_000)] {
        let text = nested(depth, size);
        let value: Filters = serde_json::from_str(&text).unwrap();
        assert!(serde_json::to_string(&value).unwrap() == text);
        let (mut levels, mut inner) = (0, Some(&value));
        while let Some(Filters::Groups(groups)) = inner {
            levels += 1;
            inner = groups[0].value.as_deref();
        }
        assert_eq!((levels, inner), (depth + 1, None));
    }
}

#[test]
fn strings_are_variants_without_content() {
    let cases = [
        (json!("words"), Rule::Words),
        (json!("unknown"), Rule::Unknown),
        (json!("other"), Rule::Undeclared(json!("other"))),
    ];
    for (value, variant) in cases {
        let read: Rule = serde_json::from_value(value.clone()).expect("it is read");
        assert_eq!(read, variant);
        assert_eq!(serde_json::to_value(&read).expect("it is written"), value);
    }
    let object = json!({"clusterId": "a", "zone": "b"});
    let read: Rule = serde_json::from_value(object).expect("it is read");
    assert!(matches!(read, Rule::Cluster(_)), "{read:?}");
}
