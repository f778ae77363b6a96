//! A date as a string.

use super::calendar::{civil_from_days, days_from_civil, is_day};
use super::time_error::TimeError;
use super::time_parser::TimeParser;
use super::time_traits::time_traits;

/// A date, such as `2024-02-29`: a `full-date` of RFC 3339.
///
/// The string is stored as it was received. If a server sends a string that isn't a date, decoding succeeds,
/// [`is_valid`](Self::is_valid) returns `false` and the accessors return `None`. Dates are ordered chronologically,
/// with invalid ones first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(Box<str>);

time_traits!(Date, "date");

impl Date {
    /// Parses a `full-date` of RFC 3339 (`YYYY-MM-DD`).
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        fields(text).map(|_| Self(text.into()))
    }

    /// Creates a date. Years from 1 to 9999 are supported.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, TimeError> {
        if is_day(year, month, day) {
            Ok(Self(format!("{year:04}-{month:02}-{day:02}").into()))
        } else {
            Err(TimeError::new("there is no such day"))
        }
    }

    /// Creates a date and clamps it to the years 1 to 9999.
    #[allow(dead_code)] // used by the features `chrono`, `time` and `jiff`
    pub(super) fn nearest(year: i32, month: u32, day: u32) -> Self {
        let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        Self::new(year, small(month), small(day))
            .unwrap_or_else(|_| Self(if year < 1 { "0001-01-01" } else { "9999-12-31" }.into()))
    }

    /// Creates a date from the number of days since 1970-01-01.
    pub fn from_unix_days(days: i64) -> Result<Self, TimeError> {
        // Outside these bounds, the year has more than four digits and the arithmetic could overflow.
        if days.unsigned_abs() > 4_000_000 {
            return Err(TimeError::new("there is no such day"));
        }
        let (year, month, day) = civil_from_days(days);
        Self::new(i32::try_from(year).unwrap_or(0), month, day)
    }

    /// Returns the year.
    pub fn year(&self) -> Option<i32> {
        fields(&self.0).ok().map(|(year, _, _)| year)
    }

    /// Returns the month, from 1 to 12.
    pub fn month(&self) -> Option<u8> {
        fields(&self.0).ok().map(|(_, month, _)| month)
    }

    /// Returns the day of the month, from 1 to 31.
    pub fn day(&self) -> Option<u8> {
        fields(&self.0).ok().map(|(_, _, day)| day)
    }

    /// Returns the number of days since 1970-01-01.
    pub fn unix_days(&self) -> Option<i64> {
        self.rank()
    }

    fn rank(&self) -> Option<i64> {
        let (year, month, day) = fields(&self.0).ok()?;
        Some(days_from_civil(year, month, day))
    }
}

fn fields(text: &str) -> Result<(i32, u8, u8), TimeError> {
    let mut parser = TimeParser(text.as_bytes());
    let date = parser.date()?;
    parser.end()?;
    Ok(date)
}
