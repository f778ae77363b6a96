//! A date and time as a string.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::calendar::{civil_from_days, days_from_civil};
use super::time_error::TimeError;
use super::time_parser::TimeParser;
use super::time_traits::time_traits;

const SECONDS_PER_DAY: i64 = 86_400;

/// The seconds since 1970-01-01 of the years 1 to 9999, in UTC.
const UNIX_SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// A date and time with an offset, such as `2024-02-29T12:30:00.5+02:00`: a `date-time` of RFC 3339.
///
/// The string is stored as it was received, so the offset and all fractional digits are preserved when the value is
/// sent back. If a server sends a string that isn't a date and time, decoding succeeds,
/// [`is_valid`](Self::is_valid) returns `false` and the accessors return `None`.
///
/// Values are ordered chronologically, with invalid ones first. Two values are equal if their strings are equal.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(Box<str>);

time_traits!(DateTime, "date and time");

struct Fields {
    date: (i32, u8, u8),
    time: (u8, u8, u8),
    nanosecond: u32,
    offset_seconds: i32,
}

impl DateTime {
    /// Parses a `date-time` of RFC 3339.
    ///
    /// A leap second (`:60`) is accepted in the last minute of a day in UTC.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        Fields::parse(text).map(|_| Self(text.into()))
    }

    /// Creates a time in UTC from seconds and nanoseconds since the Unix epoch (1970-01-01T00:00:00Z).
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Result<Self, TimeError> {
        Self::from_unix_at(seconds, nanoseconds, 0)
    }

    /// Creates a time and clamps it to the years 1 to 9999. The offset is replaced by UTC if RFC 3339 can't express it.
    pub(super) fn nearest(seconds: i64, nanoseconds: u32, offset_seconds: i32) -> Self {
        let offset_seconds = if offset(offset_seconds).is_ok() {
            offset_seconds
        } else {
            0
        };
        // Some crates represent a leap second by 1_000_000_000 or more nanoseconds.
        let seconds = seconds.saturating_add(i64::from(nanoseconds / 1_000_000_000));
        let nanoseconds = nanoseconds % 1_000_000_000;
        let first = UNIX_SECONDS.start() - i64::from(offset_seconds);
        let last = UNIX_SECONDS.end() - i64::from(offset_seconds);
        // Within these bounds, this can't fail.
        Self::from_unix_at(seconds.clamp(first, last), nanoseconds, offset_seconds)
            .unwrap_or_else(|_| Self("1970-01-01T00:00:00Z".into()))
    }

    /// Creates a time with an offset from UTC. The offset must be a whole number of minutes and less than a day.
    fn from_unix_at(
        seconds: i64,
        nanoseconds: u32,
        offset_seconds: i32,
    ) -> Result<Self, TimeError> {
        let local = seconds.saturating_add(offset_seconds.into());
        if !UNIX_SECONDS.contains(&local) || nanoseconds > 999_999_999 {
            return Err(TimeError::new("the time is outside the years 1 to 9999"));
        }
        let (year, month, day) = civil_from_days(local.div_euclid(SECONDS_PER_DAY));
        let second = local.rem_euclid(SECONDS_PER_DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let fraction = fraction(nanoseconds);
        let offset = offset(offset_seconds)?;
        Ok(Self(
            format!(
                "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}"
            )
            .into(),
        ))
    }

    /// Returns the seconds since the Unix epoch (1970-01-01T00:00:00Z). A leap second counts as the second after it.
    pub fn unix_seconds(&self) -> Option<i64> {
        self.rank().map(|(seconds, _)| seconds)
    }

    /// Converts the time to a [`SystemTime`].
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let (seconds, nanosecond) = self.rank()?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let second = if seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)?
        } else {
            UNIX_EPOCH.checked_add(whole)?
        };
        second.checked_add(Duration::from_nanos(nanosecond.into()))
    }

    /// Returns the year. This accessor and those below are relative to the offset of the time, not to UTC.
    pub fn year(&self) -> Option<i32> {
        self.fields().map(|fields| fields.date.0)
    }

    /// Returns the month, from 1 to 12.
    pub fn month(&self) -> Option<u8> {
        self.fields().map(|fields| fields.date.1)
    }

    /// Returns the day of the month, from 1 to 31.
    pub fn day(&self) -> Option<u8> {
        self.fields().map(|fields| fields.date.2)
    }

    /// Returns the hour, from 0 to 23.
    pub fn hour(&self) -> Option<u8> {
        self.fields().map(|fields| fields.time.0)
    }

    /// Returns the minute, from 0 to 59.
    pub fn minute(&self) -> Option<u8> {
        self.fields().map(|fields| fields.time.1)
    }

    /// Returns the second, from 0 to 60. It is 60 for a leap second.
    pub fn second(&self) -> Option<u8> {
        self.fields().map(|fields| fields.time.2)
    }

    /// Returns the nanosecond within the second. Further fractional digits are only in the string.
    pub fn nanosecond(&self) -> Option<u32> {
        self.fields().map(|fields| fields.nanosecond)
    }

    /// Returns the offset from UTC in seconds. It is positive east of UTC.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.fields().map(|fields| fields.offset_seconds)
    }

    fn fields(&self) -> Option<Fields> {
        Fields::parse(&self.0).ok()
    }

    fn rank(&self) -> Option<(i64, u32)> {
        self.fields()
            .map(|fields| (fields.unix_seconds(), fields.nanosecond))
    }
}

