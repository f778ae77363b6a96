//! Documentation and deprecation of schemas, parameters and operations.

/// The documentation of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    pub summary: String,
    pub description: String,
    pub deprecated: Deprecated,
}

/// Whether an item is deprecated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Deprecated {
    #[default]
    No,
    /// The document marks the item as `deprecated`.
    Yes,
    /// The document no longer has the item. It is retained until this version of the crate.
    Until(String),
}

impl Deprecated {
    /// Whether the item is deprecated, for either reason.
    pub fn is(&self) -> bool {
        *self != Deprecated::No
    }
}

impl Docs {
    /// Summary and description as one string. A summary that the description starts with is not repeated.
    pub fn text(&self) -> String {
        let (summary, description) = (self.summary.trim(), self.description.trim());
        if summary.is_empty() || description.starts_with(summary.trim_end_matches('.')) {
            description.to_owned()
        } else if description.is_empty() {
            summary.to_owned()
        } else {
            format!("{summary}\n\n{description}")
        }
    }
}
