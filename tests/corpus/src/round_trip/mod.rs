//! Values through an emitted crate: decoded, encoded and compared.
//!
//! In: an emitted crate and lines of values. Out: the outcome of each, from a program that is an example of the crate.

mod compare;
mod outcome;
pub mod program;

use std::io;
use std::path::Path;
use std::process::Command;

pub use compare::{Difference, compare};
pub use outcome::Outcome;

/// Runs a program with a file of values. Returns the outcomes in the order of the values.
pub fn run(program: &Path, values: &Path) -> io::Result<Vec<Outcome>> {
    let output = Command::new(program).arg(values).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().filter_map(Outcome::parse).collect())
}
