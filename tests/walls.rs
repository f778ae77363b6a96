//! The walls between the stages: who may know what.

use oascribe_test_support as support;

use std::fs;

/// Words, and the only places below `codegen/src` that may have them.
const WALLS: &[(&str, &[&str])] = &[
    ("openapiv3::", &["read/", "lower/"]),
    ("use openapiv3", &["read/", "lower/"]),
    ("syn::", &["emit/"]),
    ("quote!", &["emit/"]),
    ("fs::write", &["write"]),
    ("fs::rename", &["write"]),
    ("fs::remove", &["write"]),
    ("println!", &["emit/example.rs"]),
    ("process::exit", &[]),
    (".unwrap()", &[]),
    (".expect(", &[]),
    ("panic!(", &[]),
    ("todo!(", &[]),
    ("unimplemented!(", &[]),
];

#[test]
fn no_stage_knows_what_is_not_its_business() {
    let source = support::root().join("codegen/src");
    let mut breaches = Vec::new();
    for path in support::files_below(&source) {
        if path.contains("test") {
            continue;
        }
        let text = fs::read_to_string(source.join(&path)).expect("a source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            for (word, places) in WALLS {
                if line.contains(word) && !places.iter().any(|place| path.starts_with(place)) {
                    breaches.push(format!("codegen/src/{path}:{}: {word}", number + 1));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// What the transcriber may not have: it reads and writes no file, and prints nothing.
const TRANSCRIBER: &[&str] = &[
    "fs::",
    "openapiv3",
    "regex::",
    "println!",
    "process::",
    ".unwrap()",
    ".expect(",
    "panic!(",
    "todo!(",
];

#[test]
fn the_transcriber_has_no_business_outside() {
    let source = support::root().join("transcribe/src");
    let mut breaches = Vec::new();
    for path in support::files_below(&source) {
        let text = fs::read_to_string(source.join(&path)).expect("a source");
        for (number, line) in text.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            for word in TRANSCRIBER.iter().filter(|word| line.contains(**word)) {
                breaches.push(format!("transcribe/src/{path}:{}: {word}", number + 1));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Long functions and files are where generators rot.
#[test]
fn files_are_at_most_400_lines() {
    let mut long = Vec::new();
    for folder in ["src", "codegen", "diff", "runtime", "transcribe", "tests"] {
        for path in support::files_below(&support::root().join(folder)) {
            if !path.ends_with(".rs") || path.contains("expected/") {
                continue;
            }
            let text =
                fs::read_to_string(support::root().join(folder).join(&path)).expect("a source");
            let lines = text.lines().count();
            if lines > 400 {
                long.push(format!("{folder}/{path}: {lines}"));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}
