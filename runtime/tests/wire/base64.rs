//! `Base64`: both alphabets, with and without padding, and invalid strings.

use crate::runtime::Base64;

fn decoded(text: &str) -> Vec<u8> {
    Base64::from_encoded(text).decode().unwrap()
}

fn reason(text: &str) -> String {
    Base64::from_encoded(text).decode().unwrap_err().to_string()
}

#[test]
fn encodes_each_length() {
    let cases = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
    ];
    for (plain, text) in cases {
        assert_eq!(Base64::encode(plain).as_str(), text);
        assert_eq!(decoded(text), plain.as_bytes());
        assert_eq!(decoded(text.trim_end_matches('=')), plain.as_bytes());
    }
}

#[test]
fn decodes_what_it_encodes() {
    for length in 0..200_u32 {
        let bytes: Vec<u8> = (0..length)
            .map(|at| (at * 37 + length * 11) as u8)
            .collect();
        assert_eq!(Base64::encode(&bytes).decode().unwrap(), bytes);
        assert_eq!(Base64::encode_url_safe(&bytes).decode().unwrap(), bytes);
    }
}

#[test]
fn decodes_both_alphabets() {
    assert_eq!(decoded("-_-_"), decoded("+/+/"));
    assert_eq!(Base64::encode([0xfb, 0xff]).as_str(), "+/8=");
    assert_eq!(Base64::encode_url_safe([0xfb, 0xff]).as_str(), "-_8");
}

#[test]
fn ignores_line_breaks() {
    assert_eq!(decoded("Zm9v\r\nYmFy\n"), b"foobar");
}

#[test]
fn reports_the_reason() {
    assert_eq!(
        reason("Zm9v!mFy"),
        "a character outside the base64 alphabet"
    );
    assert_eq!(reason("Zm9vä"), "a character outside the base64 alphabet");
    assert_eq!(reason("Zg==Zg=="), "padding before the end");
    assert_eq!(reason("Zg="), "the padding has the wrong length");
    assert_eq!(reason("Zm9v===="), "the padding has the wrong length");
    assert_eq!(reason("Zm9vY"), "the last byte is incomplete");
}

#[test]
fn keeps_an_invalid_string() {
    let value: Base64 = serde_json::from_str(r#""not base64!""#).unwrap();
    assert!(value.decode().is_err());
    assert_eq!(serde_json::to_string(&value).unwrap(), r#""not base64!""#);
    assert_eq!(value.to_string(), "not base64!");
}
