//! `composed!`: properties and a union in one object.

use crate::models::{Booking, Payment, PaymentBy};
use serde_json::{Value, json};

fn read(value: Value) -> Payment {
    serde_json::from_value(value).unwrap()
}

#[test]
fn reads_properties_and_union_from_one_object() {
    let payment = read(json!({"amount": 5, "kind": "card", "number": "1"}));
    assert_eq!(payment.amount, 5);
    assert!(matches!(&payment.by, PaymentBy::Card(card) if card.number.as_deref() == Some("1")));
    assert!(matches!(
        read(json!({"amount": 5, "coins": 2})).by,
        PaymentBy::Cash(_)
    ));
}

#[test]
fn round_trips() {
    for value in [
        json!({"amount": 5, "kind": "card", "number": "1", "note": "for bread"}),
        json!({"amount": 5, "coins": 2}),
        json!({"amount": 5, "coins": "many", "kind": "cheque"}),
    ] {
        assert_eq!(serde_json::to_value(read(value.clone())).unwrap(), value);
    }
}

#[test]
fn own_properties_override_those_of_parts() {
    let mut payment = read(json!({"amount": 5, "kind": "card", "note": "old"}));
    payment.note = Some("new".to_owned());
    let written = serde_json::to_value(&payment).unwrap();
    assert_eq!(written, json!({"amount": 5, "kind": "card", "note": "new"}));
}

#[test]
fn an_error_has_the_path_of_the_property() {
    let failure = serde_json::from_str::<Payment>(r#"{"amount": "five"}"#).unwrap_err();
    assert!(failure.to_string().starts_with("$.amount: "), "{failure}");
}

#[test]
fn what_neither_the_struct_nor_its_parts_declare_is_collected() {
    let value = json!({"room": "r", "kind": "card", "number": "1", "beds": 2, "view": "sea"});
    let mut booking: Booking = serde_json::from_value(value.clone()).unwrap();
    let names: Vec<_> = booking.additional_properties.keys().collect();
    assert_eq!(names, ["beds"]);
    assert_eq!(booking.additional_properties.others()["view"], "sea");
    assert_eq!(serde_json::to_value(&booking).unwrap(), value);
    // Declared properties override additional ones.
    for name in ["room", "number"] {
        booking.additional_properties.insert(name.to_owned(), 7);
    }
    assert_eq!(serde_json::to_value(&booking).unwrap(), value);
    let value = json!({"room": "r", "kind": "cheque"});
    let booking: Booking = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&booking).unwrap(), value);
}
