//! `scalar_enum!`: open enums of numbers and other scalars.

use crate::models::Speed;
use serde_json::{Value, json};

fn read(value: Value) -> Speed {
    serde_json::from_value(value).unwrap()
}

#[test]
fn reads_declared_values() {
    for (value, speed) in [
        (json!(1), Speed::Slow),
        (json!(1.0), Speed::Slow),
        (json!(1.5), Speed::Brisk),
        (json!("auto"), Speed::Auto),
        (json!(false), Speed::Off),
    ] {
        assert_eq!(read(value.clone()), speed);
        assert_eq!(Speed::from(value), speed);
    }
    assert_eq!(Speed::from(1), Speed::Slow);
    assert_eq!(Speed::from("auto"), Speed::Auto);
    assert_eq!(serde_json::to_value(Speed::Brisk).unwrap(), json!(1.5));
    assert_eq!(serde_json::to_string(&Speed::Slow).unwrap(), "1");
}

#[test]
fn keeps_undeclared_values() {
    for value in [
        json!(2),
        json!("AUTO"),
        json!(true),
        json!(null),
        json!([1]),
        json!({"a": 1}),
    ] {
        let speed = read(value.clone());
        assert!(matches!(&speed, Speed::Unknown(_)));
        assert_eq!(speed.to_json(), value);
        assert_eq!(serde_json::to_value(&speed).unwrap(), value);
    }
    assert_eq!(read(json!(2)).as_i64(), Some(2));
    assert_eq!(read(json!("AUTO")).as_str(), Some("AUTO"));
}

#[test]
fn displays_its_value() {
    assert_eq!(format!("{}, {:>3}", Speed::Auto, Speed::Slow), "auto,   1");
    assert_eq!(Speed::Brisk.to_string(), "1.5");
    assert_eq!(Speed::Brisk.as_i64(), None);
    assert_eq!(Speed::Slow.as_i64(), Some(1));
    assert_eq!(Speed::Slow.as_str(), None);
}
