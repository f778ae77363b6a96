//! Tests the line and column of pointers in YAML and JSON.

use oascribe_codegen::source::{Location, Locator, Part, Pointer, Sources, locate};

/// Line, column and text of the marked span.
fn span(text: &str, path: &str, part: Part) -> (u32, u32, String) {
    let mut sources = Sources::new();
    let file = sources.add("x", text.to_owned());
    let steps = path.split('/').skip(1);
    let pointer = steps.fold(Pointer::root(file), |at, step| {
        at.child(&step.replace("~1", "/").replace("~0", "~"))
    });
    let location = Location::Node { pointer, part };
    let span = locate(&sources, &location).expect("a span");
    let line = Locator::new(&sources)
        .line(file, span.line)
        .expect("a line");
    let skipped = line.chars().skip(span.column as usize - 1);
    let marked = skipped.take(span.length as usize).collect();
    (span.line, span.column, marked)
}

#[track_caller]
fn value(text: &str, path: &str, line: u32, column: u32, marked: &str) {
    assert_eq!(
        span(text, path, Part::Value),
        (line, column, marked.to_owned())
    );
}

#[track_caller]
fn key(text: &str, path: &str, line: u32, column: u32, marked: &str) {
    assert_eq!(
        span(text, path, Part::Key),
        (line, column, marked.to_owned())
    );
}

#[test]
fn yaml_in_blocks() {
    let text =
        "a: 1\nb:\n  c: two words # not this\n  d:\n    - x\n    -   y: 'z'\n  - not: here\n";
    value(text, "/a", 1, 4, "1");
    key(text, "/a", 1, 1, "a");
    value(text, "/b/c", 3, 6, "two words");
    key(text, "/b/c", 3, 3, "c");
    value(text, "/b/d/0", 5, 7, "x");
    value(text, "/b/d/1/y", 6, 12, "'z'");
    key(text, "/b/d/1/y", 6, 9, "y");
}

#[test]
fn yaml_block_objects_are_marked_by_their_key() {
    let text = "a:\n  b:\n    c: 1\n  d: {e: 1}\n  f: [\n    1]\nl:\n  - x: 1\n    y: 2\n";
    value(text, "/a", 1, 1, "a");
    value(text, "/a/b", 2, 3, "b");
    value(text, "/a/d", 4, 6, "{e: 1}");
    value(text, "/a/f", 5, 3, "f");
    value(text, "/l/0", 8, 5, "x: 1");
    value(text, "", 1, 1, "a:");
}

#[test]
fn yaml_in_flow_style() {
    let text = "a: {b: [1, {c: \"d\"}], 'e': 2}\n";
    value(text, "/a/b/0", 1, 9, "1");
    value(text, "/a/b/1/c", 1, 16, "\"d\"");
    key(text, "/a/e", 1, 23, "'e'");
    value(text, "/a/e", 1, 28, "2");
}

#[test]
fn yaml_quoted_and_numeric_keys() {
    let text = "\"a b\": 1\n'/pets/{id}': 2\n200: 3\n\"t\\u00e9\": 4\ntrue: 5\n";
    key(text, "/a b", 1, 1, "\"a b\"");
    key(text, "/~1pets~1{id}", 2, 1, "'/pets/{id}'");
    value(text, "/200", 3, 6, "3");
    value(text, "/té", 4, 12, "4");
    value(text, "/true", 5, 7, "5");
}

#[test]
fn yaml_block_scalars_and_long_strings() {
    let text =
        "a: |\n  one\n  two\nb: >-\n  three\nc: plain\n  goes on\nd: \"quoted\n  too\"\ne: 1\n";
    value(text, "/a", 2, 3, "one");
    key(text, "/b", 4, 1, "b");
    value(text, "/c", 6, 4, "plain");
    value(text, "/d", 8, 4, "\"quoted");
    value(text, "/e", 10, 4, "1");
}

#[test]
fn yaml_anchors_aliases_and_merge_keys() {
    let text = "base: &base\n  x: 1\n  y: 2\nother: &o {z: 3}\nuse: *base\nmix:\n  <<: [*base, *o]\n  y: 4\n";
    value(text, "/use", 5, 6, "*base");
    value(text, "/use/x", 2, 6, "1");
    value(text, "/mix/x", 2, 6, "1");
    value(text, "/mix/y", 8, 6, "4");
    value(text, "/mix/z", 4, 15, "3");
}

