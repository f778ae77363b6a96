use serde_json::{json, to_value};
use values::setters::models::{Color, Kite, Line};

#[test]
fn setters_convert_their_arguments() {
    let kite = Kite::new("7")
        .wind(4)
        .name("Ann")
        .nickname("A")
        .length(12)
        .color("red")
        .shades(["red", "blue"])
        .tails(["long".to_owned()])
        .labels([("from", "here"), ("to", "there")])
        .settings(json!({"strict": true}))
        .flown("2024-02-29T12:30:00Z".parse::<values::runtime::DateTime>().unwrap())
        .serial("s")
        .next(Kite::new("8"))
        .previous(Kite::new("6"));
    assert_eq!(kite.color, Some(Color::Red));
    let expected = json!({
        "id": "7",
        "wind": 4,
        "name": "Ann",
        "nickname": "A",
        "length": 12,
        "color": "red",
        "shades": ["red", "blue"],
        "tails": ["long"],
        "labels": {"from": "here", "to": "there"},
        "settings": {"strict": true},
        "flown": "2024-02-29T12:30:00Z",
        "serial": "s",
        "next": {"id": "8", "wind": 3},
        "previous": {"id": "6", "wind": 3},
    });
    assert_eq!(to_value(kite).unwrap(), expected);
}

#[test]
fn none_is_an_explicit_null() {
    let kite = Kite::new("7").nickname(None).tails(None).previous(None);
    assert_eq!((&kite.nickname, &kite.tails), (&Some(None), &Some(None)));
    let expected = json!({"id": "7", "wind": 3, "nickname": null, "tails": null, "previous": null});
    assert_eq!(to_value(kite).unwrap(), expected);
    let line = Line::new().reel("a");
    assert_eq!(to_value(line.clone()).unwrap()["reel"], json!("a"));
    assert_eq!(to_value(line.reel(None)).unwrap()["reel"], json!(null));
}

#[test]
fn a_setter_hides_no_method() {
    let kite = Kite::new("7").new_(true).clone_("c");
    assert_eq!((kite.new, kite.clone.as_deref()), (Some(true), Some("c")));
    assert_eq!(kite.clone(), kite);
}

#[test]
fn additional_properties_have_a_setter() {
    let line = Line::new().additional_properties([("a", 1), ("b", 2)]);
    assert_eq!(to_value(line).unwrap(), json!({"kind": "line", "reel": null, "a": 1, "b": 2}));
}
