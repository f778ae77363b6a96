//! `composed!`: members beside a choice, in one object.

use crate::models::{Payment, PaymentBy};
use serde_json::{Value, json};

fn read(value: Value) -> Payment {
    serde_json::from_value(value).unwrap()
}

#[test]
fn reads_members_and_choice_from_one_object() {
    let payment = read(json!({"amount": 5, "kind": "card", "number": "1"}));
    assert_eq!(payment.amount, 5);
    assert!(matches!(&payment.by, PaymentBy::Card(card) if card.number.as_deref() == Some("1")));
    assert!(matches!(
        read(json!({"amount": 5, "coins": 2})).by,
        PaymentBy::Cash(_)
    ));
}

#[test]
fn writes_what_was_read() {
    for value in [
        json!({"amount": 5, "kind": "card", "number": "1", "note": "for bread"}),
        json!({"amount": 5, "coins": 2}),
        json!({"amount": 5, "coins": "many", "kind": "cheque"}),
    ] {
        assert_eq!(serde_json::to_value(read(value.clone())).unwrap(), value);
    }
}

#[test]
fn own_members_count_where_both_have_one() {
    let mut payment = read(json!({"amount": 5, "kind": "card", "note": "old"}));
    payment.note = Some("new".to_owned());
    let written = serde_json::to_value(&payment).unwrap();
    assert_eq!(written, json!({"amount": 5, "kind": "card", "note": "new"}));
}

#[test]
fn a_failure_names_the_member() {
    let failure = serde_json::from_str::<Payment>(r#"{"amount": "five"}"#).unwrap_err();
    assert!(failure.to_string().starts_with("$.amount: "), "{failure}");
}
