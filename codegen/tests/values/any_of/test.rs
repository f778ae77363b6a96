use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::any_of::models::{
    Anyone, Beside, BesideAll, Company, Contact, Deep, Half, Items, Nested, Owner, OneAndAny, OneOfInside, Person, PersonOrFax, Shop,
    Tagged, Two,
};

fn read<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    let text = value.to_string();
    let read_again: T = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&read_again).unwrap(), value);
    read
}

#[test]
fn a_union_keeps_all_properties_alone_and_in_an_object() {
    read::<Contact>(json!({"mail": "m", "phone": "1", "prefix": 49}));
    read::<Person>(json!({"name": "n", "mail": "m", "phone": "1", "prefix": 49}));
    read::<Company>(json!({"name": "n", "mail": "m", "fax": "1", "note": "x"}));
    read::<PersonOrFax>(json!({"name": "n", "mail": "m", "phone": "1", "fax": "2"}));
    read::<BesideAll>(json!({"name": "n", "mail": "m", "phone": "1", "more": [1]}));
}

#[test]
fn unions_in_unions_count_as_their_alternatives() {
    read::<Anyone>(json!({"mail": "m", "phone": "1", "fax": "2"}));
    read::<OneOfInside>(json!({"mail": "m", "fax": "2"}));
    read::<OneOfInside>(json!({"phone": "1", "prefix": 1, "fax": "2"}));
    read::<Deep>(json!({"name": "n", "phone": "1", "rank": 1, "fax": "2"}));
    read::<Deep>(json!({"shop": "s", "rank": 1, "fax": "2"}));
}

#[test]
fn several_unions_of_one_object_keep_the_properties_of_each() {
    read::<Two>(json!({"name": "n", "mail": "m", "phone": "1", "fax": "2", "pager": "3"}));
    read::<OneAndAny>(json!({"a": "a", "mail": "m", "phone": "1"}));
    read::<OneAndAny>(json!({"b": "b", "phone": "1", "prefix": 4}));
}

#[test]
fn undeclared_properties_beside_a_union_are_kept() {
    read::<Beside>(json!({"mail": "m", "phone": "1", "more": "x"}));
    read::<Half>(json!({"x": "1", "y": "2"}));
    read::<Tagged>(json!({"kind": "tram", "cars": 2}));
    read::<Shop>(json!({"name": "n", "open": "o", "more": "x"}));
}

#[test]
fn a_part_has_no_copy_of_what_another_part_declares() {
    let mut shop = read::<Shop>(json!({"name": "n", "since": "1990", "open": "o", "more": "x"}));
    shop.since = None;
    assert_eq!(shop.additional_properties.keys().collect::<Vec<_>>(), ["more"]);
    let expected = json!({"name": "n", "open": "o", "more": "x"});
    assert_eq!(serde_json::to_value(&shop).unwrap(), expected);
    let mut person = read::<Person>(json!({"name": "n", "label": 1, "phone": "1", "more": "x"}));
    person.label = None;
    let Contact::Phone(phone) = &mut person.contact else {
        panic!("{person:?}")
    };
    phone.phone = "2".to_owned();
    let expected = json!({"name": "n", "phone": "2", "more": "x"});
    assert_eq!(serde_json::to_value(&person).unwrap(), expected);
}

#[test]
fn objects_inside_of_parts_collect_their_own() {
    read::<Nested>(json!({
        "name": "n",
        "inner": {"mail": "m", "phone": "1", "more": 1},
        "list": [{"open": "o", "more": "x"}],
        "map": {"a": {"mail": "m", "phone": "1"}},
    }));
}

#[test]
fn a_constant_of_one_alternative_excludes_no_other_one() {
    read::<Owner>(json!({"id": "1", "name": "n", "deleted": true}));
    assert!(matches!(read(json!({"id": "1", "name": "n"})), Owner::Account(_)));
    assert!(matches!(read(json!({"id": "1", "deleted": true})), Owner::Deleted(_)));
    assert!(matches!(read(json!("1")), Owner::String(_)));
}

#[test]
fn a_kept_property_is_no_reason_for_a_variant_of_any_json() {
    let list = read::<Items>(json!([{"mail": "m", "phone": "1"}, {"phone": "1"}]));
    let Items::ContactList(list) = &list else {
        panic!("{list:?}")
    };
    assert!(matches!(list[1], Contact::Phone(_)));
    assert!(matches!(read(json!({"mail": "m"})), Items::Json(_)));
}
