use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::runtime::Lenient;
use values::unions::models::{
    Animal, Contact, Deep, Drawing, Drink, Form, Label, Match, Matches, Moment, NameOrId, Nested, Net, Range, Reply,
    Room, Shade, Signal, Source, Ticket,
};

fn read<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

fn error<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}

#[test]
fn a_nested_constant_decides() {
    let finished = json!({"topic": "job", "step": {"phase": "finished", "worker": "w"}});
    assert!(matches!(read(finished), Signal::Finished(_)));
    let started = json!({"topic": "job", "step": {"phase": "started", "worker": "w"}});
    assert!(matches!(read(started), Signal::Started(_)));
    let new = json!({"topic": "job", "step": {"phase": "paused", "worker": "w"}});
    assert!(matches!(read(new), Signal::Unknown(_)));
    assert!(matches!(read(json!({"a": {"b": {"c": "two", "n": 1}}})), Deep::Two(_)));
    let without_worker = json!({"topic": "job", "step": {"phase": "finished"}});
    assert!(error::<Signal>(without_worker).starts_with("$.step: missing field `worker`"));
    let wrong = json!({"a": {"b": {"c": "two", "n": "x"}}});
    assert!(error::<Deep>(wrong).starts_with("$.a.b.n: invalid type"));
}

#[test]
fn an_any_of_keeps_what_only_another_alternative_declares() {
    let both = json!({"street": "s", "number": "1", "prefix": 49});
    let contact = read::<Contact>(both);
    let Contact::Phone(phone) = &contact else {
        panic!("{contact:?}")
    };
    assert_eq!(phone.prefix, Some(49));
    read::<Contact>(json!({"street": "s", "other": [1]}));
}

#[test]
fn declared_properties_outweigh_an_enum() {
    let quote = json!({"state": "1", "price": "9", "unit": "EUR"});
    assert!(matches!(read(quote), Reply::Quote(_)));
    assert!(matches!(read(json!({"state": "1", "reason": "r"})), Reply::Refusal(_)));
    assert!(matches!(read(json!({"state": "ok", "price": "9"})), Reply::Quote(_)));
}

#[test]
fn an_unknown_value_belongs_to_the_enum_and_not_to_null() {
    let room = read::<Room>(json!({"shade": "dim"}));
    let Some(Some(shade)) = &room.shade else {
        panic!("{room:?}")
    };
    assert!(format!("{shade:?}").starts_with("Shade(Unknown("), "{shade:?}");
    let room = read::<Room>(json!({"shade": "dark"}));
    assert!(format!("{room:?}").contains(&format!("{:?}", Shade::Dark)));
    read::<Room>(json!({"shade": ""}));
    read::<Room>(json!({"shade": null}));
}

#[test]
fn a_value_with_the_constant_of_an_alternative_belongs_to_it() {
    assert!(matches!(read(json!({"form": "square", "side": 1.5})), Form::Square(_)));
    assert!(error::<Form>(json!({"form": "square"})).starts_with("$: missing field `side`")
        || error::<Form>(json!({"form": "square"})).starts_with("missing field `side`"));
    let wrong = json!({"form": "circle", "radius": "x", "side": 1.5});
    assert!(error::<Form>(wrong).starts_with("$.radius: invalid type"));
    assert!(matches!(read(json!({"form": "star", "side": 1.5})), Form::Unknown(_)));
    let text = br#"{"name": "n", "forms": [{"form": "square", "side": 1}, {"form": "circle", "radius": "x"}]}"#;
    let drawing = Lenient::<Drawing>::from_slice(text).unwrap();
    let paths: Vec<_> = drawing.rejected.iter().map(|one| one.path()).collect();
    assert_eq!(paths, ["$.forms[1].radius"]);
    let forms = drawing.value.forms.unwrap();
    assert!(matches!(forms[..], [Form::Square(_), Form::Circle(_)]));
}

