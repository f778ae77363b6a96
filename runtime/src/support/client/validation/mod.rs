//! Validation: checks values against the constraints of their schemas before a request is sent.

use super::error::ErrorKind;
use super::{Base64, Date, DateTime, Duration, Error};

mod check;
mod constrained;
mod foreign_map;
mod pattern;
mod rules;

pub use check::{AtMostOne, Check, Checked};
pub use constrained::{Constrained, Keyed, Listed, Measure};
pub use rules::{Bound, Rules};

#[allow(unused_imports)] // not every crate has a map type of its own
pub(crate) use foreign_map::checks_of_foreign_map;
