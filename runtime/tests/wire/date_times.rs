//! `DateTime`: parsing, accessors and order.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::runtime::DateTime;

fn time(text: &str) -> DateTime {
    DateTime::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn received(text: &str) -> DateTime {
    serde_json::from_value(text.into()).unwrap()
}

#[test]
fn parses_rfc_3339() {
    for text in [
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "2024-02-29T12:30:00.5+02:00",
        "2024-02-29t12:30:00z",
        "2024-02-29T12:30:00-00:00",
        "2024-02-29T12:30:00.123456789012345Z",
        "2000-02-29T23:59:59+23:59",
        "2016-12-31T23:59:60Z",
        "2017-01-01T05:29:60+05:30",
        "1990-12-31T15:59:60-08:00",
    ] {
        assert_eq!(time(text).as_str(), text);
        assert!(received(text).is_valid(), "{text}");
    }
}

#[test]
fn rejects_other_strings() {
    for text in [
        "",
        "2024-02-29",
        "2024-02-29T12:30:00",
        "2024-02-29T12:30Z",
        "2024-02-29 12:30:00Z",
        "2024-02-29T12:30:00.Z",
        "2024-02-29T12:30:00,5Z",
        "2024-02-29T12:30:00+0200",
        "2024-02-29T12:30:00+02",
        "2024-02-29T12:30:00+24:00",
        "2024-02-29T12:30:00+02:60",
        "2024-02-29T24:00:00Z",
        "2024-02-29T12:60:00Z",
        "2024-02-29T12:30:61Z",
        "2024-02-29T12:30:60Z",
        "2016-12-31T23:59:60+01:00",
        "2023-02-29T12:30:00Z",
        "1900-02-29T12:30:00Z",
        "2024-13-01T12:30:00Z",
        "2024-00-01T12:30:00Z",
        "2024-04-31T12:30:00Z",
        "2024-04-00T12:30:00Z",
        "0000-01-01T00:00:00Z",
        "24-02-29T12:30:00Z",
        "+2024-02-29T12:30:00Z",
        "2024-2-29T12:30:00Z",
        "2024-02-29T12:30:00Z ",
        " 2024-02-29T12:30:00Z",
        "2024-02-29T12:30:00ZZ",
        "２024-02-29T12:30:00Z",
        "now",
    ] {
        assert!(DateTime::parse(text).is_err(), "{text}");
        assert!(text.parse::<DateTime>().is_err(), "{text}");
        let invalid = received(text);
        assert!(!invalid.is_valid());
        assert_eq!(invalid.as_str(), text);
        assert_eq!(serde_json::to_value(&invalid).unwrap(), text);
        assert_eq!(
            (
                invalid.year(),
                invalid.unix_seconds(),
                invalid.to_system_time()
            ),
            (None, None, None)
        );
    }
}

#[test]
fn returns_its_parts() {
    let time = time("2024-02-29T12:34:56.789-03:30");
    assert_eq!(
        (time.year(), time.month(), time.day()),
        (Some(2024), Some(2), Some(29))
    );
    assert_eq!(
        (time.hour(), time.minute(), time.second()),
        (Some(12), Some(34), Some(56))
    );
    assert_eq!(time.nanosecond(), Some(789_000_000));
    assert_eq!(time.offset_seconds(), Some(-12_600));
    assert_eq!(time.unix_seconds(), Some(1_709_222_696));
}

#[test]
fn counts_seconds() {
    assert_eq!(time("1969-12-31T23:59:59Z").unix_seconds(), Some(-1));
    assert_eq!(
        time("0001-01-01T00:00:00Z").unix_seconds(),
        Some(-62_135_596_800)
    );
    assert_eq!(
        time("9999-12-31T23:59:59Z").unix_seconds(),
        Some(253_402_300_799)
    );
    assert_eq!(
        time("2016-12-31T23:59:60Z").unix_seconds(),
        Some(1_483_228_800)
    );
    assert_eq!(time("2016-12-31T23:59:60Z").second(), Some(60));
}

#[test]
fn from_unix_time() {
    let text = |seconds, nanoseconds| {
        DateTime::from_unix(seconds, nanoseconds)
            .unwrap()
            .to_string()
    };
    assert_eq!(text(0, 0), "1970-01-01T00:00:00Z");
    assert_eq!(text(-1, 500_000_000), "1969-12-31T23:59:59.500Z");
    assert_eq!(text(1_709_222_696, 1_000), "2024-02-29T16:04:56.000001Z");
    assert_eq!(text(1_709_222_696, 1), "2024-02-29T16:04:56.000000001Z");
    assert!(DateTime::from_unix(253_402_300_800, 0).is_err());
    assert!(DateTime::from_unix(-62_135_596_801, 0).is_err());
    assert!(DateTime::from_unix(0, 1_000_000_000).is_err());
    assert!(DateTime::from_unix(i64::MAX, 0).is_err());
}

#[test]
fn days_convert_both_ways() {
    for day in -719_162..2_932_896_i64 {
        if day % 37 == 0 || (-40..40).contains(&day) {
            let made = DateTime::from_unix(day * 86_400, 0).unwrap();
            assert_eq!(made.unix_seconds(), Some(day * 86_400), "{made}");
        }
    }
}

#[test]
fn converts_to_system_time() {
    let half = Duration::from_millis(500);
    assert_eq!(
        DateTime::from(UNIX_EPOCH - half).as_str(),
        "1969-12-31T23:59:59.500Z"
    );
    assert_eq!(
        DateTime::from(UNIX_EPOCH + half).as_str(),
        "1970-01-01T00:00:00.500Z"
    );
    assert_eq!(
        time("1969-12-31T23:59:59.5Z").to_system_time(),
        Some(UNIX_EPOCH - half)
    );
    let now = SystemTime::now();
    assert_eq!(DateTime::from(now).to_system_time(), Some(now));
    if let Some(far) = UNIX_EPOCH.checked_add(Duration::from_secs(1 << 50)) {
        assert_eq!(DateTime::from(far).as_str(), "9999-12-31T23:59:59Z");
    }
}

#[test]
fn is_ordered_by_instant_then_string() {
    let mut times: Vec<_> = [
        "2024-01-01T00:00:00Z",
        "2024-01-01T01:00:00+02:00",
        "2023-12-31T23:00:00.000Z",
        "2023-12-31T23:00:00Z",
        "tomorrow",
        "",
        "2024-01-01T00:00:00.1Z",
    ]
    .map(received)
    .into();
    times.sort();
    let texts: Vec<_> = times.iter().map(DateTime::as_str).collect();
    assert_eq!(
        texts,
        [
            "",
            "tomorrow",
            "2023-12-31T23:00:00.000Z",
            "2023-12-31T23:00:00Z",
            "2024-01-01T01:00:00+02:00",
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00.1Z",
        ]
    );
    assert_ne!(time("2024-01-01T00:00:00Z"), time("2024-01-01T00:00:00.0Z"));
}

#[test]
fn displays_its_string() {
    let time = time("2024-01-01T00:00:00Z");
    assert_eq!(
        format!("{time} {time:?}"),
        r#"2024-01-01T00:00:00Z DateTime("2024-01-01T00:00:00Z")"#
    );
    assert_eq!(format!("[{time:>22}]"), "[  2024-01-01T00:00:00Z]");
}

#[test]
fn decodes_strings_only() {
    assert!(serde_json::from_str::<DateTime>("17").is_err());
    assert!(serde_json::from_str::<DateTime>("null").is_err());
}
