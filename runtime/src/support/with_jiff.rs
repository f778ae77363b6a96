//! To and from the types of the crate jiff.

use ::jiff::civil;
use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{SignedDuration, Span, Timestamp, Zoned};

use super::date::Date;
use super::date_time::DateTime;
use super::duration::Duration;
use super::time_text::try_out_of;

impl From<Timestamp> for DateTime {
    /// In UTC; a time beyond the years 1 to 9999 becomes the nearest that can be written.
    fn from(time: Timestamp) -> Self {
        // The floor: a timestamp before 1970 counts its nanoseconds backwards.
        let nanoseconds = time.as_nanosecond();
        let seconds = nanoseconds.div_euclid(1_000_000_000);
        let rest = nanoseconds.rem_euclid(1_000_000_000);
        Self::nearest(
            i64::try_from(seconds).unwrap_or(0),
            u32::try_from(rest).unwrap_or(0),
            0,
        )
    }
}

impl From<Zoned> for DateTime {
    /// At the time's own offset, without the name of its zone.
    fn from(time: Zoned) -> Self {
        let utc = Self::from(time.timestamp());
        let (seconds, nanosecond) = (utc.unix_seconds(), utc.nanosecond());
        let offset = time.offset().seconds();
        Self::nearest(seconds.unwrap_or(0), nanosecond.unwrap_or(0), offset)
    }
}

try_out_of!(DateTime => Timestamp, |ours| {
    let nanosecond = i32::try_from(ours.nanosecond()?).ok()?;
    Timestamp::new(ours.unix_seconds()?, nanosecond).ok()
});

try_out_of!(DateTime => Zoned, |ours| {
    let offset = Offset::from_seconds(ours.offset_seconds()?).ok()?;
    Some(Timestamp::try_from(ours).ok()?.to_zoned(TimeZone::fixed(offset)))
});

impl From<civil::Date> for Date {
    /// A day before the year 1 becomes the first that can be written.
    fn from(date: civil::Date) -> Self {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        Self::nearest(date.year().into(), month.into(), day.into())
    }
}

try_out_of!(Date => civil::Date, |ours| {
    let year = i16::try_from(ours.year()?).ok()?;
    let (month, day) = (i8::try_from(ours.month()?).ok()?, i8::try_from(ours.day()?).ok()?);
    civil::Date::new(year, month, day).ok()
});

impl From<SignedDuration> for Duration {
    fn from(duration: SignedDuration) -> Self {
        Self::signed(
            duration.is_negative(),
            duration.as_secs().unsigned_abs(),
            duration.subsec_nanos().unsigned_abs(),
        )
    }
}

try_out_of!(Duration => SignedDuration, |ours| {
    let (negative, seconds, nanoseconds) = ours.to_signed()?;
    let seconds = i64::try_from(seconds).ok()?;
    let nanoseconds = i32::try_from(nanoseconds).ok()?;
    Some(match negative {
        true => SignedDuration::new(-seconds, -nanoseconds),
        false => SignedDuration::new(seconds, nanoseconds),
    })
});

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        // A span prints itself as ISO 8601.
        Self::from_text(&span.to_string())
    }
}

try_out_of!(Duration => Span, |ours| {
    ours.is_valid().then(|| ours.as_str().parse().ok())?
});
