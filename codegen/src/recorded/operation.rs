//! Finds the response of an operation.

use std::fmt;

use super::Selected;
use crate::diag::similar;
use crate::json_schema::{Message, all_operations};
use crate::read::Document;

/// Why a value can't be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The document has no such operation.
    UnknownOperation {
        /// The name that was given.
        name: String,
        /// The most similar name of an operation.
        similar: Option<String>,
    },
    /// The operation has no response for the status whose body is JSON.
    NoSchema {
        /// The method and path of the operation.
        operation: String,
        /// The status that was given.
        status: Option<String>,
        /// The statuses with a JSON schema.
        declared: Vec<String>,
    },
    /// The value and the schema take too many steps to compare.
    TooLarge,
}

impl Unusable {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Unusable::UnknownOperation {
                similar: Some(similar),
                ..
            } => format!("did you mean `{similar}`?"),
            Unusable::UnknownOperation { .. } => {
                "name its `operationId`, or its method and path as in `GET /pets`".to_owned()
            }
            Unusable::NoSchema { declared, .. } => match declared.as_slice() {
                [] => "declare the schema in the document or in an overlay".to_owned(),
                declared => format!("statuses with a JSON schema: {}", declared.join(", ")),
            },
            Unusable::TooLarge => "use a smaller recorded response".to_owned(),
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unusable::UnknownOperation { name, .. } => {
                write!(f, "the document has no operation `{name}`")
            }
            Unusable::NoSchema {
                operation,
                status: Some(status),
                ..
            } => {
                write!(
                    f,
                    "`{operation}` declares no JSON schema for the status {status}"
                )
            }
            Unusable::NoSchema { operation, .. } => {
                write!(
                    f,
                    "`{operation}` declares no JSON schema for a success status"
                )
            }
            Unusable::TooLarge => {
                f.write_str("comparing the response with its schema takes too long")
            }
        }
    }
}

/// Returns the response that was selected.
pub(super) fn find<'d>(doc: &'d Document, selected: Selected<'_>) -> Result<Message<'d>, Unusable> {
    let name = selected.operation.trim();
    let operations = all_operations(doc);
    let by_id = operations.iter().find(|it| it.id == Some(name));
    let by_name = || {
        let mut operations = operations.iter();
        operations.find(|it| it.name.eq_ignore_ascii_case(name))
    };
    let Some(operation) = by_id.or_else(by_name) else {
        let known = operations.iter().flat_map(|it| [it.id, Some(&*it.name)]);
        let similar = similar(name, known.flatten()).map(str::to_owned);
        let name = name.to_owned();
        return Err(Unusable::UnknownOperation { name, similar });
    };
    let messages = operation.messages(doc).into_iter();
    let declared: Vec<_> = messages.filter(is_json_response).collect();
    let rank = |it: &&Message<'_>| match selected.status {
        Some(wanted) => rank(it.status?, wanted),
        None => success_rank(it.status?),
    };
    let ranked = declared.iter().filter_map(|it| Some((rank(&it)?, it)));
    let best = ranked.min_by_key(|(rank, _)| *rank);
    best.map(|(_, found)| found.clone()).ok_or_else(|| {
        let statuses = declared.iter().filter_map(|it| it.status);
        let mut declared: Vec<_> = statuses.map(str::to_owned).collect();
        declared.dedup();
        Unusable::NoSchema {
            operation: operation.name.clone(),
            status: selected.status.map(str::to_owned),
            declared,
        }
    })
}

/// Whether a body is one JSON value of a response.
fn is_json_response(message: &Message<'_>) -> bool {
    let essence = message.media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let is_json = essence.ends_with("/json") || essence.ends_with("+json") || essence.contains('*');
    let is_complete = message.schema.at.last().as_deref() == Some("schema");
    message.status.is_some() && is_json && is_complete
}

/// How well a declared status describes a status: exactly, as its range, or as the default.
fn rank(declared: &str, wanted: &str) -> Option<u8> {
    let class = wanted.get(..1).unwrap_or_default();
    match declared {
        _ if declared.eq_ignore_ascii_case(wanted) => Some(0),
        _ if declared.eq_ignore_ascii_case(&format!("{class}XX")) => Some(1),
        "default" => Some(2),
        _ => None,
    }
}

/// Which declared status describes success: a status, a range, or the default.
fn success_rank(declared: &str) -> Option<u8> {
    match declared {
        "default" => Some(2),
        _ if declared.eq_ignore_ascii_case("2XX") => Some(1),
        _ if declared.starts_with('2') => Some(0),
        _ => None,
    }
}
