use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::contents::models::{Any, Entry, Fare, Notice, Part, Pier, Plain, Seat, TextPart};
use values::runtime::Lenient;

/// Reads a value, and checks that it is written as it was.
fn read<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

/// Checks that a value is read and written as this JSON.
fn same<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(value: T, json: Value) {
    assert_eq!(read::<T>(json), value);
}

fn error<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}

#[test]
fn the_tag_is_no_field() {
    same(Notice::delayed(3), json!({"kind": "delayed", "at": 3}));
    same(Notice::moved("Pier 7"), json!({"kind": "moved", "name": "Pier 7"}));
    same(Notice::Moved(Pier::new("Pier 7").berth(2)), json!({"kind": "moved", "name": "Pier 7", "berth": 2}));
    same(Notice::Cancelled, json!({"kind": "cancelled"}));
    for unknown in [json!({"kind": "sunk", "at": 3}), json!({"at": 3}), json!({}), json!({"kind": null}), json!("cancelled")] {
        assert!(matches!(read(unknown), Notice::Unknown(_)));
    }
    assert_eq!(error::<Notice>(json!({"kind": "delayed"})), "missing field `at`");
}

#[test]
fn the_content_is_one_property() {
    same(Fare::Free, json!({"t": "Free"}));
    same(Fare::card("1234"), json!({"t": "Card", "c": {"digits": "1234"}}));
    same(Fare::coupons(["a", "b"]), json!({"t": "Coupons", "c": ["a", "b"]}));
    assert_eq!(error::<Fare>(json!({"t": "Card"})), "missing field `c`");
    assert!(error::<Fare>(json!({"t": "Card", "c": {"digits": 5}})).starts_with("$.c.digits: invalid type"));
    assert!(matches!(read(json!({"t": "Cheque", "c": 5})), Fare::Unknown(_)));
}

#[test]
fn the_key_is_the_variant() {
    same(Seat::Standing, json!("standing"));
    same(Seat::row(4), json!({"row": 4}));
    same(Seat::at("Pier 7"), json!({"at": {"name": "Pier 7"}}));
    assert!(matches!(read(json!({"column": 4})), Seat::Unknown(_)));
    assert!(matches!(read(json!({"at": {"name": 5}})), Seat::Unknown(_)));
}

#[test]
fn a_tagged_union_in_an_object_and_in_a_union() {
    let entry: Entry = read(json!({"id": 1, "kind": "delayed", "at": 3}));
    assert_eq!(entry.notice, Notice::delayed(3));
    let entry: Entry = read(json!({"id": 1, "kind": "cancelled"}));
    assert_eq!(entry.notice, Notice::Cancelled);
    assert!(matches!(read(json!({"kind": "delayed", "at": 3})), Any::Notice(Notice::Delayed(_))));
    assert!(matches!(read(json!({"kind": "cancelled"})), Any::Notice(Notice::Cancelled)));
    // Without a tag, it is no notice.
    assert_eq!(read::<Any>(json!({"at": 3})), Any::Plain(Plain::new(3)));
}

#[test]
fn a_tag_that_is_not_required() {
    same(Part::text("hello"), json!({"type": "text", "text": "hello"}));
    let part: Part = serde_json::from_value(json!({"text": "hello"})).unwrap();
    assert_eq!(part, Part::text("hello"));
    // The tag is no additional property.
    let part: Part = read(json!({"type": "text", "text": "hello", "lang": "en"}));
    let text = TextPart::new("hello").additional_properties([("lang", json!("en"))]);
    assert_eq!(part, Part::Text(text));
    assert!(matches!(read(json!({"url": "/"})), Part::Unknown(_)));
}

#[test]
fn lenient_decoding_lists_what_a_variant_skips() {
    let rejected = |json: Value| {
        let fare = Lenient::<Fare>::from_slice(json.to_string().as_bytes()).unwrap();
        let paths = fare.rejected.iter().map(|one| one.path().to_owned());
        paths.collect::<Vec<_>>()
    };
    assert_eq!(rejected(json!({"t": "Free", "note": "n"})), ["$.note"]);
    assert_eq!(rejected(json!({"t": "Card", "c": {"digits": "1", "pin": 2}, "note": "n"})), ["$.c.pin", "$.note"]);
    assert_eq!(rejected(json!({"t": "Card", "c": {"digits": "1"}})), Vec::<String>::new());
}
