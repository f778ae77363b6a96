//! How a value is shown in reports.

use serde_json::Value;

use super::super::document::Role;
use super::Counterexample;
use crate::shortened::shortened;

/// The longest value that is shown as a whole, in characters.
const MAX_LENGTH: usize = 160;

impl Counterexample {
    /// A sentence about the value, with code in backticks.
    pub fn text(&self) -> String {
        self.sentence(|code| format!("`{code}`"))
    }

    /// A sentence about the value. `code` marks up and escapes a piece of code for the format of the report.
    pub fn sentence(&self, code: impl Fn(&str) -> String) -> String {
        let value = code(&self.short());
        let operation = code(&format!(
            "{} {}",
            self.operation.method, self.operation.path
        ));
        let at = match self.path.as_str() {
            "" => String::new(),
            path => format!(", at {}", code(path)),
        };
        match &self.role {
            Role::RequestBody { .. } => {
                format!("{value} was accepted by {operation} and is refused now{at}")
            }
            Role::Parameter { location, name } | Role::RequiredParameter { location, name } => {
                format!(
                    "{value} was accepted by {operation} as the {location} parameter {} and is refused now{at}",
                    code(name)
                )
            }
            Role::ResponseBody { status, .. } => format!(
                "{value} can now be returned by {operation} with status {}, which the old document rules out{at}",
                code(status)
            ),
            Role::ResponseHeader { status, name } => format!(
                "{value} can now be returned by {operation} with status {} in the header {}, which the old document rules out{at}",
                code(status),
                code(name)
            ),
            Role::Payload { of, .. } => format!(
                "{value} can now be sent to {}, which the old document rules out{at}",
                code(of)
            ),
            Role::Reply { of, status, .. } => format!(
                "{value} was accepted as the reply to {} with status {} and is refused now{at}",
                code(of),
                code(status)
            ),
        }
    }

    /// The value as JSON. If it is long, only what leads to the refused part, with `…` for the rest.
    pub fn short(&self) -> String {
        let whole = self.value.to_string();
        if whole.chars().count() <= MAX_LENGTH {
            return whole;
        }
        let steps: Vec<_> = self.path.split('/').skip(1).collect();
        shortened(&abridged(&self.value, &steps), MAX_LENGTH)
    }
}

/// A value with only the entries that lead somewhere.
fn abridged(value: &Value, steps: &[&str]) -> String {
    let (step, rest) = match steps.split_first() {
        Some((step, rest)) => (step.replace("~1", "/").replace("~0", "~"), rest),
        None => (String::new(), steps),
    };
    match value {
        Value::Object(map) if !map.is_empty() => match map.get(&step) {
            Some(inner) if !steps.is_empty() => {
                let more = if map.len() > 1 { ", …" } else { "" };
                format!("{{{}: {}{more}}}", Value::from(step), abridged(inner, rest))
            }
            _ => {
                let keys = map
                    .keys()
                    .map(|key| format!("{}: …", Value::from(key.as_str())));
                format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
            }
        },
        Value::Array(items) if !items.is_empty() => {
            let index = step.parse::<usize>().unwrap_or(0);
            let more = if items.len() > 1 { ", …" } else { "" };
            let inner = items.get(index).unwrap_or(&items[0]);
            format!("[{}{more}]", abridged(inner, rest))
        }
        value => value.to_string(),
    }
}
