use serde_json::{json, to_value};
use values::conversions::models::{
    Content, Id, ImagePart, KnownModel, Leaf, Level, Message, Model, Part, Role, TextPart, Tree,
};

#[test]
fn strings_and_lists_are_content() {
    let text = Message::new("user", "hello").stop("\n").model("small");
    assert_eq!(text.role, Role::User);
    assert!(matches!(&text.content, Content::String(text) if text == "hello"));
    let expected = json!({"role": "user", "content": "hello", "stop": "\n", "model": "small"});
    assert_eq!(to_value(&text).unwrap(), expected);
    let parts = vec![Part::from(TextPart::new("a")), ImagePart::new("b").into()];
    let list = to_value(Message::new(Role::System, parts).stop(None)).unwrap();
    assert_eq!(list["content"][1], json!({"type": "ImagePart", "url": "b"}));
    assert_eq!(list["stop"], json!(null));
}

#[test]
fn a_string_outweighs_an_enum() {
    assert!(matches!(Model::from("large"), Model::String(_)));
    assert!(matches!(Model::from(KnownModel::Large), Model::Known(_)));
    assert!(matches!(Level::from("large"), Level::KnownModel(KnownModel::Large)));
    assert!(matches!(Level::from("huge".to_owned()), Level::KnownModel(KnownModel::Unknown(_))));
}

#[test]
fn numbers_and_booleans_have_their_alternative() {
    let levels = [Level::from(2), Level::from(true), Level::from(0.5)];
    assert_eq!(to_value(levels).unwrap(), json!([2, true, 0.5]));
    assert!(matches!(Id::from(7), Id::Integer(7)));
}

#[test]
fn a_recursive_union_is_built_of_its_alternatives() {
    let tree = Tree::from(vec![Tree::from(Leaf::new(1)), Leaf::new(2).tree(Leaf::new(3)).into()]);
    let expected = json!([{"size": 1}, {"size": 2, "tree": {"size": 3}}]);
    assert_eq!(to_value(tree).unwrap(), expected);
}
