use serde::Serialize;
use serde::de::DeserializeOwned;
use values::numbers::models::{
    Counters, IntegerOrNumber, Largest, Measure, NumberOrInteger, Scalar, Series, Table, Tables,
};
use values::runtime::Lenient;

/// Decodes a text and encodes the value.
fn again<T: DeserializeOwned + Serialize>(text: &str) -> String {
    let value: T = serde_json::from_str(text).unwrap();
    serde_json::to_string(&value).unwrap()
}

#[test]
fn unsigned_integers_keep_their_range() {
    for text in [
        r#"{"small":4294967295,"large":18446744073709551614,"plain":18446744073709551615}"#,
        r#"{"positive":18446744073709551615,"wide":99999999999,"byte":255,"bytes":[0,255]}"#,
        r#"{"word":18446744073709551615,"signed":-1,"whole":18446744073709551615}"#,
        r#"{"flush":9223372036854776000,"offset":-1}"#,
    ] {
        assert_eq!(again::<Counters>(text), text);
    }
}

#[test]
fn an_integer_beyond_its_type_is_an_error() {
    for (text, message) in [
        (r#"{"small": 4294967296}"#, "$.small: the integer `4294967296` does not fit into `u32`"),
        (r#"{"bytes": [1, 256]}"#, "$.bytes[1]: the integer `256` does not fit into `u8`"),
        (r#"{"signed": 2147483648}"#, "$.signed: the integer `2147483648` does not fit into `i32`"),
        (r#"{"large": -1}"#, "$.large: the integer `-1` does not fit into `u64`"),
    ] {
        let error = serde_json::from_str::<Counters>(text).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn lenient_decoding_rejects_it_with_its_exact_text() {
    let text = br#"{"word": 99999999999999999999999, "byte": 7, "bytes": [1, 2.50, 3]}"#;
    let counters = Lenient::<Counters>::from_slice(text).unwrap();
    assert_eq!(counters.value.byte, Some(7));
    assert_eq!(counters.value.bytes, Some(vec![1, 3]));
    let rejected = counters.rejected.iter();
    let rejected: Vec<_> = rejected.map(|one| (one.path(), one.text())).collect();
    assert_eq!(
        rejected,
        [("$.bytes[1]", "2.50"), ("$.word", "99999999999999999999999")]
    );
}

#[test]
fn the_literal_decides_between_integer_and_number() {
    let read = |text: &str| serde_json::from_str::<IntegerOrNumber>(text).unwrap();
    assert_eq!(read("2"), IntegerOrNumber::Integer(2));
    assert_eq!(read("2.0"), IntegerOrNumber::Number(2.0));
    assert_eq!(read("2e3"), IntegerOrNumber::Number(2000.0));
    let read = |text: &str| serde_json::from_str::<NumberOrInteger>(text).unwrap();
    assert_eq!(read("2"), NumberOrInteger::Integer(2));
    assert_eq!(read("2.0"), NumberOrInteger::Number(2.0));
    assert_eq!(again::<IntegerOrNumber>("18446744073709551614"), "18446744073709551614");
    for text in ["9007199254740993", "2.0", "\"2\"", "-5"] {
        assert_eq!(again::<Scalar>(text), text);
    }
    assert_eq!(again::<Measure>("9007199254740993"), "9007199254740993");
    assert_eq!(again::<Measure>("2.0"), "2.0");
}

#[test]
fn lists_and_maps_keep_the_kind_of_their_numbers() {
    for text in ["[1.0,2.0]", "[1,2]", "[1.5,2.0]", "[9007199254740993]", "[]"] {
        assert_eq!(again::<Series>(text), text);
    }
    let text = r#"{"a":2.0,"b":2,"c":"2","d":9007199254740993}"#;
    assert_eq!(again::<Table>(text), text);
    for text in [r#"{"a":2.0}"#, r#"{"a":2}"#, r#"{"a":9007199254740993}"#] {
        assert_eq!(again::<Tables>(text), text);
    }
}

/// Numbers with 17 digits, such as coordinates.
#[test]
fn numbers_keep_their_last_digit() {
    let mut bits = 7_u64;
    for _ in 0..20_000 {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = f64::from_bits(bits);
        if number.is_finite() {
            let text = serde_json::to_string(&number).unwrap();
            assert_eq!(again::<Measure>(&text), text);
        }
    }
    assert_eq!(again::<Measure>("1.9223372036854777e+39"), "1.9223372036854777e+39");
}

#[test]
fn an_integer_that_is_no_exact_float_is_sent_back_as_it_came() {
    for text in ["18446744073709551615", "1", "18446744073709551614"] {
        let read: Largest = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
}
