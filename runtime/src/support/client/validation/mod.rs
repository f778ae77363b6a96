//! Validation: checks values against the constraints of their schemas before a request is sent.

#[cfg(feature = "base64")]
use super::Base64;
use super::Error;
use super::error::ErrorKind;
#[cfg(feature = "times")]
use super::{Date, DateTime, Duration};

mod check;
mod constrained;
#[cfg(any(feature = "string-enums", feature = "scalar-enums"))]
mod enums;
#[cfg(feature = "own-types")]
mod foreign_map;
mod pattern;
mod rules;

pub use check::{AtMostOne, Check, Checked};
pub use constrained::{Constrained, Keyed, Listed, Measure};
pub use rules::{Bound, Rules};

#[cfg(feature = "scalar-enums")]
pub(crate) use enums::constrained_scalar_enum;
#[cfg(feature = "string-enums")]
pub(crate) use enums::constrained_string_enum;
#[cfg(feature = "own-types")]
#[allow(unused_imports)] // not every crate has a map type of its own
pub(crate) use foreign_map::checks_of_foreign_map;
