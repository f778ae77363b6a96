//! A duration as a string.

use std::time::Duration as StdDuration;

use super::date_time::fraction;
use super::time_error::TimeError;
use super::time_parser::TimeParser;
use super::time_traits::time_traits;

/// Mean lengths in the Gregorian calendar. They are only used to order durations.
const SECONDS_PER_YEAR: i128 = 31_556_952;
const SECONDS_PER_MONTH: i128 = SECONDS_PER_YEAR / 12;

const NANOSECONDS: i128 = 1_000_000_000;

/// A duration in the format of ISO 8601, such as `P1DT12H30M5.5S`.
///
/// The string is stored as it was received. If a server sends a string that isn't a duration, decoding succeeds,
/// [`is_valid`](Self::is_valid) returns `false` and the accessors return `None`.
///
/// Durations are ordered by length, with years and months at their mean length, and invalid ones first. Two
/// durations are equal if their strings are equal.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(Box<str>);

time_traits!(Duration, "duration");

/// The parts of a duration. A fraction of a larger unit is converted to smaller units.
#[derive(Clone, Copy, Default)]
struct Fields {
    negative: bool,
    years: u64,
    months: u64,
    weeks: u64,
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
    nanoseconds: u32,
}

impl Duration {
    /// Parses a duration of ISO 8601: `PnYnMnWnDTnHnMnS`, with an optional sign in front. The last number can have a
    /// fraction, unless it counts years or months.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        Fields::parse(text).map(|_| Self(text.into()))
    }

    /// Returns whether the duration has a minus sign.
    pub fn is_negative(&self) -> Option<bool> {
        self.fields().map(|fields| fields.negative)
    }

    /// Returns the years. This accessor and those below return the numbers as written, so `PT90M` has 0 hours.
    pub fn years(&self) -> Option<u64> {
        self.fields().map(|fields| fields.years)
    }

    /// Returns the months.
    pub fn months(&self) -> Option<u64> {
        self.fields().map(|fields| fields.months)
    }

    /// Returns the weeks.
    pub fn weeks(&self) -> Option<u64> {
        self.fields().map(|fields| fields.weeks)
    }

    /// Returns the days.
    pub fn days(&self) -> Option<u64> {
        self.fields().map(|fields| fields.days)
    }

    /// Returns the hours.
    pub fn hours(&self) -> Option<u64> {
        self.fields().map(|fields| fields.hours)
    }

    /// Returns the minutes.
    pub fn minutes(&self) -> Option<u64> {
        self.fields().map(|fields| fields.minutes)
    }

    /// Returns the whole seconds.
    pub fn seconds(&self) -> Option<u64> {
        self.fields().map(|fields| fields.seconds)
    }

    /// Returns the nanoseconds beyond the whole seconds.
    pub fn nanoseconds(&self) -> Option<u32> {
        self.fields().map(|fields| fields.nanoseconds)
    }

    /// Converts the duration to a [`std::time::Duration`], with a day of 24 hours. Returns `None` if the duration is
    /// invalid or negative, or has years or months, whose length depends on the calendar.
    pub fn to_std(&self) -> Option<StdDuration> {
        match self.to_signed()? {
            (true, _, _) => None,
            (false, seconds, nanoseconds) => Some(StdDuration::new(seconds, nanoseconds)),
        }
    }

    /// Returns whether the duration is below zero, its seconds and its nanoseconds. Returns `None` if it is invalid
    /// or has years or months.
    pub(super) fn to_signed(&self) -> Option<(bool, u64, u32)> {
        let fields = self.fields()?;
        if fields.years != 0 || fields.months != 0 {
            return None;
        }
        let seconds = u64::try_from(fields.exact_seconds()).ok()?;
        let negative = fields.negative && (seconds != 0 || fields.nanoseconds != 0);
        Some((negative, seconds, fields.nanoseconds))
    }

    /// Creates a duration from a sign, seconds and nanoseconds.
    pub(super) fn signed(negative: bool, seconds: u64, nanoseconds: u32) -> Self {
        let fraction = fraction(nanoseconds);
        let mut text = String::from(if negative { "-PT" } else { "PT" });
        let start = text.len();
        for (count, unit) in [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M')] {
            if count != 0 {
                text.push_str(&count.to_string());
                text.push(unit);
            }
        }
        if seconds % 60 != 0 || !fraction.is_empty() || text.len() == start {
            text.push_str(&format!("{}{fraction}S", seconds % 60));
        }
        Self(text.into())
    }

    /// Wraps a string that is known to be a duration.
    #[allow(dead_code)] // used by the feature `jiff`
    pub(super) fn from_valid(text: &str) -> Self {
        Self(text.into())
    }

    fn fields(&self) -> Option<Fields> {
        Fields::parse(&self.0).ok()
    }

    fn rank(&self) -> Option<i128> {
        self.fields().map(|fields| fields.rank())
    }
}

