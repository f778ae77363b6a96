//! A limit on how often a value is decoded again.
//!
//! The attempts of nested unions multiply: with a few dozen levels, decoding would never end. So the outermost union
//! creates a budget for the value, and every attempt after the first one uses up some of it.

use std::cell::Cell;

use serde_json::Value;

/// How often a small value can be decoded again. Attempts for parts of it count proportionally.
const MOST_TIMES: usize = 1024;
/// For a large value, the budget is this number of parts plus a smaller multiple of the value.
const MOST_PARTS: usize = 1 << 20;
const FEW_TIMES: usize = 64;

thread_local! {
    /// The rest of the budget, in parts, while a union is being decoded.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A handle of the budget. That of the outermost union resets the budget when it is dropped.
pub struct Budget {
    is_outermost: bool,
}

impl Budget {
    /// Creates the budget, unless an outer union has done so.
    pub fn of(value: &Value) -> Self {
        let is_outermost = LEFT.get().is_none();
        if is_outermost {
            let parts = parts(value);
            let few = parts.saturating_mul(FEW_TIMES).saturating_add(MOST_PARTS);
            LEFT.set(Some(parts.saturating_mul(MOST_TIMES).min(few)));
        }
        Self { is_outermost }
    }

    /// Returns whether the value can be decoded once more, and takes its parts from the budget.
    pub fn allows(&self, value: &Value) -> bool {
        let left = LEFT.get().and_then(|left| left.checked_sub(parts(value)));
        if left.is_some() {
            LEFT.set(left);
        }
        left.is_some()
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}

/// Counts the value itself and all values in it.
fn parts(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(parts).sum(),
        Value::Object(properties) => properties.values().map(parts).sum(),
        _ => 0,
    }
}
