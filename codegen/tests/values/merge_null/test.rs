use serde_json::{from_value, json, to_value};
use values::merge_null::models::{Pet, PetPatch};

#[test]
fn null_is_read_as_missing_in_the_chosen_schemas() {
    let pet = json!({"id": null, "note": null, "extra": null, "home": {"street": null}});
    let pet: Pet = from_value(pet).unwrap();
    let note: &Option<String> = &pet.note;
    assert_eq!(note.as_deref(), None);
    // A required null and a JSON value stay.
    let expected = json!({"id": null, "extra": null, "home": {}});
    assert_eq!(to_value(&pet).unwrap(), expected);
    assert_eq!(to_value(pet.note("n")).unwrap()["note"], json!("n"));
}

#[test]
fn a_patch_sends_null() {
    let patch = to_value(PetPatch::default().note(None)).unwrap();
    assert_eq!(patch, json!({"note": null}));
    assert_eq!(from_value::<PetPatch>(json!({"note": null})).unwrap().note, Some(None));
}
