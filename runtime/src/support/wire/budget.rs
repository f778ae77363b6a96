//! Limits on how often a value is decoded again.
//!
//! The attempts of nested unions multiply: with a few dozen levels, decoding would never end. So the outermost union
//! creates a budget for the value, and every attempt after the first one uses up some of it.

use std::cell::Cell;

use super::tape::Node;

/// How often a small value can be decoded again. Attempts for parts of it count proportionally.
const MOST_TIMES: usize = 1024;
/// For a large value, the budget is this number of bytes plus a smaller multiple of the value.
const MOST_BYTES: usize = 8 << 20;
const FEW_TIMES: usize = 64;

thread_local! {
    /// The bytes that are left, while a union is being decoded.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A handle of the budget, held while a value is decoded. That of the outermost union resets the budget when it is
/// dropped.
pub struct Budget {
    is_outermost: bool,
    cost: usize,
}

impl Budget {
    /// Creates the budget, unless an outer union has done so.
    pub fn of(value: Node<'_>) -> Self {
        let cost = value.len();
        let is_outermost = LEFT.get().is_none();
        if is_outermost {
            let few = cost.saturating_mul(FEW_TIMES).saturating_add(MOST_BYTES);
            LEFT.set(Some(cost.saturating_mul(MOST_TIMES).min(few)));
        }
        Self { is_outermost, cost }
    }

    /// Returns whether the value can be decoded once more, and takes its length from the budget.
    pub fn allows(&self) -> bool {
        let left = LEFT.get().and_then(|left| left.checked_sub(self.cost));
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
