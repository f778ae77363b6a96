//! Dates without time.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// A date: the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(i64);

const MONTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Date {
    /// The current date in UTC.
    pub fn today() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = since.map_or(0, |since| since.as_secs());
        Self(i64::try_from(seconds / 86_400).unwrap_or(0))
    }

    /// Parses `2030-01-31` and `2030-01-31T12:00:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_at_checked(10)?;
        if !time.is_empty() && !time.starts_with(['T', 't', ' ']) {
            return None;
        }
        let mut parts = date.split('-');
        let mut next = |length: usize| {
            let part = parts.next()?;
            let is_digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            is_digits.then(|| part.parse::<i64>().ok()).flatten()
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let index = usize::try_from(month - 1).ok()?;
        let length = *MONTHS.get(index)? + i64::from(month == 2 && is_leap(year));
        if day < 1 || day > length {
            return None;
        }
        let before: i64 = MONTHS[..index].iter().sum();
        let leap_day = i64::from(month > 2 && is_leap(year));
        Some(Self(
            days_before(year) + before + leap_day + day - 1 - days_before(1970),
        ))
    }

    /// The date some days later.
    pub fn plus(self, days: u32) -> Self {
        Self(self.0 + i64::from(days))
    }

    fn year(self) -> i64 {
        let mut year = 1970 + self.0 / 366;
        while days_before(year + 1) - days_before(1970) <= self.0 {
            year += 1;
        }
        year
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year();
        let mut day = self.0 - (days_before(year) - days_before(1970));
        let mut month = 0;
        for (index, length) in MONTHS.iter().enumerate() {
            let length = length + i64::from(index == 1 && is_leap(year));
            if day < length {
                month = index + 1;
                break;
            }
            day -= length;
        }
        write!(f, "{year:04}-{month:02}-{:02}", day + 1)
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_before(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_round_trip() {
        for text in [
            "1970-01-01",
            "2000-02-29",
            "2026-12-31",
            "2100-03-01",
            "9999-08-10",
        ] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            Date::parse("2026-11-22").unwrap().plus(9),
            Date::parse("2026-12-01").unwrap()
        );
        for text in [
            "2026-02-29",
            "2026-13-01",
            "soon",
            "2026-1-01",
            "2026-01-01x",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2030-01-31T12:00:00Z").is_some());
    }
}
