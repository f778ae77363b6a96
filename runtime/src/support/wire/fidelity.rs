//! How faithfully a value was decoded, by which the variant of a union is chosen.
//!
//! Enums accept undeclared values, and structs skip undeclared properties. Each such event is counted, so a union can
//! compare its variants without looking into the decoded values.

use std::cell::Cell;
use std::ops::AddAssign;

/// What was accepted although the API doesn't declare it. Fewer is better; values count before properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deviations {
    /// Values: of enums, of unions, of additional properties, and floats for integers.
    pub values: usize,
    /// Properties that were skipped.
    pub skipped: usize,
}

impl AddAssign for Deviations {
    fn add_assign(&mut self, other: Self) {
        self.values = self.values.saturating_add(other.values);
        self.skipped = self.skipped.saturating_add(other.skipped);
    }
}

thread_local! {
    /// The deviations since the start of the innermost [`count`]. `None` outside of unions.
    static FOUND: Cell<Option<Deviations>> = const { Cell::new(None) };
}

/// Whether deviations are counted.
pub fn is_counting() -> bool {
    FOUND.get().is_some()
}

/// Notes a value that the API doesn't declare.
pub fn note_undeclared_value() {
    note(Deviations {
        values: 1,
        skipped: 0,
    });
}

/// Notes a property that was skipped.
pub fn note_skipped_property() {
    note(Deviations {
        values: 0,
        skipped: 1,
    });
}

/// Adds deviations to those of the innermost [`count`].
pub fn note(deviations: Deviations) {
    if let Some(mut found) = FOUND.get() {
        found += deviations;
        FOUND.set(Some(found));
    }
}

/// Runs a decoder and counts its deviations. They are not added to those of an outer count.
pub fn count<T>(decode: impl FnOnce() -> T) -> (T, Deviations) {
    let outer = FOUND.replace(Some(Deviations::default()));
    let decoded = decode();
    (decoded, FOUND.replace(outer).unwrap_or_default())
}
