//! The schema that a finding is about: what it is used for, and the path to it.

use super::document::Role;
use super::schema_path::SchemaPath;

/// A schema that changed, as seen from where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Subject {
    /// The innermost schema with a name that the path begins in. `None` if it begins at the body, parameter or header.
    pub schema: Option<String>,
    /// The names of properties, and keywords such as `items`.
    pub path: Vec<String>,
    /// The path from the body, parameter or header.
    pub whole_path: Vec<String>,
    pub(crate) role: Role,
}

impl Subject {
    pub(crate) fn new(role: &Role, path: &SchemaPath<'_>) -> Self {
        let (schema, inner) = path.after_name();
        Self {
            schema: schema.map(str::to_owned),
            path: inner,
            whole_path: path.whole(),
            role: role.clone(),
        }
    }

    /// The element in an operation: the body, parameter or header, and the path in it.
    pub(crate) fn element(&self) -> String {
        let place = self.role.element();
        match self.whole_path.is_empty() {
            true => place,
            false => format!("{place} {}", self.whole_path.join("/")),
        }
    }
}
