//! To and from the types of the crate chrono.

use ::chrono::{Datelike, FixedOffset, NaiveDate, TimeDelta, TimeZone, Utc};

use super::date::Date;
use super::date_time::DateTime;
use super::duration::Duration;
use super::time_text::try_out_of;

impl<Tz: TimeZone> From<::chrono::DateTime<Tz>> for DateTime {
    /// At the time's own offset; a time beyond the years 1 to 9999 becomes the nearest that can be
    /// written.
    fn from(time: ::chrono::DateTime<Tz>) -> Self {
        let offset = ::chrono::Offset::fix(time.offset()).local_minus_utc();
        Self::nearest(time.timestamp(), time.timestamp_subsec_nanos(), offset)
    }
}

try_out_of!(DateTime => ::chrono::DateTime<Utc>, |ours| {
    ::chrono::DateTime::from_timestamp(ours.unix_seconds()?, ours.nanosecond()?)
});

try_out_of!(DateTime => ::chrono::DateTime<FixedOffset>, |ours| {
    let utc = ::chrono::DateTime::from_timestamp(ours.unix_seconds()?, ours.nanosecond()?)?;
    Some(utc.with_timezone(&FixedOffset::east_opt(ours.offset_seconds()?)?))
});

impl From<NaiveDate> for Date {
    /// A day beyond the years 1 to 9999 becomes the nearest that can be written.
    fn from(date: NaiveDate) -> Self {
        Self::nearest(date.year(), date.month(), date.day())
    }
}

try_out_of!(Date => NaiveDate, |ours| {
    NaiveDate::from_ymd_opt(ours.year()?, ours.month()?.into(), ours.day()?.into())
});

impl From<TimeDelta> for Duration {
    fn from(delta: TimeDelta) -> Self {
        Self::signed(
            delta < TimeDelta::zero(),
            delta.num_seconds().unsigned_abs(),
            delta.subsec_nanos().unsigned_abs(),
        )
    }
}

try_out_of!(Duration => TimeDelta, |ours| {
    let (negative, seconds, nanoseconds) = ours.to_signed()?;
    let delta = TimeDelta::new(i64::try_from(seconds).ok()?, nanoseconds)?;
    Some(if negative { -delta } else { delta })
});
