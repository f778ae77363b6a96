//! `Date`: parsing, accessors and order.

use crate::runtime::Date;

#[test]
fn parses_full_dates() {
    for text in ["2024-02-29", "0001-01-01", "9999-12-31"] {
        assert_eq!(Date::parse(text).unwrap().as_str(), text);
    }
    for text in [
        "",
        "2024-02-30",
        "2023-02-29",
        "2024-2-9",
        "20240229",
        "2024-02-29Z",
        "0000-01-01",
    ] {
        assert!(Date::parse(text).is_err(), "{text}");
        let invalid: Date = serde_json::from_value(text.into()).unwrap();
        assert_eq!((invalid.is_valid(), invalid.as_str()), (false, text));
        assert_eq!(
            (
                invalid.year(),
                invalid.month(),
                invalid.day(),
                invalid.unix_days()
            ),
            (None, None, None, None)
        );
    }
}

#[test]
fn from_parts() {
    let date = Date::new(2024, 2, 29).unwrap();
    assert_eq!(date.as_str(), "2024-02-29");
    assert_eq!(
        (date.year(), date.month(), date.day()),
        (Some(2024), Some(2), Some(29))
    );
    assert_eq!(Date::new(7, 1, 2).unwrap().as_str(), "0007-01-02");
    assert!(Date::new(2023, 2, 29).is_err());
    assert!(Date::new(10_000, 1, 1).is_err());
    assert!(Date::new(0, 1, 1).is_err());
}

#[test]
fn counts_days() {
    assert_eq!(Date::new(1970, 1, 1).unwrap().unix_days(), Some(0));
    assert_eq!(Date::new(2000, 3, 1).unwrap().unix_days(), Some(11_017));
    assert_eq!(Date::from_unix_days(11_016).unwrap().as_str(), "2000-02-29");
    assert_eq!(
        Date::from_unix_days(-719_162).unwrap().as_str(),
        "0001-01-01"
    );
    assert!(Date::from_unix_days(-719_163).is_err());
    assert!(Date::from_unix_days(2_932_897).is_err());
    assert!(Date::from_unix_days(i64::MIN).is_err());
}

#[test]
fn is_ordered_by_day() {
    let mut dates = ["2024-01-02", "soon", "2023-12-31"]
        .map(|text| serde_json::from_value::<Date>(text.into()).unwrap());
    dates.sort();
    assert_eq!(
        dates.map(|date| date.to_string()),
        ["soon", "2023-12-31", "2024-01-02"]
    );
}
