//! Tests the parsing of JSON and YAML.

use oascribe_codegen::read::{Node, Number};
use oascribe_codegen::source::Sources;

use super::{read, with};

#[test]
fn json_and_yaml_give_the_same_tree() {
    let yaml = with("x-a:\n  - 1\n  - 2.5\n  - 'text'\n  - true\n  - null\n  - {k: v}\n");
    let json = read(
        r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
            "x-a": [1, 2.5, "text", true, null, {"k": "v"}]}"#,
    );
    assert!(yaml.found().is_empty(), "{:?}", yaml.found());
    let root = |reading: &super::Reading| reading.doc.as_ref().map(|doc| doc.root.clone());
    assert_eq!(root(&yaml), root(&json));
}

#[test]
fn scalars_are_those_of_yaml_1_2() {
    let reading =
        with("x-a: [yes, on, 0o17, 0x1F, 1_000, ~, Null, .inf, 2020-01-01, 012, '1', 1e3]\n");
    let string = |text: &str| Node::String(text.to_owned());
    let int = |int| Node::Number(Number::Int(int));
    let expected = vec![
        string("yes"),
        string("on"),
        int(15),
        int(31),
        string("1_000"),
        Node::Null,
        Node::Null,
        Node::Number(Number::Float(f64::INFINITY)),
        string("2020-01-01"),
        string("012"),
        string("1"),
        Node::Number(Number::Float(1000.0)),
    ];
    assert_eq!(reading.at("#/x-a"), Some(&Node::Array(expected)));
}

#[test]
fn integers_are_exact() {
    let reading = with(
        "x-a: [9223372036854775808, -9223372036854775808, 170141183460469231731687303715884105727]\n",
    );
    let ints = [1_i128 << 63, -(1_i128 << 63), i128::MAX];
    let ints = ints.map(|int| Node::Number(Number::Int(int)));
    assert_eq!(
        reading.at("#/x-a").and_then(Node::as_array),
        Some(&ints[..])
    );
}

#[test]
fn keys_are_strings() {
    let reading = with("x-a: {200: a, 1.0: b, true: c, null: d, 0x10: e}\n");
    let keys = reading
        .at("#/x-a")
        .and_then(Node::as_object)
        .map(|map| map.keys().collect::<Vec<_>>());
    assert_eq!(keys, Some(vec!["200", "1.0", "true", "null", "0x10"]));
}

#[test]
fn aliases_and_merge_keys() {
    let reading =
        with("x-a: &a {x: 1, y: 2}\nx-b: {z: 3, <<: *a, y: 4}\nx-c: {<<: [{x: 5}, *a]}\nx-d: *a\n");
    let map = |pointer: &str| {
        let node = reading.at(pointer).and_then(Node::as_object);
        let entries = node.into_iter().flat_map(|map| map.iter());
        let entries =
            entries.map(|(key, value)| format!("{key}={:?}", value.as_i64().unwrap_or(0)));
        entries.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(map("#/x-b"), "z=3 x=1 y=4");
    assert_eq!(map("#/x-c"), "x=5 y=2");
    assert_eq!(map("#/x-d"), "x=1 y=2");
    assert!(reading.found().is_empty(), "{:?}", reading.found());
}

#[test]
fn references_are_resolved() {
    let reading = with("x-a/b: {'ä ~': [0, {t: here}]}\n");
    let doc = reading.doc.as_ref().expect("a document");
    let at = |reference: &str| {
        let (node, pointer) = doc.resolve(reference, &doc.pointer())?;
        Some((node.as_str().unwrap_or_default(), pointer.to_string()))
    };
    let here = Some(("here", "#/x-a~1b/ä ~0/1/t".to_owned()));
    assert_eq!(at("#/x-a~1b/ä ~0/1/t"), here);
    assert_eq!(at("#/x-a~1b/%C3%A4%20~0/1/t"), here);
    assert_eq!(at("#"), Some(("", "#".to_owned())));
    assert_eq!(at("#/x-a~1b/ä ~0/2"), None);
    assert_eq!(at("#x-a"), None);
    assert_eq!(at("other.yaml#/x"), None);
    assert_eq!(at("#/x-a~1b/%ff"), None);
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize, open: &str, close: &str| {
        format!("{}{}", open.repeat(depth), close.repeat(depth))
    };
    for (text, line, column) in [
        (
            format!(
                "{{\"openapi\": \"3.0.3\", \"x-a\": {}}}",
                nested(100_000, "[", "]")
            ),
            1,
            149,
        ),
        (
            format!("openapi: 3.0.3\nx-a: {}\n", nested(100_000, "[", "]")),
            2,
            261,
        ),
        (
            format!("openapi: 3.0.3\nx-a: {}\n", nested(500, "[", "]")),
            2,
            125,
        ),
        (
            format!("openapi: 3.0.3\nx-a:\n  {}a\n", "- ".repeat(100_000)),
            3,
            241,
        ),
    ] {
        let reading = read(&text);
        let found = reading.found();
        let [only] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(only.starts_with("error[too-deep]"), "{only}");
        let location = only.split(' ').nth(1).expect("a location");
        let (found_line, found_column) = location.split_once(':').expect("line and column");
        assert_eq!(found_line.parse(), Ok(line));
        let found_column: i32 = found_column.parse().expect("a number");
        assert!(
            (found_column - column).abs() < 10,
            "{found_column} instead of {column}"
        );
    }
    assert!(
        with(&format!("x-a: {}\n", nested(110, "[", "]")))
            .found()
            .is_empty()
    );
    // Brackets in strings do not nest.
    assert!(
        with(&format!("x-a: '{}'\n", "[".repeat(5000)))
            .found()
            .is_empty()
    );
}

#[test]
fn every_unicode_encoding_is_decoded() {
    let folder = std::env::temp_dir().join(format!("reading-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let text = "a: ü\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    };
    let cases = [
        (text.as_bytes().to_vec(), text, None),
        (format!("\u{feff}{text}").into_bytes(), text, None),
        (utf16(u16::to_le_bytes), text, None),
        (utf16(u16::to_be_bytes), text, None),
        (b"a: \xfc\n".to_vec(), "a: \u{fffd}\n", Some(3)),
    ];
    for (bytes, expected, broken) in cases {
        let path = folder.join("x.yaml");
        std::fs::write(&path, bytes).expect("a file");
        let mut sources = Sources::new();
        let file = sources.read(&path).expect("a file");
        assert_eq!(
            (sources.text(file), sources.broken(file)),
            (expected, broken)
        );
    }
    std::fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn long_integers_are_exact_in_json_too() {
    let text = r#"{"openapi": "3.0.3", "info": {"title": "a\/b", "version": "1"}, "paths": {},
        "x-a": [99999999999999999999, 1e20, 0.5, 18446744073709551616]}"#;
    let reading = read(text);
    let int = |value| Node::Number(Number::Int(value));
    let float = |value| Node::Number(Number::Float(value));
    let expected = [
        int(99_999_999_999_999_999_999),
        float(1e20),
        float(0.5),
        int(18_446_744_073_709_551_616),
    ];
    let found = reading.at("#/x-a").and_then(Node::as_array);
    assert_eq!(found, Some(&expected[..]));
    let title = reading.at("#/info/title").and_then(Node::as_str);
    assert_eq!(title, Some("a/b"));
}