#[test]
fn duplicates() {
    let text = "a:\n  b: 1\n  c: 2\n  b: 3\n";
    assert_eq!(span(text, "/a/b", Part::First), (2, 3, "b".to_owned()));
    assert_eq!(span(text, "/a/b", Part::Duplicate), (4, 3, "b".to_owned()));
    // The last one is used.
    value(text, "/a/b", 4, 6, "3");
    let json = "{\"a\": {\"b\": 1, \"c\": 2,\n \"b\": 3}}";
    assert_eq!(span(json, "/a/b", Part::First), (1, 8, "\"b\"".to_owned()));
    assert_eq!(
        span(json, "/a/b", Part::Duplicate),
        (2, 2, "\"b\"".to_owned())
    );
    value(json, "/a/b", 2, 7, "3");
}

#[test]
fn json() {
    let text = "{\n\t\"a\": {\"b/c\": [1, -2.5e3, null], \"\\u00fc\\\"\": true},\n  \"d\": {\n    \"e\": \"f\"\n  }\n}";
    value(text, "/a/b~1c/1", 2, 19, "-2.5e3");
    value(text, "/a/b~1c/2", 2, 27, "null");
    key(text, "/a/ü\"", 2, 34, "\"\\u00fc\\\"\"");
    value(text, "/d", 3, 3, "\"d\"");
    value(text, "/d/e", 4, 10, "\"f\"");
    value(text, "", 1, 1, "{");
}

#[test]
fn json_that_is_yaml() {
    let text = "{openapi: 3.0.3, 'info': {\"title\": x,},\n}";
    value(text, "/openapi", 1, 11, "3.0.3");
    value(text, "/info/title", 1, 36, "x");
}

#[test]
fn columns_count_characters() {
    let text = "ä: {日本: 'ü', b: 1}\r\nc: é # x\r\n\td: no\r\n";
    value(text, "/ä/日本", 1, 9, "'ü'");
    value(text, "/ä/b", 1, 17, "1");
    value(text, "/c", 2, 4, "é");
    let json = "\u{feff}{\"ä\": \"日本\",\t\"b\": 1}";
    value(json, "/b", 1, 18, "1");
    value("\u{feff}a: 1", "/a", 1, 4, "1");
}

#[test]
fn crlf() {
    let text = "a: 1\r\nb:\r\n  c: 2\r\n  d: |\r\n    x\r\n    y\r\n  e: 3\r\n";
    value(text, "/b/c", 3, 6, "2");
    value(text, "/b/e", 7, 6, "3");
    value(text, "/b", 2, 1, "b");
}

#[test]
fn missing_nodes_are_located_at_their_parent() {
    let text = "a:\n  b:\n    c: 1\nempty:\nlist: [1]\n";
    value(text, "/a/b/x/y/z", 2, 3, "b");
    key(text, "/a/b/x", 2, 3, "b");
    value(text, "/empty", 4, 1, "empty");
    value(text, "/list/7", 5, 1, "list");
    value(text, "/nothing", 1, 1, "a:");
}

#[test]
fn the_first_document_with_content_is_used() {
    value("---\n---\na: 1\n---\na: 2\n", "/a", 3, 4, "1");
}

#[test]
fn nodes_before_a_syntax_error_are_located() {
    value("a: 1\nb: 'x\n", "/a", 1, 4, "1");
    value("{\"a\": 1, \"b\": ", "/a", 1, 7, "1");
    for text in ["{\"ü", "{\"a\\", "{\"", "{", "[", "\"", ""] {
        let (line, column, _) = span(text, "/a", Part::Value);
        assert_eq!((line, column), (1, 1), "{text}");
    }
}

#[test]
fn pointers() {
    let mut sources = Sources::new();
    let file = sources.add("x", String::new());
    let pointer = Pointer::root(file).child("paths").child("/a~b").index(3);
    assert_eq!(pointer.as_str(), "/paths/~1a~0b/3");
    assert_eq!(pointer.to_string(), "#/paths/~1a~0b/3");
    assert_eq!(pointer.last().as_deref(), Some("3"));
    let parent = pointer.parent().expect("a parent");
    assert_eq!(parent.last().as_deref(), Some("/a~b"));
    let segments: Vec<_> = pointer.segments().collect();
    assert_eq!(segments, ["paths", "/a~b", "3"]);
    assert_eq!(Pointer::root(file).parent(), None);
    assert_eq!(Pointer::root(file).last(), None);
}
