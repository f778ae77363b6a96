use std::net::Ipv4Addr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::own_types::models::{
    ByName, ByPattern, Checked, Component, ComponentLast, Components, Hosts, HostsReversed, Inlined, Nested, Nullable,
    Pair, Pointed, Same, Single, SomeNullable, Types, Widths, WithEnum,
};

fn read<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

#[test]
fn a_merged_alternative_has_the_values_of_all() {
    for list in [json!(["plain"]), json!(["10.0.0.1"]), json!([]), json!(["10.0.0.1", "plain"])] {
        read::<Hosts>(list.clone());
        read::<HostsReversed>(list.clone());
        read::<Nullable>(list.clone());
        read::<SomeNullable>(list.clone());
        read::<Pointed>(list.clone());
        read::<Inlined>(list.clone());
        read::<Components>(list.clone());
        read::<WithEnum>(list.clone());
        read::<ByPattern>(json!({"a": list, "b": list}));
        read::<Nested>(json!([{"a": list}]));
    }
    for text in ["plain", "10.0.0.1"] {
        read::<Single>(json!(text));
        read::<Component>(json!(text));
        read::<ComponentLast>(json!(text));
        read::<Pair>(json!([text, 1]));
        read::<ByName>(json!({"a": text}));
    }
    read::<Nullable>(json!([null, "plain", "10.0.0.1"]));
    read::<SomeNullable>(json!([null, "plain", "10.0.0.1"]));
}

#[test]
fn own_types_of_all_alternatives_remain() {
    let same: Vec<Ipv4Addr> = read::<Same>(json!(["10.0.0.1"]));
    assert_eq!(same, [Ipv4Addr::new(10, 0, 0, 1)]);
    assert!(matches!(read(json!("10.0.0.1")), Types::String(_)));
    assert!(matches!(read(json!("10.0.0.1")), Component::Address(_)));
    assert!(matches!(read(json!("10.0.0.1")), ComponentLast::Address(_)));
    assert!(matches!(read(json!("plain")), ComponentLast::String(_)));
    let merged: Vec<String> = read::<Inlined>(json!(["plain"]));
    assert_eq!(merged, ["plain"]);
}

#[test]
fn an_alternative_of_wider_integers_has_the_values_beyond_the_other() {
    assert!(matches!(read(json!([1, 5_000_000_000_i64])), Widths::IntegerList2(_)));
    assert!(matches!(read(json!([1, 2])), Widths::IntegerList(_)));
    read::<Checked>(json!({"small": [7], "short": ["long text"]}));
}
