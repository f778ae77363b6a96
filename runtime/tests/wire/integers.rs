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
fn rejects_values_out_of_range() {
    for (text, message) in [
        (
            r#"{"int": 2147483648}"#,
            "$.int: the integer `2147483648` does not fit into `i32`",
        ),
        (
            r#"{"ulong": -1}"#,
            "$.ulong: the integer `-1` does not fit into `u64`",
        ),
        (
            r#"{"long": 18446744073709551614}"#,
            "$.long: the integer `18446744073709551614` does not fit into `i64`",
        ),
        (r#"{"long": 1e300}"#, "$.long: the integer `1e+300`"),
        (r#"{"long": -1e300}"#, "$.long: the integer `-1e+300`"),
        (
            r#"{"text": "9223372036854775808"}"#,
            "$.text: the integer `9223372036854775808` does not fit into `i64`",
        ),
        (
            r#"{"text": "99999999999999999999999999999999999999999999"}"#,
            "$.text: the integer `99999999999999999999999999999999999999999999` does not",
        ),
    ] {
        let error = read(text).unwrap_err();
        assert!(error.starts_with(message), "{text}: {error}");
    }
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
