//! The table of facts, `tests/facts.tsv`: what the reference pages state, where the document states it, and where the SDK
//! has it.
//!
//! In: the text of the table. Out: its rows, or all its errors. Columns, separated by tabs:
//!
//! - `fact`: the pages that state it (or `beyond the pages`), a colon, and the statement.
//! - `pointer`: a JSON pointer (RFC 6901) into `spec/mongodb.yaml`.
//! - `expect`: the expected value as JSON, or `present` for prose in our own words.
//! - `rust`: where the emitted crate has it, in one of these forms:
//!   - `models::Backup`: a line of `generated/surface.txt` has this path. If the pointer leads to prose, the item has
//!     that prose in its documentation.
//!   - `models::Backup::id: String`: as above, and the line has this signature.
//!   - `src/api/service.rs ~ url: "https://{host}"`: the file contains this text, ignoring differences of white space.
//!   - `src/api/cluster.rs ~ impl Operation for Get { ~ name: "Get"`: as above, in the one item of the file that
//!     begins with the words in the middle.

use std::collections::BTreeSet;

use serde_json::Value;

/// A row of the table.
pub struct Fact {
    /// The line in the table.
    pub line: usize,
    pub fact: String,
    pub pointer: String,
    pub expect: Expect,
    pub location: Location,
}

pub enum Expect {
    Present,
    Equal(Value),
}

/// The location of a fact in the emitted crate.
pub enum Location {
    Surface {
        path: String,
        signature: Option<String>,
    },
    Source {
        file: String,
        item: Option<String>,
        snippet: String,
    },
}

impl Fact {
    /// The pages that state the fact.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let (pages, _) = self.fact.split_once(": ").unwrap_or_default();
        pages.split(", ")
    }

    /// The statement.
    pub fn statement(&self) -> &str {
        self.fact.split_once(": ").unwrap_or_default().1
    }

    /// Whether the document may use its own words.
    pub fn is_prose(&self) -> bool {
        let last = self.pointer.rsplit('/').next();
        matches!(self.expect, Expect::Present) && matches!(last, Some("description" | "summary"))
    }
}

const HEAD: [&str; 4] = ["fact", "pointer", "expect", "rust"];

/// Parses the table.
pub fn parse(text: &str) -> Result<Vec<Fact>, Vec<String>> {
    let (mut facts, mut wrong, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    if head != HEAD {
        wrong.push(format!("1: the columns are {}", HEAD.join(", ")));
    }
    for (index, line) in lines.enumerate() {
        let line_number = index + 2;
        match row(line, line_number) {
            Ok(fact) if !seen.insert(fact.fact.clone()) => {
                wrong.push(format!("{line_number}: a second time: {}", fact.fact));
            }
            Ok(fact) => facts.push(fact),
            Err(reason) => wrong.push(format!("{line_number}: {reason}")),
        }
    }
    if facts.is_empty() {
        wrong.push("the table has no fact".to_owned());
    }
    if wrong.is_empty() {
        Ok(facts)
    } else {
        Err(wrong)
    }
}

fn row(text: &str, line: usize) -> Result<Fact, String> {
    let columns: Vec<&str> = text.split('\t').collect();
    let [fact, pointer, expect, rust] = columns[..] else {
        return Err(format!("{} columns, not {}", columns.len(), HEAD.len()));
    };
    if columns.iter().any(|column| column.trim().is_empty()) {
        return Err("an empty column".to_owned());
    }
    if !fact.contains(": ") {
        return Err(format!("no page before a colon: {fact}"));
    }
    let expect = match expect {
        "present" => Expect::Present,
        json => {
            let value = serde_json::from_str(json);
            Expect::Equal(value.map_err(|error| format!("{json} is not JSON: {error}"))?)
        }
    };
    Ok(Fact {
        line,
        fact: fact.to_owned(),
        pointer: pointer.to_owned(),
        expect,
        location: location(rust)?,
    })
}

fn location(rust: &str) -> Result<Location, String> {
    let parts: Vec<&str> = rust.split(" ~ ").collect();
    let (file, item, snippet) = match parts[..] {
        [surface] => {
            let (path, signature) = match surface.split_once(": ") {
                Some((path, signature)) => (path, Some(signature.to_owned())),
                None => (surface, None),
            };
            return Ok(Location::Surface {
                path: path.to_owned(),
                signature,
            });
        }
        [file, snippet] => (file, None, snippet),
        [file, item, snippet] => (file, Some(item.to_owned()), snippet),
        _ => return Err(format!("more than two ` ~ `: {rust}")),
    };
    Ok(Location::Source {
        file: file.to_owned(),
        item,
        snippet: snippet.to_owned(),
    })
}
