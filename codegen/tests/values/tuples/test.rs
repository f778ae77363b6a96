use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::tuples::models::{Chain, Choice, Loop, Mark, Pair, Peak};

fn read<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

#[test]
fn arrays_with_a_schema_for_each_item_are_tuples() {
    let peak = read::<Peak>(json!({
        "name": ["K2", 8611],
        "place": [35.9, 76.5],
        "marks": [["a", null, {"n": 1}], ["b", "c", {}]],
        "alone": ["5"],
        "open": ["a", 1, "b"],
        "pair": [1, true],
    }));
    let name: (String, i32) = peak.name;
    assert_eq!(name, ("K2".to_owned(), 8611));
    assert_eq!(peak.alone, Some((5,)));
    let marks: Vec<(String, Option<String>, Mark)> = peak.marks.unwrap();
    assert_eq!(marks[0].2.n, Some(1));
    let pair: Pair = (1, true);
    assert_eq!(peak.pair, Some(pair));
    let made = Peak::new(("x".to_owned(), 1));
    assert_eq!(serde_json::to_value(made).unwrap(), json!({"name": ["x", 1]}));
}

#[test]
fn other_lengths_and_types_are_errors_with_their_path() {
    for (value, message) in [
        (json!({"name": ["x"]}), "$.name: invalid length 1, expected an array of length 2"),
        (json!({"name": ["x", 1, 2]}), "$.name: invalid length 3, expected an array of length 2"),
        (json!({"name": ["x", "y"]}), "$.name[1]: invalid type: string \"y\", expected an integer"),
    ] {
        let error = serde_json::from_value::<Peak>(value).unwrap_err().to_string();
        assert_eq!(error, message);
    }
}

#[test]
fn arrays_that_may_be_shorter_are_lists() {
    for span in [json!([4]), json!([4, 7])] {
        let peak = read::<Peak>(json!({"name": ["x", 1], "span": span}));
        assert_eq!(json!(peak.span), span);
    }
}

#[test]
fn alternatives_differ_in_their_length() {
    assert!(matches!(read(json!([1, false])), Choice::Pair((1, false))));
    assert!(!matches!(read(json!(["x"])), Choice::Pair(_) | Choice::Unknown(_)));
    assert!(matches!(read(json!([1, 2, 3])), Choice::Unknown(_)));
}

#[test]
fn tuples_that_contain_themselves_are_untyped_arrays() {
    read::<Chain>(json!([1, [2, []]]));
    read::<Loop>(json!({"next": [{"next": [{}, 1]}, 2]}));
}
