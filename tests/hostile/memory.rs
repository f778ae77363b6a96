//! Larger documents: the bound on memory that the README states, and a second run, which changes nothing.

use std::fmt::Write;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::limited::folder;

/// The memory for a document of any size.
const BASE: usize = 100 << 20;

/// The memory for each byte of a document.
const FACTOR: usize = 1000;

/// The size of the documents.
const SIZE: usize = if cfg!(debug_assertions) {
    200 << 10
} else {
    1 << 20
};

/// Documents whose size is in one kind of item.
fn documents() -> Vec<(&'static str, String)> {
    let property = |index: usize| format!("p{index}: {{type: string}}");
    let schema = |index: usize| {
        let next = format!("{{$ref: '#/components/schemas/A{}'}}", index + 1);
        format!(
            "    A{index}: {{type: object, properties: {{a: {next}, b: {{type: integer}}, c: {{type: array, items: {{type: string}}}}}}}}\n"
        )
    };
    let union = |index: usize| {
        format!(
            "    A{index}: {{oneOf: [{{type: object, required: [a], properties: {{a: {{const: x{index}}}}}}}, {{type: string}}]}}\n"
        )
    };
    let operation = |index: usize| {
        format!(
            "  /a{index}/{{id}}: {{get: {{parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], \
             responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}}}}}}}\n"
        )
    };
    let of_schemas = |text: String| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{text}"
        )
    };
    let wide = format!(
        "    A: {{type: object, properties: {{{}}}}}\n",
        repeated(property, ", ")
    );
    let values = format!(
        "    A: {{type: string, enum: [{}]}}\n",
        repeated(|index| format!("v{index}"), ", ")
    );
    let text = format!(
        "    A: {{type: string, description: '{}'}}\n",
        repeated(|index| format!("*word* {index} `code`"), " ")
    );
    let paths = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n{}",
        repeated(operation, "")
    );
    let example = format!(
        "    A: {{type: object, example: [{}]}}\n",
        repeated(|index| index.to_string(), ", ")
    );
    vec![
        ("schemas", of_schemas(repeated(schema, ""))),
        ("unions", of_schemas(repeated(union, ""))),
        ("operations", paths),
        ("properties", of_schemas(wide)),
        ("enum values", of_schemas(values)),
        ("a description", of_schemas(text)),
        ("an example", of_schemas(example)),
    ]
}

/// Items up to the size.
fn repeated(item: impl Fn(usize) -> String, separator: &str) -> String {
    let mut text = String::new();
    for index in 0.. {
        if text.len() >= SIZE {
            break;
        }
        let _ = write!(text, "{}{separator}", item(index));
    }
    text.trim_end_matches(separator).to_owned()
}

/// The most memory that a process had, in bytes. It is read until the process ends.
fn peak(child: &mut Child) -> usize {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a process").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = kilobytes.map_or(peak, |kilobytes: usize| kilobytes << 10);
        thread::sleep(Duration::from_millis(2));
    }
    peak
}

/// The verbs, in order: the second run of `generate` has the lock of the first.
const COMMANDS: [&[&str]; 3] = [
    &["generate", "api.yaml", "--out", "sdk"],
    &["generate", "api.yaml", "--out", "sdk", "--check"],
    &["diff", "api.yaml", "api.yaml"],
];

#[test]
fn memory_is_a_multiple_of_the_document() {
    for (name, document) in documents() {
        let size = document.len();
        let folder = folder(&[("api.yaml".to_owned(), document)]);
        for arguments in COMMANDS {
            let mut child = Command::new(env!("CARGO_BIN_EXE_oascribe"))
                .args(arguments)
                .current_dir(folder.path().join("work"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the command runs");
            let peak = peak(&mut child);
            let (verb, factor) = (arguments.join(" "), peak / size);
            eprintln!(
                "{name}, {verb}: {} MiB, {factor} bytes for each byte",
                peak >> 20
            );
            assert!(child.wait().expect("a process").success(), "{name}: {verb}");
            assert!(peak > 1 << 20, "{name}: the memory was not measured");
            assert!(
                peak < BASE + FACTOR * size,
                "{name}: {peak} bytes for {size}"
            );
        }
    }
}
