//! What the program of a crate says of a case: a line of its output.

use serde_json::Value;

/// What the program of a crate says of a case.
#[derive(Clone, Debug)]
pub enum Outcome {
    Decoded {
        /// Values of no declared variant.
        unknown: usize,
        /// Values that are any JSON.
        open: usize,
        /// What was set aside: path and value.
        aside: Vec<(String, Value)>,
        /// What was encoded again.
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
        let mut cells = rest.splitn(4, '\t');
        let mut number = || cells.next()?.parse().ok();
        Some(Outcome::Decoded {
            unknown: number()?,
            open: number()?,
            aside: serde_json::from_str(cells.next()?).ok()?,
            value: serde_json::from_str(cells.next()?).ok()?,
        })
    }
}