#[test]
fn the_values_of_an_enum_tell_alternatives_apart() {
    assert!(matches!(read(json!({"kind": "eel", "fins": 3})), Animal::Water(_)));
    assert!(matches!(read(json!({"kind": "cat", "legs": 4})), Animal::Land(_)));
    assert!(error::<Animal>(json!({"kind": "eel", "fins": "x"})).starts_with("$.fins: "));
}

#[test]
fn nested_properties_count() {
    read::<Nested>(json!({"at": {"x": 1, "y": 2}}));
    read::<Nested>(json!({"at": {"x": 1}}));
}

#[test]
fn a_property_outweighs_the_notation_of_an_integer() {
    let found: Match = serde_json::from_value(json!({"score": 1.0, "text": "t"})).unwrap();
    let Match::Hit(hit) = &found else {
        panic!("{found:?}")
    };
    assert_eq!((hit.score, hit.text.as_deref()), (Some(1), Some("t")));
    assert!(matches!(read(json!({"score": 1.5})), Match::Score(_)));
    let nested: Matches =
        serde_json::from_value(json!({"best": {"score": 1.0, "text": "t"}})).unwrap();
    assert_eq!(
        serde_json::to_value(nested).unwrap(),
        json!({"best": {"score": 1, "text": "t"}})
    );
}

#[test]
fn null_is_no_missing_property() {
    assert!(matches!(read(json!({"id": 1, "closed": null})), Ticket::Closed(_)));
    assert!(matches!(read(json!({"id": 1, "closed": "now"})), Ticket::Open(_)));
    assert!(matches!(read(json!({"id": 1, "note": "n"})), Ticket::Open(_)));
}

#[test]
fn a_number_is_no_string() {
    assert!(matches!(read(json!({"at": "5"})), Moment::Counted(_)));
    assert!(matches!(read(json!({"at": 5})), Moment::Timed(_)));
}

#[test]
fn alternatives_whose_constant_is_missing_lose_nothing() {
    read::<Source>(json!({"number": "1", "cvc": 2, "country": "c"}));
    assert!(matches!(read(json!({"object": "bank", "number": "1"})), Source::Bank(_)));
    assert!(matches!(read(json!({"object": "card", "number": "1"})), Source::Card(_)));
}

#[test]
fn a_discriminator_selects_the_objects_of_a_mixed_union() {
    assert!(matches!(read(json!({"kind": "Coffee"})), Drink::Coffee(_)));
    assert!(matches!(read(json!({"kind": "Coffee", "bean": "b"})), Drink::Coffee(_)));
    assert!(matches!(read(json!({"kind": "t"})), Drink::Tea(_)));
    assert!(matches!(read(json!("water")), Drink::String(_)));
    assert!(matches!(read(json!({"kind": "water"})), Drink::Unknown(_)));
}

#[test]
fn strings_beside_an_enum_are_declared() {
    assert!(matches!(read(json!({"label": "other"})), Label::Free(_)));
    assert!(matches!(read(json!({"label": "light"})), Label::Free(_)));
    assert!(matches!(read(json!({"label": "set"})), Label::Fixed(_)));
}

#[test]
fn strings_belong_to_the_alternative_with_their_form() {
    assert!(matches!(read(json!("10.0.0.0/8")), Net::Net4(_)));
    assert!(matches!(read(json!("fd00::/8")), Net::Net6(_)));
    assert!(matches!(read(json!("a-name")), NameOrId::Name(_)));
    assert!(matches!(
        read(json!("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
        NameOrId::String(_)
    ));
    assert!(matches!(
        read(json!({"first": "10.0.0.1", "last": "10.0.0.9"})),
        Range::Range4(_)
    ));
    assert!(matches!(
        read(json!({"first": "fd00::1", "last": "fd00::9"})),
        Range::Range6(_)
    ));
    // A string without any of the forms is a string all the same.
    assert!(matches!(read(json!("A Name")), NameOrId::Name(_)));
}