impl Fields {
    fn parse(text: &str) -> Result<Self, TimeError> {
        let mut parser = TimeParser(text.as_bytes());
        let negative = parser.optional(b"+-") == Some(b'-');
        let mut fields = Self {
            negative,
            ..Self::default()
        };
        parser.one_of(b"P")?;
        let mut units: &[u8] = b"YMWD";
        let mut parts = 0;
        let mut in_time = false;
        while !parser.0.is_empty() {
            if !in_time && parser.optional(b"T").is_some() {
                (in_time, units, parts) = (true, b"HMS", 0);
            }
            units = fields.part(&mut parser, units, in_time)?;
            parts += 1;
        }
        if parts == 0 {
            return Err(TimeError::new("a duration needs a number"));
        }
        Ok(fields)
    }

    /// Reads a number and its unit. Returns the units that can follow.
    fn part<'u>(
        &mut self,
        parser: &mut TimeParser<'_>,
        units: &'u [u8],
        in_time: bool,
    ) -> Result<&'u [u8], TimeError> {
        let count = parser.integer()?;
        let billionths = match parser.optional(b".,") {
            Some(_) => Some(parser.billionths()?),
            None => None,
        };
        let unit = parser.one_of(units)?;
        let (part, seconds) = match (unit, in_time) {
            (b'Y', _) => (&mut self.years, 0),
            (b'M', false) => (&mut self.months, 0),
            (b'W', _) => (&mut self.weeks, 604_800),
            (b'D', _) => (&mut self.days, 86_400),
            (b'H', _) => (&mut self.hours, 3_600),
            (b'M', true) => (&mut self.minutes, 60),
            _ => (&mut self.seconds, 1),
        };
        *part = count;
        if let Some(billionths) = billionths {
            if seconds == 0 {
                return Err(TimeError::new("years and months have no fraction"));
            }
            parser.end()?;
            self.spread(u64::from(billionths) * seconds);
        }
        let next = units
            .iter()
            .position(|other| *other == unit)
            .map_or(0, |at| at + 1);
        Ok(&units[next..])
    }

    /// Adds the fraction of the last number to the smaller units, which are all 0.
    fn spread(&mut self, nanoseconds: u64) {
        // A remainder below a billion always fits.
        self.nanoseconds = (nanoseconds % 1_000_000_000) as u32;
        let seconds = nanoseconds / 1_000_000_000;
        self.days += seconds / 86_400;
        self.hours += seconds / 3_600 % 24;
        self.minutes += seconds / 60 % 60;
        self.seconds += seconds % 60;
    }

    fn exact_seconds(&self) -> i128 {
        i128::from(self.weeks) * 604_800
            + i128::from(self.days) * 86_400
            + i128::from(self.hours) * 3_600
            + i128::from(self.minutes) * 60
            + i128::from(self.seconds)
    }

    fn rank(&self) -> i128 {
        let seconds = i128::from(self.years) * SECONDS_PER_YEAR
            + i128::from(self.months) * SECONDS_PER_MONTH
            + self.exact_seconds();
        let length = seconds * NANOSECONDS + i128::from(self.nanoseconds);
        if self.negative { -length } else { length }
    }
}

impl From<StdDuration> for Duration {
    fn from(duration: StdDuration) -> Self {
        Self::signed(false, duration.as_secs(), duration.subsec_nanos())
    }
}
