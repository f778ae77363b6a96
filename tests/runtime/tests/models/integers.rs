//! `Int` and `IntText`: what servers send for integers.

use oascribe_runtime_tests::models::Numbers;

fn read(text: &str) -> Result<Numbers, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[test]
fn takes_whole_floats() {
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
fn takes_the_limits() {
    let text = r#"{"long":-9223372036854775808,"int":2147483647,"ulong":18446744073709551615,"text":"-9223372036854775808"}"#;
    let numbers = read(text).unwrap();
    assert_eq!(numbers.long, Some(i64::MIN));
    assert_eq!(numbers.text, Some(i64::MIN));
    assert_eq!(serde_json::to_string(&numbers).unwrap(), text);
}

#[test]
fn refuses_what_does_not_fit() {
    let message = |text| read(text).unwrap_err();
    assert_eq!(
        message(r#"{"int": 2147483648}"#),
        "$.int: the number 2147483648 is out of range at line 1 column 18"
    );
    assert!(message(r#"{"int": 1.5}"#).starts_with("$.int: invalid type: floating point `1.5`"));
    assert!(message(r#"{"ulong": -1}"#).starts_with("$.ulong: the number -1 is out of range"));
    assert!(message(r#"{"long": 1e300}"#).starts_with("$.long: invalid type: floating point"));
    assert!(message(r#"{"long": "3"}"#).starts_with("$.long: invalid type: string"));
    assert!(message(r#"{"long": true}"#).starts_with("$.long: invalid type: boolean"));
}

#[test]
fn reads_text_and_numbers_as_text() {
    assert_eq!(read(r#"{"text": "42"}"#).unwrap().text, Some(42));
    assert_eq!(read(r#"{"text": 42}"#).unwrap().text, Some(42));
    assert_eq!(read(r#"{"text": null}"#).unwrap().text, None);
    let message = |text| read(text).unwrap_err();
    assert!(message(r#"{"text": "4.2"}"#).starts_with("$.text: invalid value: string \"4.2\""));
    assert!(message(r#"{"text": ""}"#).starts_with("$.text: invalid value: string \"\""));
    assert!(message(r#"{"text": "9223372036854775808"}"#).starts_with("$.text: the number"));
    assert!(message(r#"{"text": []}"#).starts_with("$.text: invalid type: sequence"));
    assert!(message(r#"{"text": {}}"#).starts_with("$.text: "));
}
