//! Rust types of the user, which stand for schemas.

use crate::rust_syntax::RustType;

/// The index of a type in [`super::Api::foreign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignId(u16);

impl ForeignId {
    pub fn new(index: usize) -> Self {
        // One entry of oascribe.toml each.
        ForeignId(u16::try_from(index).unwrap_or(u16::MAX))
    }

    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A Rust type of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The format or pointer in the configuration.
    pub key: String,
    /// Its path.
    pub path: String,
    /// Its value before decoding, as a Rust expression. `None`: that of `Default`.
    pub initial: Option<String>,
    /// The module with its `serialize` and `deserialize`. `None`: its own implementation of serde's traits.
    pub with: Option<String>,
}

impl Foreign {
    /// The type without spaces and abbreviations: equal for equal types.
    pub(crate) fn ty(&self) -> RustType {
        // The configuration was checked.
        RustType::parse(&self.path).unwrap_or_else(|| RustType {
            path: self.path.clone(),
            arguments: Vec::new(),
        })
    }

    /// The name of the type without its path and arguments: `DateTime` of `chrono::DateTime<chrono::Utc>`.
    pub fn name(&self) -> &str {
        let path = self.path.split('<').next().unwrap_or_default().trim();
        path.rsplit("::").next().unwrap_or_default()
    }
}
