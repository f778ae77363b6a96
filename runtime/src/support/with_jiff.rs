//! Conversions to and from the types of the crate `jiff`.

use ::jiff::civil;
use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{SignedDuration, Span, Timestamp, Zoned};

use super::date::Date;
use super::date_time::DateTime;
use super::duration::Duration;
use super::time_traits::impl_try_from;

impl From<Timestamp> for DateTime {
    /// Converts to UTC. A time outside the years 1 to 9999 is clamped.
    fn from(time: Timestamp) -> Self {
        // Rounded down, because a timestamp before 1970 has negative nanoseconds.
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
    /// Keeps the offset and drops the name of the time zone.
    fn from(time: Zoned) -> Self {
        let utc = Self::from(time.timestamp());
        let (seconds, nanosecond) = (utc.unix_seconds(), utc.nanosecond());
        let offset = time.offset().seconds();
        Self::nearest(seconds.unwrap_or(0), nanosecond.unwrap_or(0), offset)
    }
}

impl_try_from!(DateTime => Timestamp, |ours| {
    let nanosecond = i32::try_from(ours.nanosecond()?).ok()?;
    Timestamp::new(ours.unix_seconds()?, nanosecond).ok()
});

impl_try_from!(DateTime => Zoned, |ours| {
    let offset = Offset::from_seconds(ours.offset_seconds()?).ok()?;
    Some(Timestamp::try_from(ours).ok()?.to_zoned(TimeZone::fixed(offset)))
});

impl From<civil::Date> for Date {
    /// A date before the year 1 is clamped.
    fn from(date: civil::Date) -> Self {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        Self::nearest(date.year().into(), month.into(), day.into())
    }
}

impl_try_from!(Date => civil::Date, |ours| {
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

impl_try_from!(Duration => SignedDuration, |ours| {
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
        // `Span` implements `Display` in the format of ISO 8601.
        Self::from_valid(&span.to_string())
    }
}

impl_try_from!(Duration => Span, |ours| {
    ours.is_valid().then(|| ours.as_str().parse().ok())?
});
