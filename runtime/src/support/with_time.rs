//! To and from the types of the crate time.

use ::time::{Month, OffsetDateTime, UtcOffset};

use super::date::Date;
use super::date_time::DateTime;
use super::duration::Duration;
use super::time_text::try_out_of;

impl From<OffsetDateTime> for DateTime {
    /// At the time's own offset; a time beyond the years 1 to 9999 becomes the nearest that can be
    /// written.
    fn from(time: OffsetDateTime) -> Self {
        let offset = time.offset().whole_seconds();
        Self::nearest(time.unix_timestamp(), time.nanosecond(), offset)
    }
}

try_out_of!(DateTime => OffsetDateTime, |ours| {
    let utc = OffsetDateTime::from_unix_timestamp(ours.unix_seconds()?).ok()?;
    let utc = utc.replace_nanosecond(ours.nanosecond()?).ok()?;
    utc.checked_to_offset(UtcOffset::from_whole_seconds(ours.offset_seconds()?).ok()?)
});

impl From<::time::Date> for Date {
    /// A day beyond the years 1 to 9999 becomes the nearest that can be written.
    fn from(date: ::time::Date) -> Self {
        Self::nearest(
            date.year(),
            u8::from(date.month()).into(),
            date.day().into(),
        )
    }
}

try_out_of!(Date => ::time::Date, |ours| {
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

try_out_of!(Duration => ::time::Duration, |ours| {
    let (negative, seconds, nanoseconds) = ours.to_signed()?;
    let seconds = i64::try_from(seconds).ok()?;
    let nanoseconds = i32::try_from(nanoseconds).ok()?;
    Some(match negative {
        true => ::time::Duration::new(-seconds, -nanoseconds),
        false => ::time::Duration::new(seconds, nanoseconds),
    })
});
