//! Conversions to and from the types of the crate `chrono`.

use ::chrono::{Datelike, FixedOffset, NaiveDate, TimeDelta, TimeZone, Utc};

use super::date::Date;
use super::date_time::DateTime;
use super::duration::Duration;
use super::time_traits::impl_try_from;

impl<Tz: TimeZone> From<::chrono::DateTime<Tz>> for DateTime {
    /// Keeps the offset. A time outside the years 1 to 9999 is clamped.
    fn from(time: ::chrono::DateTime<Tz>) -> Self {
        let offset = ::chrono::Offset::fix(time.offset()).local_minus_utc();
        Self::nearest(time.timestamp(), time.timestamp_subsec_nanos(), offset)
    }
}

impl_try_from!(DateTime => ::chrono::DateTime<Utc>, |ours| {
    ::chrono::DateTime::from_timestamp(ours.unix_seconds()?, ours.nanosecond()?)
});

impl_try_from!(DateTime => ::chrono::DateTime<FixedOffset>, |ours| {
    let utc = ::chrono::DateTime::from_timestamp(ours.unix_seconds()?, ours.nanosecond()?)?;
    Some(utc.with_timezone(&FixedOffset::east_opt(ours.offset_seconds()?)?))
});

impl From<NaiveDate> for Date {
    /// A date outside the years 1 to 9999 is clamped.
    fn from(date: NaiveDate) -> Self {
        Self::nearest(date.year(), date.month(), date.day())
    }
}

impl_try_from!(Date => NaiveDate, |ours| {
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

impl_try_from!(Duration => TimeDelta, |ours| {
    let (negative, seconds, nanoseconds) = ours.to_signed()?;
    let delta = TimeDelta::new(i64::try_from(seconds).ok()?, nanoseconds)?;
    Some(if negative { -delta } else { delta })
});
