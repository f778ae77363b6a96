//! Every presence type: missing, null and a value.

use crate::models::EveryPresence;
use serde_json::{Value, json};

fn read(value: Value) -> Result<EveryPresence, String> {
    serde_json::from_value(value).map_err(|error| error.to_string())
}

/// Decodes and encodes a value. Adds the required properties before, and removes `required` after.
fn written(mut value: Value) -> Value {
    value["required"] = json!(1);
    value
        .as_object_mut()
        .unwrap()
        .entry("nullable")
        .or_insert(Value::Null);
    let mut written = serde_json::to_value(read(value).unwrap()).unwrap();
    written.as_object_mut().unwrap().remove("required");
    written
}

#[test]
fn required() {
    assert_eq!(
        read(json!({"nullable": "x"})).unwrap_err(),
        "missing field `required`"
    );
    let error = read(json!({"required": null, "nullable": "x"})).unwrap_err();
    assert!(
        error.starts_with("$.required: invalid type: null, expected an integer"),
        "{error}"
    );
}

#[test]
fn nullable() {
    assert_eq!(read(json!({"required": 1})).unwrap().nullable, None);
    assert_eq!(
        read(json!({"required": 1, "nullable": null}))
            .unwrap()
            .nullable,
        None
    );
    assert_eq!(
        written(json!({"nullable": null})),
        json!({"nullable": null, "orEmpty": {}})
    );
    assert_eq!(
        written(json!({"nullable": "x"})),
        json!({"nullable": "x", "orEmpty": {}})
    );
}

#[test]
fn tristate() {
    let tristate = |value| read(value).unwrap().tristate;
    assert_eq!(tristate(json!({"required": 1, "nullable": null})), None);
    assert_eq!(
        tristate(json!({"required": 1, "nullable": null, "tristate": null})),
        Some(None)
    );
    assert_eq!(
        tristate(json!({"required": 1, "nullable": null, "tristate": "x"})),
        Some(Some("x".to_owned()))
    );
    let base = json!({"nullable": null, "orEmpty": {}});
    for value in [json!(null), json!("x")] {
        let mut value_in = base.clone();
        value_in["tristate"] = value;
        assert_eq!(written(value_in.clone()), value_in);
    }
    let list = json!({"nullable": null, "orEmpty": {}, "tristateList": [1, 2]});
    assert_eq!(written(list.clone()), list);
}

/// For a property with any JSON value, null is a value and differs from a missing property.
#[test]
fn optional_any() {
    let mut base = json!({"nullable": null, "orEmpty": {}});
    assert_eq!(written(base.clone()), base);
    for value in [json!(null), json!("x"), json!([1])] {
        base["optionalAny"] = value;
        assert_eq!(written(base.clone()), base);
    }
}

#[test]
fn or_empty() {
    for value in [json!({}), json!({"orEmpty": null}), json!({"orEmpty": {}})] {
        assert_eq!(written(value), json!({"nullable": null, "orEmpty": {}}));
    }
    let full = json!({"nullable": null, "orEmpty": {"a": ["1", "18446744073709551615"], "b": []}});
    assert_eq!(written(full.clone()), full);
}

#[test]
fn optional() {
    let none = json!({"nullable": null, "orEmpty": {}});
    assert_eq!(
        written(json!({"boxed": null, "items": null, "odd name": null})),
        none
    );
    let mut some = none.clone();
    some["items"] = json!([1, null, 3]);
    some["odd name"] = json!(true);
    some["boxed"] = json!({"required": 2, "nullable": "x", "orEmpty": {}});
    assert_eq!(written(some.clone()), some);
}
