//! A span of time that keeps its text.

use std::time::Duration as StdDuration;

use super::date_time::fraction;
use super::digits::Digits;
use super::time_error::TimeError;
use super::time_text::time_text;

/// Mean lengths in the Gregorian calendar, for the order of durations alone.
const SECONDS_PER_YEAR: i128 = 31_556_952;
const SECONDS_PER_MONTH: i128 = SECONDS_PER_YEAR / 12;

const NANOSECONDS: i128 = 1_000_000_000;

/// A span of time as ISO 8601 writes it, `P1DT12H30M5.5S`.
///
/// It keeps the text it came with. A text from a server may be no duration at all: then
/// [`is_valid`](Self::is_valid) is false and the accessors return `None`. Ordered by length, with
/// years and months at their mean, malformed ones first; equality is that of the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(Box<str>);

time_text!(Duration, "duration");

/// What a duration is made of: a fraction of a larger unit is spread over the smaller ones.
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
    /// Takes a text that is a duration: `PnYnMnWnDTnHnMnS`, where the last number may have a
    /// fraction unless it counts years or months, and a sign may stand in front.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        Fields::parse(text).map(|_| Self(text.into()))
    }

    /// Whether a minus stands in front.
    pub fn is_negative(&self) -> Option<bool> {
        self.fields().map(|fields| fields.negative)
    }

    /// The years, as they are written; all the following likewise.
    pub fn years(&self) -> Option<u64> {
        self.fields().map(|fields| fields.years)
    }

    /// The months.
    pub fn months(&self) -> Option<u64> {
        self.fields().map(|fields| fields.months)
    }

    /// The weeks.
    pub fn weeks(&self) -> Option<u64> {
        self.fields().map(|fields| fields.weeks)
    }

    /// The days.
    pub fn days(&self) -> Option<u64> {
        self.fields().map(|fields| fields.days)
    }

    /// The hours.
    pub fn hours(&self) -> Option<u64> {
        self.fields().map(|fields| fields.hours)
    }

    /// The minutes.
    pub fn minutes(&self) -> Option<u64> {
        self.fields().map(|fields| fields.minutes)
    }

    /// The whole seconds.
    pub fn seconds(&self) -> Option<u64> {
        self.fields().map(|fields| fields.seconds)
    }

    /// The nanoseconds beyond the whole seconds.
    pub fn nanoseconds(&self) -> Option<u32> {
        self.fields().map(|fields| fields.nanoseconds)
    }

    /// The duration as the standard library's, a day being 24 hours. `None` as well for a negative
    /// one, and for one of years or months, whose length depends on the calendar.
    pub fn to_std(&self) -> Option<StdDuration> {
        match self.to_signed()? {
            (true, _, _) => None,
            (false, seconds, nanoseconds) => Some(StdDuration::new(seconds, nanoseconds)),
        }
    }

    /// Whether it is below zero, and its seconds and nanoseconds, where it has no years or months.
    pub(super) fn to_signed(&self) -> Option<(bool, u64, u32)> {
        let fields = self.fields()?;
        if fields.years != 0 || fields.months != 0 {
            return None;
        }
        let seconds = u64::try_from(fields.exact_seconds()).ok()?;
        let negative = fields.negative && (seconds != 0 || fields.nanoseconds != 0);
        Some((negative, seconds, fields.nanoseconds))
    }

    /// The duration of so many seconds and nanoseconds.
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

    /// Takes a text that is known to be a duration.
    #[allow(dead_code)] // for the features of the date crates
    pub(super) fn from_text(text: &str) -> Self {
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
        let mut digits = Digits(text.as_bytes());
        let negative = digits.optional(b"+-") == Some(b'-');
        let mut fields = Self {
            negative,
            ..Self::default()
        };
        digits.one_of(b"P")?;
        let mut units: &[u8] = b"YMWD";
        let mut parts = 0;
        let mut in_time = false;
        while !digits.0.is_empty() {
            if !in_time && digits.optional(b"T").is_some() {
                (in_time, units, parts) = (true, b"HMS", 0);
            }
            units = fields.part(&mut digits, units, in_time)?;
            parts += 1;
        }
        if parts == 0 {
            return Err(TimeError::new("a duration needs a number"));
        }
        Ok(fields)
    }

    /// Reads a number and its unit, and returns the units that may follow.
    fn part<'u>(
        &mut self,
        digits: &mut Digits<'_>,
        units: &'u [u8],
        in_time: bool,
    ) -> Result<&'u [u8], TimeError> {
        let count = digits.count()?;
        let billionths = match digits.optional(b".,") {
            Some(_) => Some(digits.billionths()?),
            None => None,
        };
        let unit = digits.one_of(units)?;
        let (place, seconds) = match (unit, in_time) {
            (b'Y', _) => (&mut self.years, 0),
            (b'M', false) => (&mut self.months, 0),
            (b'W', _) => (&mut self.weeks, 604_800),
            (b'D', _) => (&mut self.days, 86_400),
            (b'H', _) => (&mut self.hours, 3_600),
            (b'M', true) => (&mut self.minutes, 60),
            _ => (&mut self.seconds, 1),
        };
        *place = count;
        if let Some(billionths) = billionths {
            if seconds == 0 {
                return Err(TimeError::new("years and months have no fraction"));
            }
            digits.end()?;
            self.spread(u64::from(billionths) * seconds);
        }
        let next = units
            .iter()
            .position(|other| *other == unit)
            .map_or(0, |at| at + 1);
        Ok(&units[next..])
    }

    /// Adds the fraction of the last number to the units below it, which are still empty.
    fn spread(&mut self, nanoseconds: u64) {
        // The remainder of a billion always fits.
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
