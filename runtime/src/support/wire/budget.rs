//! Limits on how often a value is decoded again, and on the copies of it.
//!
//! The attempts of nested unions multiply: with a few dozen levels, decoding would never end. So the outermost union
//! creates a budget for the value, and every attempt after the first one uses up some of it. Each union also holds a copy
//! of its value while it is decoded, so that the levels above a large value would hold it many times.

use std::cell::Cell;

use serde_json::Value;

/// How often a small value can be decoded again. Attempts for parts of it count proportionally.
const MOST_TIMES: usize = 1024;
/// For a large value, the budget is this number of parts plus a smaller multiple of the value.
const MOST_PARTS: usize = 1 << 20;
const FEW_TIMES: usize = 64;
/// The copies of parts of a value, as a multiple of the value. In a tree that branches, they are about three times the
/// value. Values that are not large may have more copies.
const MOST_COPIES: usize = 4;

thread_local! {
    /// What is left, while a union is being decoded.
    static LEFT: Cell<Option<Left>> = const { Cell::new(None) };
}

/// What is left of the budget, in parts.
#[derive(Clone, Copy)]
struct Left {
    attempts: usize,
    copies: usize,
}

/// A handle of the budget, held as long as the copy of a value. That of the outermost union resets the budget when it is
/// dropped.
pub struct Budget {
    is_outermost: bool,
    copy: usize,
}

impl Budget {
    /// Creates the budget, unless an outer union has done so. Returns `None` if there are too many copies.
    pub fn of(value: &Value) -> Option<Self> {
        let copy = parts(value);
        let left = LEFT.get();
        let most = |times| copy.saturating_mul(times).saturating_add(MOST_PARTS);
        let mut now = left.unwrap_or_else(|| Left {
            attempts: copy.saturating_mul(MOST_TIMES).min(most(FEW_TIMES)),
            copies: most(MOST_COPIES),
        });
        now.copies = now.copies.checked_sub(copy)?;
        LEFT.set(Some(now));
        Some(Self {
            is_outermost: left.is_none(),
            copy,
        })
    }

    /// Returns whether the value can be decoded once more, and takes its parts from the budget.
    pub fn allows(&self) -> bool {
        let Some(mut left) = LEFT.get() else {
            return false;
        };
        let Some(attempts) = left.attempts.checked_sub(self.copy) else {
            return false;
        };
        left.attempts = attempts;
        LEFT.set(Some(left));
        true
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        let left = LEFT.get().filter(|_| !self.is_outermost);
        LEFT.set(left.map(|left| Left {
            copies: left.copies.saturating_add(self.copy),
            ..left
        }));
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
