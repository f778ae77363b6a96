//! How to correct an OpenAPI document that is wrong about a response.

use super::super::super::wire::{path, required_error};

/// The action of an overlay that makes a property optional. Decoding reads null like a missing property then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The JSONPath of the entry of `required`, as a string of YAML.
    target: String,
}

impl Correction {
    /// Returns the correction for a message about a required property that is missing or null.
    pub fn of(message: &str) -> Option<Self> {
        let (at, rest) = path::split(message);
        let (reason, schema) = required_error::split(rest);
        let name = match required_error::missing_name(reason) {
            Some(name) => name.to_owned(),
            None => match path::parse(at?)?.pop()? {
                path::Segment::Key(name) => name,
                path::Segment::Index(_) => return None,
            },
        };
        let target = required_error::required_entry(schema?, &name);
        let target = serde_json::Value::from(target).to_string();
        Some(Self { target })
    }

    /// The action on two lines.
    pub fn lines(&self) -> String {
        format!("  - target: {}\n    remove: true\n", self.target)
    }

    /// The action on one line.
    pub fn line(&self) -> String {
        format!("{{target: {}, remove: true}}", self.target)
    }
}

/// The command that compares a body with the schema of its operation, as a comment of YAML.
pub fn command(method: &str, path: &str) -> String {
    // A quote ends the quoted word, and another word has it.
    let operation = format!("{method} {path}").replace('\'', r"'\''");
    format!("# oascribe check SPEC --against BODY.json --operation '{operation}'\n")
}
