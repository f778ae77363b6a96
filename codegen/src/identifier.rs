//! The names that Rust and file systems allow.
//!
//! Guaranteed: the configuration, the lock and the planner accept the same names.

/// The keywords of all editions.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "Self",
];

/// The names that Windows reserves for devices, with any extension and in any case.
pub(crate) const DEVICES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Whether this name can't be the name of a file on Windows.
pub(crate) fn is_device(name: &str) -> bool {
    DEVICES.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a name can be used in Rust code as it is. Anything else would be an injection.
pub(crate) fn is_identifier(name: &str) -> bool {
    let is_letter = |c: char| c == '_' || c.is_ascii_alphanumeric();
    name.chars().all(is_letter)
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && !["", "_"].contains(&name)
        && !is_keyword(name)
}
