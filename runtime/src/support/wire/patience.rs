//! How often a value is read anew.
//!
//! Choices that lead to choices multiply their tries: with a few dozen levels no value would ever come to an end. So
//! all tries after the first draw on one allowance, which the outermost choice makes for the whole value.

use std::cell::Cell;

use serde_json::Value;

/// So many times may a small value be read anew, all tries of its parts added up.
const MOST_TIMES: usize = 1024;
/// And so many parts of a large value, beyond a few times of all.
const MOST_PARTS: usize = 1 << 20;
const FEW_TIMES: usize = 64;

thread_local! {
    /// What is left for the value that is being read.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The allowance, for as long as the outermost choice reads its value.
pub struct Patience {
    is_outermost: bool,
}

impl Patience {
    /// Makes the allowance, if no choice around this one has.
    pub fn of(value: &Value) -> Self {
        let is_outermost = LEFT.get().is_none();
        if is_outermost {
            let parts = parts(value);
            let few = parts.saturating_mul(FEW_TIMES).saturating_add(MOST_PARTS);
            LEFT.set(Some(parts.saturating_mul(MOST_TIMES).min(few)));
        }
        Self { is_outermost }
    }

    /// Whether the value may be read once more.
    pub fn allows(&self, value: &Value) -> bool {
        let left = LEFT.get().and_then(|left| left.checked_sub(parts(value)));
        if left.is_some() {
            LEFT.set(left);
        }
        left.is_some()
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}

/// The value itself, and all values in it.
fn parts(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(parts).sum(),
        Value::Object(members) => members.values().map(parts).sum(),
        _ => 0,
    }
}
