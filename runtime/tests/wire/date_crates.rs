//! Conversions to and from the crates `chrono`, `time` and `jiff`.

use crate::runtime::{Date, DateTime, Duration};

const TIMES: [&str; 6] = [
    "1970-01-01T00:00:00Z",
    "2024-02-29T12:34:56.789+02:00",
    "1969-12-31T23:59:59.500-03:30",
    "2024-02-29T23:30:00.000000001Z",
    "0001-01-01T00:00:00Z",
    "9999-12-30T21:59:59.999999999Z",
];

const DURATIONS: [(&str, &str); 5] = [
    ("PT0S", "PT0S"),
    ("P1DT1H", "PT25H"),
    ("-PT1.5S", "-PT1.500S"),
    ("PT1.5H", "PT1H30M"),
    ("-PT0.000000001S", "-PT0.000000001S"),
];

fn received<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(text.into()).unwrap()
}

#[test]
fn times_convert_both_ways() {
    for text in TIMES {
        let ours = DateTime::parse(text).unwrap();
        let theirs = ::chrono::DateTime::<::chrono::FixedOffset>::try_from(&ours).unwrap();
        assert_eq!(DateTime::from(theirs).as_str(), text, "chrono");
        let theirs = ::time::OffsetDateTime::try_from(&ours).unwrap();
        assert_eq!(DateTime::from(theirs).as_str(), text, "time");
        let theirs = ::jiff::Zoned::try_from(&ours).unwrap();
        assert_eq!(DateTime::from(theirs).as_str(), text, "jiff");
        let instant = (ours.unix_seconds(), ours.nanosecond());
        let utc = DateTime::from(::chrono::DateTime::<::chrono::Utc>::try_from(&ours).unwrap());
        assert_eq!((utc.unix_seconds(), utc.nanosecond()), instant);
        let utc = DateTime::from(::jiff::Timestamp::try_from(ours).unwrap());
        assert_eq!((utc.unix_seconds(), utc.nanosecond()), instant);
    }
}

#[test]
fn dates_convert_both_ways() {
    for text in ["1970-01-01", "2024-02-29", "0001-01-01", "9999-12-31"] {
        let ours = Date::parse(text).unwrap();
        let theirs = ::chrono::NaiveDate::try_from(&ours).unwrap();
        assert_eq!(Date::from(theirs), ours);
        assert_eq!(Date::from(::time::Date::try_from(&ours).unwrap()), ours);
        assert_eq!(
            Date::from(::jiff::civil::Date::try_from(ours.clone()).unwrap()),
            ours
        );
    }
}

#[test]
fn durations_convert_both_ways() {
    for (text, back) in DURATIONS {
        let ours = Duration::parse(text).unwrap();
        assert_eq!(
            Duration::from(::chrono::TimeDelta::try_from(&ours).unwrap()).as_str(),
            back
        );
        assert_eq!(
            Duration::from(::time::Duration::try_from(&ours).unwrap()).as_str(),
            back
        );
        assert_eq!(
            Duration::from(::jiff::SignedDuration::try_from(ours).unwrap()).as_str(),
            back
        );
    }
    let ours = Duration::parse("P1Y2M3DT4H").unwrap();
    assert!(::chrono::TimeDelta::try_from(&ours).is_err());
    let span = ::jiff::Span::try_from(&ours).unwrap();
    assert_eq!(Duration::from(span), ours);
}

#[test]
fn invalid_strings_are_errors() {
    let time: DateTime = received("soon");
    let error = ::chrono::DateTime::<::chrono::Utc>::try_from(&time).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the value can't be converted to "),
        "{error}"
    );
    assert!(::time::OffsetDateTime::try_from(&time).is_err());
    assert!(::jiff::Timestamp::try_from(time).is_err());
    let date: Date = received("soon");
    assert!(::chrono::NaiveDate::try_from(&date).is_err());
    assert!(::time::Date::try_from(&date).is_err());
    assert!(::jiff::civil::Date::try_from(date).is_err());
    let duration: Duration = received("soon");
    assert!(::jiff::Span::try_from(duration).is_err());
}

#[test]
fn times_out_of_range_are_clamped() {
    let last = DateTime::from(::chrono::DateTime::<::chrono::Utc>::MAX_UTC);
    assert!(last.as_str().starts_with("9999-12-31T23:59:59"), "{last}");
    let first = DateTime::from(::chrono::DateTime::<::chrono::Utc>::MIN_UTC);
    assert!(first.as_str().starts_with("0001-01-01T00:00:00"), "{first}");
    assert_eq!(Date::from(::chrono::NaiveDate::MAX).as_str(), "9999-12-31");
    assert_eq!(Date::from(::chrono::NaiveDate::MIN).as_str(), "0001-01-01");
}

#[test]
fn leap_seconds_become_the_next_second() {
    let ours = DateTime::parse("2016-12-31T23:59:60Z").unwrap();
    let theirs = ::chrono::DateTime::<::chrono::Utc>::try_from(&ours).unwrap();
    assert_eq!(DateTime::from(theirs).as_str(), "2017-01-01T00:00:00Z");
    let leap = theirs - ::chrono::TimeDelta::seconds(1);
    let leap = ::chrono::Timelike::with_nanosecond(&leap, 1_500_000_000).unwrap();
    assert_eq!(DateTime::from(leap).as_str(), "2017-01-01T00:00:00.500Z");
}
