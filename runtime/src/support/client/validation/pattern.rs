//! Regular expressions of constraints.

/// Whether a part of the text fits; always, if the expression is one that is not supported (the
/// document's dialect is ECMAScript's, which has more).
#[cfg(feature = "regex")]
pub(super) fn fits(pattern: &'static str, text: &str) -> bool {
    use std::collections::HashMap;
    use std::sync::{Mutex, OnceLock, PoisonError};

    // Compiling takes thousands of times longer than matching; patterns are constants of the crate,
    // so that the table doesn't grow without bound.
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

/// Without the feature `regex`, all texts fit.
#[cfg(not(feature = "regex"))]
pub(super) fn fits(_: &'static str, _: &str) -> bool {
    true
}
