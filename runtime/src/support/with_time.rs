//! Conversions to and from the types of the crate `time`.

use ::time::{Month, OffsetDateTime, UtcOffset};

use super::date::Date;
use super::date_time::DateTime;
use super::duration::Duration;
use super::time_traits::impl_try_from;

impl From<OffsetDateTime> for DateTime {
    /// Keeps the offset. A time outside the years 1 to 9999 is clamped.
    fn from(time: OffsetDateTime) -> Self {
        let offset = time.offset().whole_seconds();
        Self::nearest(time.unix_timestamp(), time.nanosecond(), offset)
    }
}

impl_try_from!(DateTime => OffsetDateTime, |ours| {
    let utc = OffsetDateTime::from_unix_timestamp(ours.unix_seconds()?).ok()?;
    let utc = utc.replace_nanosecond(ours.nanosecond()?).ok()?;
    utc.checked_to_offset(UtcOffset::from_whole_seconds(ours.offset_seconds()?).ok()?)
});

impl From<::time::Date> for Date {
    /// A date outside the years 1 to 9999 is clamped.
    fn from(date: ::time::Date) -> Self {
        Self::nearest(
            date.year(),
            u8::from(date.month()).into(),
            date.day().into(),
        )
    }
}

impl_try_from!(Date => ::time::Date, |ours| {
    let month = Month::try_from(ours.month()?).ok()?;
    ::time::Date::from_calendar_date(ours.year()?, month, ours.day()?).ok()
});

impl From<::time::Duration> for Duration {
    fn from(duration: ::time::Duration) -> Self {
        Self::signed(
            duration.is_negative(),
            duration.whole_seconds().unsigned_abs(),
            duration.subsec_nanoseconds().unsigned_abs(),
        )
    }
}

impl_try_from!(Duration => ::time::Duration, |ours| {
    let (negative, seconds, nanoseconds) = ours.to_signed()?;
    let seconds = i64::try_from(seconds).ok()?;
    let nanoseconds = i32::try_from(nanoseconds).ok()?;
    Some(match negative {
        true => ::time::Duration::new(-seconds, -nanoseconds),
        false => ::time::Duration::new(seconds, nanoseconds),
    })
});
