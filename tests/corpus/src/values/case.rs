//! The cases of a document: written by its process, read by the harness.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::round_trip::program;

/// The path of the cases in a crate, and of the values that its program reads.
pub const CASES: &str = "examples/cases.jsonl";
pub const VALUES: &str = "examples/values.txt";

/// A value that the schema accepts, and the type that must keep it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// The pointer of the schema.
    pub at: String,
    /// The Rust type.
    pub ty: String,
    /// For a union: the variants whose schemas accept the value.
    pub variants: Option<Vec<String>>,
    /// Whether the union is reported as undecided: values of one alternative may become another one.
    pub is_reported: bool,
    /// Whether parts of the value may have no declared variant.
    pub is_open: bool,
    /// Whether it was changed, so that it may have undeclared properties, which may be dropped.
    pub is_mutated: bool,
    /// The discriminators of the document. A value without one gets it, since servers need it.
    pub tags: Vec<String>,
    /// The tag that a union writes, and for which the type has no field.
    pub union_tag: Option<String>,
    pub value: Value,
}

/// Writes cases, values and the program into a crate.
pub fn write(folder: &Path, name: &str, cases: &[Case]) -> io::Result<()> {
    let mut types: Vec<String> = cases.iter().map(|case| case.ty.clone()).collect();
    types.sort();
    types.dedup();
    let (mut all, mut values) = (String::new(), String::new());
    for case in cases {
        let number = types.binary_search(&case.ty).unwrap_or_default();
        all.push_str(&serde_json::to_string(case)?);
        all.push('\n');
        values.push_str(&format!("{number}\tstrict\t{}\n", case.value));
    }
    fs::create_dir_all(folder.join("examples"))?;
    fs::write(folder.join(CASES), all)?;
    fs::write(folder.join(VALUES), values)?;
    program::write(folder, name, name, &types)
}

/// Reads the cases of a crate.
pub fn read(folder: &Path) -> io::Result<Vec<Case>> {
    let text = fs::read_to_string(folder.join(CASES))?;
    let cases = text.lines().map(serde_json::from_str::<Case>);
    Ok(cases.collect::<Result<_, _>>()?)
}
