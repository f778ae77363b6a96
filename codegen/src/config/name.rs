//! Valid names of crates and modules.

/// Keywords that can't name a crate or a module, in any edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

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
        && !KEYWORDS.contains(&ident.to_ascii_lowercase().as_str())
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
        for name in ["", "1a", "_a", "a b", "a/b", "self", "Self", "test", "ü"] {
            assert!(!is_crate_name(name), "{name}");
        }
    }
}
