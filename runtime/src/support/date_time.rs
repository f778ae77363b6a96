//! A point in time that keeps its text.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::civil::{civil_from_days, days_from_civil};
use super::digits::Digits;
use super::time_error::TimeError;
use super::time_text::time_text;

const SECONDS_PER_DAY: i64 = 86_400;

/// The first and the last second that four digits of year can name, in UTC.
const UNIX_SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// A point in time as RFC 3339 writes it, `2024-02-29T12:30:00.5+02:00`.
///
/// It keeps the text it came with: the offset and every digit of the fraction go back as they came.
/// A text from a server may be no time at all: then [`is_valid`](Self::is_valid) is false and the
/// accessors return `None`. Ordered by instant, malformed ones first; equality is that of the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(Box<str>);

time_text!(DateTime, "date and time");

struct Fields {
    date: (i32, u8, u8),
    time: (u8, u8, u8),
    nanosecond: u32,
    offset_seconds: i32,
}

impl DateTime {
    /// Takes a text that is a date and time as RFC 3339 defines it.
    ///
    /// A second of 60 is taken in the last minute of a day in UTC, where leap seconds are.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        Fields::parse(text).map(|_| Self(text.into()))
    }

    /// The time so many seconds and nanoseconds after the beginning of 1970, in UTC.
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Result<Self, TimeError> {
        Self::from_unix_at(seconds, nanoseconds, 0)
    }

    /// The nearest time that can be written, at its own offset where that has whole minutes.
    pub(super) fn nearest(seconds: i64, nanoseconds: u32, offset_seconds: i32) -> Self {
        let offset_seconds = if offset(offset_seconds).is_ok() {
            offset_seconds
        } else {
            0
        };
        // A billion and more is how some write a leap second.
        let seconds = seconds.saturating_add(i64::from(nanoseconds / 1_000_000_000));
        let nanoseconds = nanoseconds % 1_000_000_000;
        let first = UNIX_SECONDS.start() - i64::from(offset_seconds);
        let last = UNIX_SECONDS.end() - i64::from(offset_seconds);
        // A time within these bounds can always be written.
        Self::from_unix_at(seconds.clamp(first, last), nanoseconds, offset_seconds)
            .unwrap_or_else(|_| Self("1970-01-01T00:00:00Z".into()))
    }

    /// The time at an offset from UTC; an offset has whole minutes and is less than a day.
    fn from_unix_at(
        seconds: i64,
        nanoseconds: u32,
        offset_seconds: i32,
    ) -> Result<Self, TimeError> {
        let local = seconds.saturating_add(offset_seconds.into());
        if !UNIX_SECONDS.contains(&local) || nanoseconds > 999_999_999 {
            return Err(TimeError::new(
                "the time can't be written with four digits of year",
            ));
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

    /// The seconds from the beginning of 1970 in UTC. A leap second counts as the one after it.
    pub fn unix_seconds(&self) -> Option<i64> {
        self.rank().map(|(seconds, _)| seconds)
    }

    /// The time as the standard library's.
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

    /// The year, at the time's own offset, as are all the following.
    pub fn year(&self) -> Option<i32> {
        self.fields().map(|fields| fields.date.0)
    }

    /// The month, 1 to 12.
    pub fn month(&self) -> Option<u8> {
        self.fields().map(|fields| fields.date.1)
    }

    /// The day of the month, 1 to 31.
    pub fn day(&self) -> Option<u8> {
        self.fields().map(|fields| fields.date.2)
    }

    /// The hour, 0 to 23.
    pub fn hour(&self) -> Option<u8> {
        self.fields().map(|fields| fields.time.0)
    }

    /// The minute, 0 to 59.
    pub fn minute(&self) -> Option<u8> {
        self.fields().map(|fields| fields.time.1)
    }

    /// The second, 0 to 60.
    pub fn second(&self) -> Option<u8> {
        self.fields().map(|fields| fields.time.2)
    }

    /// The nanosecond within the second; finer digits stay in the text alone.
    pub fn nanosecond(&self) -> Option<u32> {
        self.fields().map(|fields| fields.nanosecond)
    }

    /// The offset from UTC in seconds, positive to the east.
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
        let mut digits = Digits(text.as_bytes());
        let date = digits.date()?;
        digits.one_of(b"Tt")?;
        let hour = digits.pair()?;
        digits.one_of(b":")?;
        let minute = digits.pair()?;
        digits.one_of(b":")?;
        let second = digits.pair()?;
        let nanosecond = match digits.optional(b".") {
            Some(_) => digits.billionths()?,
            None => 0,
        };
        let offset_seconds = parse_offset(&mut digits)?;
        digits.end()?;
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
        // Sixty counts as the next second, so a leap second is the first of the next day.
        if second == 60 && self.unix_seconds().rem_euclid(SECONDS_PER_DAY) != 0 {
            return Err(TimeError::new("a leap second can't be there"));
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

fn parse_offset(digits: &mut Digits<'_>) -> Result<i32, TimeError> {
    let sign = match digits.one_of(b"Zz+-")? {
        b'+' => 1,
        b'-' => -1,
        _ => return Ok(0),
    };
    let hours = digits.pair()?;
    digits.one_of(b":")?;
    let minutes = digits.pair()?;
    if hours > 23 || minutes > 59 {
        return Err(TimeError::new("there is no such offset"));
    }
    Ok(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60))
}

/// The fraction with its point, in thousands as people write it: none, 3, 6 or 9 digits.
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
            "the offset can't be written in hours and minutes",
        ));
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    Ok(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
}

impl From<SystemTime> for DateTime {
    /// In UTC; a time beyond the years 1 to 9999 becomes the nearest that can be written.
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
