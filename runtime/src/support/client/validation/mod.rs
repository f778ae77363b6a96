//! Validation: checks values against the constraints of their schemas before a request is sent.

use super::error::ErrorKind;
use super::{Base64, Date, DateTime, Duration, Error};

mod check;
mod constrained;
mod pattern;
mod rules;

pub use check::{AtMostOne, Check, Checked};
pub use constrained::{Constrained, Keyed, Listed, Measure};
pub use rules::{Bound, Rules};
