//! A calendar day that keeps its text.

use super::civil::{civil_from_days, days_from_civil, is_day};
use super::digits::Digits;
use super::time_error::TimeError;
use super::time_text::time_text;

/// A calendar day, `2024-02-29`.
///
/// It keeps the text it came with. A text from a server may be no date at all: then
/// [`is_valid`](Self::is_valid) is false and the accessors return `None`. Ordered by day, malformed
/// ones first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(Box<str>);

time_text!(Date, "date");

impl Date {
    /// Takes a text that is a date.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        fields(text).map(|_| Self(text.into()))
    }

    /// The day of that name; years 1 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, TimeError> {
        if is_day(year, month, day) {
            Ok(Self(format!("{year:04}-{month:02}-{day:02}").into()))
        } else {
            Err(TimeError::new("there is no such day"))
        }
    }

    /// The nearest day that can be written.
    #[allow(dead_code)] // for the features of the date crates
    pub(super) fn nearest(year: i32, month: u32, day: u32) -> Self {
        let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        Self::new(year, small(month), small(day))
            .unwrap_or_else(|_| Self(if year < 1 { "0001-01-01" } else { "9999-12-31" }.into()))
    }

    /// The day that lies so many days after 1970-01-01.
    pub fn from_unix_days(days: i64) -> Result<Self, TimeError> {
        // Beyond these bounds the arithmetic could overflow, and no year has four digits.
        if days.unsigned_abs() > 4_000_000 {
            return Err(TimeError::new("there is no such day"));
        }
        let (year, month, day) = civil_from_days(days);
        Self::new(i32::try_from(year).unwrap_or(0), month, day)
    }

    /// The year.
    pub fn year(&self) -> Option<i32> {
        fields(&self.0).ok().map(|(year, _, _)| year)
    }

    /// The month, 1 to 12.
    pub fn month(&self) -> Option<u8> {
        fields(&self.0).ok().map(|(_, month, _)| month)
    }

    /// The day of the month, 1 to 31.
    pub fn day(&self) -> Option<u8> {
        fields(&self.0).ok().map(|(_, _, day)| day)
    }

    /// The days from 1970-01-01.
    pub fn unix_days(&self) -> Option<i64> {
        self.rank()
    }

    fn rank(&self) -> Option<i64> {
        let (year, month, day) = fields(&self.0).ok()?;
        Some(days_from_civil(year, month, day))
    }
}

fn fields(text: &str) -> Result<(i32, u8, u8), TimeError> {
    let mut digits = Digits(text.as_bytes());
    let date = digits.date()?;
    digits.end()?;
    Ok(date)
}