impl Fields {
    fn parse(text: &str) -> Result<Self, TimeError> {
        let mut parser = TimeParser(text.as_bytes());
        let date = parser.date()?;
        parser.one_of(b"Tt")?;
        let hour = parser.two_digits()?;
        parser.one_of(b":")?;
        let minute = parser.two_digits()?;
        parser.one_of(b":")?;
        let second = parser.two_digits()?;
        let nanosecond = match parser.optional(b".") {
            Some(_) => parser.billionths()?,
            None => 0,
        };
        let offset_seconds = parse_offset(&mut parser)?;
        parser.end()?;
        let time = (hour, minute, second);
        let fields = Self {
            date,
            time,
            nanosecond,
            offset_seconds,
        };
        fields.check()?;
        Ok(fields)
    }

    fn check(&self) -> Result<(), TimeError> {
        let (hour, minute, second) = self.time;
        if hour > 23 || minute > 59 || second > 60 {
            return Err(TimeError::new("there is no such time of day"));
        }
        // `unix_seconds` counts a leap second as the first second of the next day.
        if second == 60 && self.unix_seconds().rem_euclid(SECONDS_PER_DAY) != 0 {
            return Err(TimeError::new(
                "a leap second is only possible at the end of a day in UTC",
            ));
        }
        Ok(())
    }

    fn unix_seconds(&self) -> i64 {
        let (year, month, day) = self.date;
        let (hour, minute, second) = self.time;
        let days = days_from_civil(year, month, day) * SECONDS_PER_DAY;
        let time = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        days + time - i64::from(self.offset_seconds)
    }
}

fn parse_offset(parser: &mut TimeParser<'_>) -> Result<i32, TimeError> {
    let sign = match parser.one_of(b"Zz+-")? {
        b'+' => 1,
        b'-' => -1,
        _ => return Ok(0),
    };
    let hours = parser.two_digits()?;
    parser.one_of(b":")?;
    let minutes = parser.two_digits()?;
    if hours > 23 || minutes > 59 {
        return Err(TimeError::new("there is no such offset"));
    }
    Ok(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60))
}

/// Formats the fraction with its decimal point, with 0, 3, 6 or 9 digits.
pub(super) fn fraction(nanoseconds: u32) -> String {
    match nanoseconds {
        0 => String::new(),
        _ if nanoseconds % 1_000_000 == 0 => format!(".{:03}", nanoseconds / 1_000_000),
        _ if nanoseconds % 1_000 == 0 => format!(".{:06}", nanoseconds / 1_000),
        _ => format!(".{nanoseconds:09}"),
    }
}

fn offset(seconds: i32) -> Result<String, TimeError> {
    if seconds == 0 {
        return Ok("Z".to_owned());
    }
    let minutes = seconds.unsigned_abs() / 60;
    if seconds % 60 != 0 || minutes >= 24 * 60 {
        return Err(TimeError::new(
            "the offset isn't a whole number of minutes below 24 hours",
        ));
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    Ok(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
}

impl From<SystemTime> for DateTime {
    /// Converts to UTC. A time outside the years 1 to 9999 is clamped.
    fn from(time: SystemTime) -> Self {
        let (seconds, nanoseconds) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (
                i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
                after.subsec_nanos(),
            ),
            Err(before) => before_epoch(before.duration()),
        };
        Self::nearest(seconds, nanoseconds, 0)
    }
}

fn before_epoch(before: Duration) -> (i64, u32) {
    let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
    match before.subsec_nanos() {
        0 => (-seconds, 0),
        nanoseconds => ((-seconds).saturating_sub(1), 1_000_000_000 - nanoseconds),
    }
}
