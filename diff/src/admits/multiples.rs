//! The numbers that `multipleOf` allows.

use super::shape::{Shape, Types};

/// The largest factor for which a common multiple of two steps is searched.
const MAX_FACTOR: u16 = 1_000;

/// The largest number below which all whole numbers are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The distance between the numbers of a type that a schema admits. `None` if it has no `multipleOf` that constrains them,
/// or if they have no common multiple that is exact.
pub fn step(shape: &Shape<'_>, of: Types) -> Option<f64> {
    let factors = shape.numbers("multipleOf").into_iter();
    let mut factors = factors.filter(|factor| *factor > 0.0);
    match of {
        Types::INTEGER => factors.try_fold(1.0, common),
        _ => {
            let first = factors.next()?;
            factors.try_fold(first, common)
        }
    }
}

/// The smallest common multiple of two steps.
pub fn common(one: f64, other: f64) -> Option<f64> {
    let mut multiples = (1..=MAX_FACTOR).map(|factor| one * f64::from(factor));
    multiples.find(|multiple| other > 0.0 && (multiple / other).fract() == 0.0)
}

/// The first multiple that a lower bound allows. The bound remains where multiples are not exact.
pub fn first((bound, is_in): (f64, bool), step: Option<f64>) -> (f64, bool) {
    let Some(step) = step.filter(|step| (bound / step).abs() < EXACT) else {
        return (bound, is_in);
    };
    let first = (bound / step).ceil() * step;
    match first > bound || is_in {
        true => (first, true),
        false => (first + step, true),
    }
}
