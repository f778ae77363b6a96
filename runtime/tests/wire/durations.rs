//! `Duration`: parsing, accessors and order.

use std::time::Duration as StdDuration;

use crate::runtime::Duration;

fn duration(text: &str) -> Duration {
    Duration::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn parses_iso_8601() {
    for text in [
        "P1Y",
        "P1M",
        "P1W",
        "P1D",
        "PT1H",
        "PT1M",
        "PT1S",
        "PT0S",
        "P1Y2M3W4DT5H6M7.5S",
        "PT1.5H",
        "PT0,5S",
        "P2W",
        "-P1D",
        "+PT1S",
        "P0D",
        "P1DT1H",
        "P1.5D",
        "PT36H",
    ] {
        assert_eq!(duration(text).as_str(), text);
    }
    for text in [
        "",
        "P",
        "PT",
        "P1DT",
        "1D",
        "P1",
        "P1H",
        "PT1D",
        "PT1S1M",
        "P1D1Y",
        "P1D1D",
        "P-1D",
        "P1.5Y",
        "P1.5DT1H",
        "PT1.S",
        "PT.5S",
        "P1DT1HT1M",
        "p1d",
        "PT99999999999999999999S",
        "P1D ",
    ] {
        assert!(Duration::parse(text).is_err(), "{text}");
        let invalid: Duration = serde_json::from_value(text.into()).unwrap();
        assert_eq!(
            (invalid.is_valid(), invalid.to_std(), invalid.as_str()),
            (false, None, text)
        );
    }
}

#[test]
fn returns_its_parts() {
    let time = duration("P1Y2M3W4DT5H6M7.5S");
    assert_eq!(
        (time.years(), time.months(), time.weeks()),
        (Some(1), Some(2), Some(3))
    );
    assert_eq!(
        (time.days(), time.hours(), time.minutes()),
        (Some(4), Some(5), Some(6))
    );
    assert_eq!(
        (time.seconds(), time.nanoseconds()),
        (Some(7), Some(500_000_000))
    );
    assert_eq!(time.is_negative(), Some(false));
    assert_eq!(duration("-PT1S").is_negative(), Some(true));
    let half = duration("P1.5W");
    assert_eq!(
        (half.weeks(), half.days(), half.hours()),
        (Some(1), Some(3), Some(12))
    );
    let third = duration("PT0.000000001H");
    assert_eq!(
        (third.seconds(), third.nanoseconds()),
        (Some(0), Some(3_600))
    );
}

#[test]
fn converts_to_std() {
    assert_eq!(
        duration("P1DT1.5S").to_std(),
        Some(StdDuration::from_millis(86_401_500))
    );
    assert_eq!(
        duration("PT1.5H").to_std(),
        Some(StdDuration::from_secs(5_400))
    );
    assert_eq!(duration("-PT0S").to_std(), Some(StdDuration::ZERO));
    assert_eq!(duration("-PT1S").to_std(), None);
    assert_eq!(duration("P1M").to_std(), None);
    assert_eq!(duration("P0Y").to_std(), Some(StdDuration::ZERO));
    assert_eq!(duration("P18446744073709551615W").to_std(), None);
    let text = |time| Duration::from(time).to_string();
    assert_eq!(text(StdDuration::ZERO), "PT0S");
    assert_eq!(text(StdDuration::from_millis(3_661_500)), "PT1H1M1.500S");
    assert_eq!(text(StdDuration::from_secs(7_200)), "PT2H");
    assert_eq!(text(StdDuration::from_nanos(1)), "PT0.000000001S");
    for nanos in [
        0,
        1,
        999,
        1_000_000,
        59_999_999_999,
        3_600_000_000_000,
        u64::MAX,
    ] {
        let time = StdDuration::from_nanos(nanos);
        assert_eq!(Duration::from(time).to_std(), Some(time));
    }
}

#[test]
fn is_ordered_by_length() {
    let mut times = [
        "P1M", "P1D", "PT24H", "-P1Y", "P1Y", "soon", "PT1.5S", "P30D",
    ]
    .map(|text| serde_json::from_value::<Duration>(text.into()).unwrap());
    times.sort();
    assert_eq!(
        times.map(|time| time.to_string()),
        [
            "soon", "-P1Y", "PT1.5S", "P1D", "PT24H", "P30D", "P1M", "P1Y"
        ]
    );
}
