//! The outcome of a case: one line of the program's output.

use serde_json::Value;

/// The outcome of a case.
#[derive(Clone, Debug)]
pub enum Outcome {
    Decoded {
        /// The number of enum and union values without a declared variant.
        unknown: usize,
        /// The number of values decoded as any JSON.
        open: usize,
        /// The first word of the `Debug` output: the variant, if the type is a union.
        variant: String,
        /// The rejected values, with their paths.
        rejected: Vec<(String, Value)>,
        /// The value after encoding.
        value: Value,
    },
    Failed(String),
}

impl Outcome {
    pub fn parse(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once('\t')?;
        if word == "failed" {
            return Some(Outcome::Failed(rest.to_owned()));
        }
        let mut cells = rest.splitn(5, '\t');
        let mut number = || cells.next()?.parse().ok();
        Some(Outcome::Decoded {
            unknown: number()?,
            open: number()?,
            variant: cells.next()?.to_owned(),
            rejected: serde_json::from_str(cells.next()?).ok()?,
            value: serde_json::from_str(cells.next()?).ok()?,
        })
    }
}
