//! `Int` and `IntString`: integers as servers send them.

use crate::models::Numbers;

fn read(text: &str) -> Result<Numbers, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[test]
fn accepts_floats_without_fraction() {
    let numbers = read(r#"{"long": 3.0, "int": -4e2, "ulong": 1e19, "text": 5.0}"#).unwrap();
    assert_eq!(numbers.long, Some(3));
    assert_eq!(numbers.int, Some(-400));
    assert_eq!(numbers.ulong, Some(10_000_000_000_000_000_000));
    assert_eq!(numbers.text, Some(5));
    let value = serde_json::json!({"long": 3.0});
    assert_eq!(
        serde_json::from_value::<Numbers>(value).unwrap().long,
        Some(3)
    );
}

#[test]
fn accepts_the_limits() {
    let text = r#"{"long":-9223372036854775808,"int":2147483647,"ulong":18446744073709551615,"text":"-9223372036854775808"}"#;
    let numbers = read(text).unwrap();
    assert_eq!(numbers.long, Some(i64::MIN));
    assert_eq!(numbers.text, Some(i64::MIN));
    assert_eq!(serde_json::to_string(&numbers).unwrap(), text);
}

#[test]
fn clamps_values_out_of_range() {
    assert_eq!(read(r#"{"int": 2147483648}"#).unwrap().int, Some(i32::MAX));
    assert_eq!(read(r#"{"ulong": -1}"#).unwrap().ulong, Some(0));
    assert_eq!(read(r#"{"long": 1e300}"#).unwrap().long, Some(i64::MAX));
    assert_eq!(read(r#"{"long": -1e300}"#).unwrap().long, Some(i64::MIN));
    let text = r#"{"text": "9223372036854775808"}"#;
    assert_eq!(read(text).unwrap().text, Some(i64::MAX));
}

#[test]
fn rejects_other_values() {
    let message = |text| read(text).unwrap_err();
    assert!(message(r#"{"int": 1.5}"#).starts_with("$.int: invalid type: floating point `1.5`"));
    assert!(message(r#"{"long": "3"}"#).starts_with("$.long: invalid type: string"));
    assert!(message(r#"{"long": true}"#).starts_with("$.long: invalid type: boolean"));
}

#[test]
fn int_string_accepts_strings_and_numbers() {
    assert_eq!(read(r#"{"text": "42"}"#).unwrap().text, Some(42));
    assert_eq!(read(r#"{"text": 42}"#).unwrap().text, Some(42));
    assert_eq!(read(r#"{"text": null}"#).unwrap().text, None);
    let message = |text| read(text).unwrap_err();
    assert!(message(r#"{"text": "4.2"}"#).starts_with("$.text: invalid value: string \"4.2\""));
    assert!(message(r#"{"text": ""}"#).starts_with("$.text: invalid value: string \"\""));
    assert!(message(r#"{"text": []}"#).starts_with("$.text: invalid type: sequence"));
    assert!(message(r#"{"text": {}}"#).starts_with("$.text: "));
}
