//! The constraint `pattern`.

/// Whether the pattern matches a part of the string. Always true if the `regex` crate doesn't
/// support the expression, since patterns of OpenAPI documents are ECMA-262 expressions.
#[cfg(feature = "regex")]
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    use std::collections::HashMap;
    use std::sync::{Mutex, OnceLock, PoisonError};

    // Compiling is thousands of times slower than matching. Patterns are constants, so the cache
    // doesn't grow without limit.
    static COMPILED: OnceLock<Mutex<HashMap<&'static str, Option<regex::Regex>>>> = OnceLock::new();
    let mut compiled = COMPILED
        .get_or_init(Mutex::default)
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let regex = compiled
        .entry(pattern)
        .or_insert_with(|| regex::Regex::new(pattern).ok())
        .clone();
    drop(compiled);
    regex.is_none_or(|regex| regex.is_match(text))
}

/// Without the feature `regex`, patterns are not checked.
#[cfg(not(feature = "regex"))]
pub(super) fn matches(_: &'static str, _: &str) -> bool {
    true
}
