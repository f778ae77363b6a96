//! Valid names of crates and modules.

use crate::identifier::{is_device, is_keyword};

/// Names that Cargo reserves, and names of crates that every program needs.
const RESERVED: &[&str] = &[
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc_macro",
    "std",
    "test",
];

/// Whether this is a valid name of a crate and, with `_` instead of `-`, of a module.
pub fn is_crate_name(name: &str) -> bool {
    let ident = name.replace('-', "_");
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && name.len() <= 64
        && !is_keyword(&ident.to_ascii_lowercase())
        && !is_device(&ident)
        && !RESERVED.contains(&ident.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_crate_name;

    #[test]
    fn accepts_the_names_that_cargo_accepts() {
        for name in ["generated", "mongo_sdk", "mongo-sdk", "A1"] {
            assert!(is_crate_name(name), "{name}");
        }
        for name in [
            "", "1a", "_a", "a b", "a/b", "self", "Self", "test", "ü", "con", "COM1",
        ] {
            assert!(!is_crate_name(name), "{name}");
        }
    }
}
