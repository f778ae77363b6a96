//! The cases of a document: written by its process, read by the harness.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use oascribe_codegen::Planned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::types::{self, Usage};
use crate::options::Task;
use crate::round_trip::{Difference, program};
use crate::union_tags;

/// The path of the cases in a crate, and of the values that its program reads.
pub const CASES: &str = "examples/cases.jsonl";
pub const VALUES: &str = "examples/values.txt";

/// A value, its type and its validity.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    pub source: Source,
    pub at: String,
    /// The Rust type.
    pub ty: String,
    /// Whether it is valid.
    pub is_valid: bool,
    /// Whether the value is invalid as a whole, so that the error has no path.
    pub is_root_invalid: bool,
    /// Paths of undeclared properties.
    pub undeclared: Vec<String>,
    /// Whether there are more undeclared properties than listed.
    pub has_more_undeclared: bool,
    pub value: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    Example,
    Recorded,
}

impl Case {
    /// Invalid recorded bodies are decoded leniently, everything else strictly.
    fn decoding(&self) -> &'static str {
        match self.source {
            Source::Recorded if !self.is_valid => "lenient",
            _ => "strict",
        }
    }

    /// Whether a difference is allowed: an undeclared property may be dropped.
    pub fn allows(&self, difference: &Difference) -> bool {
        let path = difference.path();
        let is_undeclared = self.undeclared.iter().any(|one| one == path);
        matches!(difference, Difference::Dropped(_)) && (is_undeclared || self.has_more_undeclared)
    }
}

/// A line of the files of examples.
#[derive(Deserialize)]
struct Example {
    at: String,
    media: Option<String>,
    schema: Value,
    ok: bool,
    err: Option<String>,
    undeclared: Vec<String>,
    n_undeclared: usize,
    value: Value,
}

/// A line of the files of recorded bodies.
#[derive(Deserialize)]
struct Pair {
    api: String,
    method: String,
    path: String,
    status: String,
    ok: bool,
    body: Value,
}

/// Writes cases, values and the program into the crate. Returns the number of examples without a type, by reason.
pub fn write(task: &Task, planned: &Planned) -> io::Result<BTreeMap<String, usize>> {
    let mut unmapped = BTreeMap::new();
    let mut cases = Vec::new();
    let union_tags = union_tags::of_types(planned);
    let mut add = |case: Case, media: &str, schema: Option<&str>| {
        let found = match Usage::parse(&case.at, media) {
            Some(usage) => types::find(&planned.krate, usage, schema),
            None => Err("unknown-usage"),
        };
        match found {
            Ok(ty) => {
                let tag = union_tags.get(&ty).map(|tag| format!("$.{tag}"));
                let undeclared = case.undeclared.iter().cloned().chain(tag).collect();
                cases.push(Case {
                    ty,
                    undeclared,
                    ..case
                });
            }
            Err(why) => *unmapped.entry(why.to_owned()).or_default() += 1,
        }
    };
    if let Some(path) = &task.examples {
        examples(path, &mut add)?;
    }
    if let (Some(path), Some(name)) = (&task.recorded, &task.recorded_as) {
        recorded(path, name, &mut add)?;
    }
    if let (Some(out), false) = (&task.out, cases.is_empty()) {
        print(out, &task.name, &cases)?;
    }
    Ok(unmapped)
}

fn examples(path: &Path, add: &mut impl FnMut(Case, &str, Option<&str>)) -> io::Result<()> {
    for line in BufReader::new(File::open(path)?).lines() {
        let example: Example = serde_json::from_str(&line?)?;
        let schema = example.schema.get("$ref").and_then(Value::as_str);
        let err = example.err.unwrap_or_default();
        let case = Case {
            source: Source::Example,
            at: example.at,
            ty: String::new(),
            is_valid: example.ok,
            is_root_invalid: err.starts_with("$:"),
            has_more_undeclared: example.undeclared.len() < example.n_undeclared,
            undeclared: example.undeclared,
            value: example.value,
        };
        add(case, &example.media.unwrap_or_default(), schema);
    }
    Ok(())
}

fn recorded(
    path: &Path,
    name: &str,
    add: &mut impl FnMut(Case, &str, Option<&str>),
) -> io::Result<()> {
    let mut text = String::new();
    GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
    for line in text.lines() {
        let pair: Pair = serde_json::from_str(line)?;
        if pair.api != name {
            continue;
        }
        let case = Case {
            source: Source::Recorded,
            at: format!("{} {} {}", pair.method, pair.path, pair.status),
            ty: String::new(),
            is_valid: pair.ok,
            is_root_invalid: false,
            undeclared: Vec::new(),
            has_more_undeclared: true,
            value: pair.body,
        };
        add(case, "application/json", None);
    }
    Ok(())
}

fn print(out: &Path, name: &str, cases: &[Case]) -> io::Result<()> {
    let mut types: Vec<String> = cases.iter().map(|case| case.ty.clone()).collect();
    types.sort();
    types.dedup();
    let mut all = String::new();
    let mut values = String::new();
    for case in cases {
        let number = types.binary_search(&case.ty).unwrap_or_default();
        all.push_str(&serde_json::to_string(case)?);
        all.push('\n');
        let decoding = case.decoding();
        values.push_str(&format!("{number}\t{decoding}\t{}\n", case.value));
    }
    fs::create_dir_all(out.join("examples"))?;
    fs::write(out.join(CASES), all)?;
    fs::write(out.join(VALUES), values)?;
    program::write(out, program::NAME, name, &types)
}

/// Reads the cases of a crate.
pub fn read(folder: &Path) -> io::Result<Vec<Case>> {
    let text = fs::read_to_string(folder.join(CASES))?;
    let cases = text.lines().map(serde_json::from_str::<Case>);
    Ok(cases.collect::<Result<_, _>>()?)
}
