//! HTTP dates (RFC 9110, section 5.6.7).

use std::time::{Duration, SystemTime};

/// Parses `Sun, 06 Nov 1994 08:49:37 GMT`. The two obsolete formats are not supported.
pub(super) fn parse(text: &str) -> Option<SystemTime> {
    let (_, text) = text.split_once(", ")?;
    let mut words = text.strip_suffix(" GMT")?.split(' ');
    let day: u64 = words.next()?.parse().ok()?;
    let month = month(words.next()?)?;
    let year: u64 = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':').map(str::parse::<u64>);
    let (hour, minute, second) = (
        clock.next()?.ok()?,
        clock.next()?.ok()?,
        clock.next()?.ok()?,
    );
    let in_range = (1970..=9999).contains(&year)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !in_range || words.next().is_some() || clock.next().is_some() {
        return None;
    }
    let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

fn month(name: &str) -> Option<u64> {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let index = NAMES.iter().position(|known| *known == name)?;
    u64::try_from(index + 1).ok()
}

/// The number of days since 1970-01-01, for years from 1970 on.
fn days(year: u64, month: u64, day: u64) -> u64 {
    // If the year starts in March, the leap day is its last day.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}
