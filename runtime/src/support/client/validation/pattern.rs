//! The constraint `pattern`.

/// Whether the pattern matches a part of the string. Always true if the engine gives up: it limits
/// the time for expressions with lookaround and references.
#[cfg(feature = "regex")]
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    use std::collections::HashMap;
    use std::sync::{Mutex, OnceLock};

    use super::super::mutex::lock;

    // Compiling is thousands of times slower than matching. Patterns are constants, so the cache
    // doesn't grow without limit.
    static COMPILED: OnceLock<Mutex<HashMap<&'static str, Option<fancy_regex::Regex>>>> =
        OnceLock::new();
    let mut compiled = lock(COMPILED.get_or_init(Mutex::default));
    let regex = compiled
        .entry(pattern)
        .or_insert_with(|| fancy_regex::Regex::new(pattern).ok())
        .clone();
    drop(compiled);
    regex.is_none_or(|regex| regex.is_match(text).unwrap_or(true))
}

/// Without the feature `regex`, patterns are not checked.
#[cfg(not(feature = "regex"))]
pub(super) fn matches(_: &'static str, _: &str) -> bool {
    true
}
