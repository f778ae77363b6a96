//! The program of a crate: for each line `type TAB decoding TAB JSON` of a file, it prints the outcome.
//!
//! `decoding` is `strict` or `lenient`.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// The name of the program, an example of the crate.
pub const NAME: &str = "round_trip";

/// The file of the values that no variant declares, how it prints them, and how the program recognizes them: the `Debug`
/// output of a declared variant `Unknown(7)` is the same.
const UNDECLARED: (&str, &str, &str) = (
    "src/runtime/unknown_value.rs",
    "write!(out, \"{}\", self.as_json())",
    "write!(out, \"undeclared {}\", self.as_json())",
);

/// Writes the program into a crate. It refers to types by their index.
pub fn write(krate: &Path, example: &str, name: &str, types: &[String]) -> io::Result<()> {
    mark_undeclared(krate)?;
    fs::write(
        krate.join("examples").join(example).with_extension("rs"),
        text(name, types),
    )
}

fn mark_undeclared(krate: &Path) -> io::Result<()> {
    let (file, debug, marked) = UNDECLARED;
    let file = krate.join(file);
    // A crate without enums and unions has no such values.
    if !file.exists() {
        return Ok(());
    }
    let code = fs::read_to_string(&file)?;
    if !code.contains(debug) {
        let message = format!("{} does not print values by `{debug}`", file.display());
        return Err(io::Error::other(message));
    }
    fs::write(file, code.replace(debug, marked))
}

fn text(name: &str, types: &[String]) -> String {
    let mut text = format!(
        "#![recursion_limit = \"1024\"]\n#![allow(deprecated, unused_imports)]\n\nuse {name}::*;\n"
    );
    text.push_str(HEAD);
    for (number, ty) in types.iter().enumerate() {
        let _ = writeln!(
            text,
            "        \"{number}\" => round_trip::<{ty}>(is_lenient, json),"
        );
    }
    text.push_str(TAIL);
    text
}

const HEAD: &str = r#"
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};

fn main() {
    // Debug builds need a large stack for deep values.
    let work = std::thread::Builder::new().stack_size(256 << 20).spawn(work);
    work.expect("a thread").join().expect("no panic");
}

fn work() {
    let path = std::env::args().nth(1).expect("the path of the values");
    let file = BufReader::new(std::fs::File::open(path).expect("the values"));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in file.lines() {
        let line = line.expect("a line");
        let (ty, rest) = line.split_once('\t').expect("a type");
        let (decoding, json) = rest.split_once('\t').expect("a decoding and a value");
        writeln!(out, "{}", decode(ty, decoding == "lenient", json)).expect("a pipe");
    }
}

fn round_trip<T>(is_lenient: bool, json: &str) -> String
where
    T: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug,
{
    let read = match is_lenient {
        true => Lenient::<T>::from_slice(json.as_bytes()),
        false => serde_json::from_str(json).map(Lenient::complete),
    };
    match read {
        Err(error) => format!("failed\t{}", error.to_string().replace(['\n', '\t'], " ")),
        Ok(read) => {
            let debug = format!("{:?}", read.value);
            let (unknown, open) = count_unknown_and_open(&debug);
            let variant = debug.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
            let rejected = read.rejected.iter().filter(|one| !one.is_undeclared());
            let rejected: Vec<_> = rejected.map(|one| (one.path(), one.value())).collect();
            let rejected = serde_json::to_string(&rejected).expect("JSON");
            let json = serde_json::to_string(&read.value).expect("JSON");
            format!("decoded\t{unknown}\t{open}\t{variant}\t{rejected}\t{json}")
        }
    }
}

/// Counts values without a declared variant, and values of any JSON, in the `Debug` output of a value.
fn count_unknown_and_open(text: &str) -> (usize, usize) {
    let (mut unknown, mut open) = (0, 0);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            rest = after_string(rest);
            continue;
        }
        let word = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let (word, tail) = rest.split_at(word.unwrap_or(rest.len()));
        if word.is_empty() {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if tail.starts_with("(undeclared ") {
            unknown += 1;
            rest = after_group(tail);
        } else if is_open(word, tail) {
            open += 1;
            rest = after_group(tail.trim_start());
        } else {
            rest = tail;
        }
    }
    (unknown, open)
}

/// Whether the text is the `Debug` output of a `serde_json::Value`.
fn is_open(word: &str, tail: &str) -> bool {
    match word {
        "Object" => tail.starts_with(" {\"") || tail.starts_with(" {}"),
        "Array" => tail.starts_with(" ["),
        "String" | "Bool" => tail.starts_with('('),
        _ => false,
    }
}

fn after_string(text: &str) -> &str {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return &text[at + 1..],
            _ => {}
        }
    }
    ""
}

/// Returns the text after the bracket that closes the first one.
fn after_group(text: &str) -> &str {
    let mut depth = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            rest = after_string(rest);
            continue;
        }
        rest = &rest[first.len_utf8()..];
        match first {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    rest
}

fn decode(ty: &str, is_lenient: bool, json: &str) -> String {
    match ty {
"#;

const TAIL: &str = r#"        _ => unreachable!("types are counted"),
    }
}
"#;
