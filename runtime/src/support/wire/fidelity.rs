//! How faithfully a value was decoded, by which the variant of a union is chosen.
//!
//! Enums accept undeclared values, structs skip undeclared properties and read null as a missing property, and integers
//! accept `1.0`. Each such event is counted, so a union can compare its variants without looking into the decoded values.

use std::cell::Cell;
use std::ops::AddAssign;

/// What was accepted although the API doesn't declare it. Fewer is better. The order of the fields is the order in which
/// they count: a property that is lost outweighs the notation of any number of integers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deviations {
    /// Values: of enums, of unions, of additional properties, and numbers for strings.
    pub values: usize,
    /// Properties that were skipped, or whose null was read as a missing property.
    pub skipped: usize,
    /// Integers with a point or an exponent.
    pub notations: usize,
    /// Properties that were kept as undeclared ones. A variant for any JSON value counts as many of them.
    pub kept: usize,
}

/// More properties than a value has that other variants keep.
const ANY: usize = 1 << 24;

impl AddAssign for Deviations {
    fn add_assign(&mut self, other: Self) {
        self.values = self.values.saturating_add(other.values);
        self.skipped = self.skipped.saturating_add(other.skipped);
        self.notations = self.notations.saturating_add(other.notations);
        self.kept = self.kept.saturating_add(other.kept);
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
        ..Deviations::default()
    });
}

/// Notes a property that was skipped, or whose null isn't kept.
pub fn note_skipped_property() {
    note(Deviations {
        skipped: 1,
        ..Deviations::default()
    });
}

/// Notes an integer that was a float literal, such as `1.0`.
pub fn note_float_notation() {
    note(Deviations {
        notations: 1,
        ..Deviations::default()
    });
}

/// Notes a variant for any JSON value.
pub fn note_any() {
    note(Deviations {
        kept: ANY,
        ..Deviations::default()
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
