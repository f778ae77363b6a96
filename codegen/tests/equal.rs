//! Equal schemas are one type, and stay one or several when the document grows.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Rendered, render};

const BOAT: &str = "type: object, required: [name], properties: { name: { type: string }, age: { type: integer } }";

/// A document in which the items of a page are inline.
fn spec(component: &str, inline: &str) -> String {
    format!(
        r##"
openapi: 3.1.0
info: {{ title: Boats, version: "1" }}
paths: {{}}
components:
  schemas:
    Boat: {{ {component} }}
    Page: {{ type: object, properties: {{ items: {{ type: array, items: {{ {inline} }} }} }} }}
"##
    )
}

fn rendered(spec: &str, config: &CrateConfig, lock: &CrateLock) -> Rendered {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("spec.yaml", spec.to_owned());
    render(&mut sources, file, config, lock, &mut diags).expect("the document can be rendered")
}

/// The type of the items, and the fields of a boat.
fn items_and_boat(rendered: &Rendered) -> (String, Vec<String>) {
    let surface = rendered
        .files
        .iter()
        .find(|(path, _)| path.ends_with("surface.txt"));
    let (_, surface) = surface.expect("the surface");
    let field = |line: &str, path: &str| {
        line.strip_prefix(path)
            .map(|rest| rest.replace("\tfield\t", ": "))
    };
    let items = surface.lines().find_map(|line| {
        field(line, "models::Page::items: ").or_else(|| field(line, "models::Page::items"))
    });
    let fields = surface.lines().filter(|line| line.contains("\tfield\t"));
    let boat = fields.filter_map(|line| field(line, "models::Boat::"));
    (items.expect("the field"), boat.collect())
}

fn is_boat(rendered: &Rendered) -> bool {
    items_and_boat(rendered).0.contains("Vec<models::Boat>")
}

#[test]
fn one_type_stays_one_when_a_copy_gains_a_property() {
    let config = CrateConfig::new("boats");
    let before = rendered(&spec(BOAT, BOAT), &config, &CrateLock::default());
    assert!(is_boat(&before));
    let grown = BOAT.replace("age:", "flag: { type: string }, age:");
    for (component, inline) in [(BOAT, grown.as_str()), (&grown, BOAT), (&grown, &grown)] {
        let after = rendered(&spec(component, inline), &config, &before.lock);
        let (_, mut fields) = items_and_boat(&after);
        fields.sort();
        assert!(is_boat(&after), "{component} / {inline}");
        assert_eq!(
            fields,
            ["age: Option<i64>", "flag: Option<String>", "name: String"]
        );
        let again = rendered(&spec(component, inline), &config, &after.lock);
        assert_eq!(after.lock, again.lock);
    }
}

#[test]
fn separate_types_stay_separate_when_they_become_equal() {
    let config = CrateConfig::new("boats");
    let other = BOAT.replace("age:", "flag: { type: string }, age:");
    let before = rendered(&spec(BOAT, &other), &config, &CrateLock::default());
    assert!(!is_boat(&before));
    let after = rendered(&spec(&other, &other), &config, &before.lock);
    assert!(!is_boat(&after));
    let fresh = rendered(&spec(&other, &other), &config, &CrateLock::default());
    assert!(is_boat(&fresh));
}

#[test]
fn types_are_separated_when_a_property_changes() {
    let config = CrateConfig::new("boats");
    let before = rendered(&spec(BOAT, BOAT), &config, &CrateLock::default());
    let changed = BOAT.replace("type: integer", "type: string");
    let after = rendered(&spec(BOAT, &changed), &config, &before.lock);
    assert!(!is_boat(&after));
    assert_eq!(
        items_and_boat(&after).1,
        ["age: Option<i64>", "name: String"]
    );
}

#[test]
fn the_configuration_overrides_the_lock() {
    let mut config = CrateConfig::new("boats");
    let other = BOAT.replace("age:", "flag: { type: string }, age:");
    let before = rendered(&spec(BOAT, &other), &config, &CrateLock::default());
    let pattern = "#/components/schemas/Page/*/items".to_owned();
    config.unify.insert("Boat".to_owned(), vec![pattern]);
    let after = rendered(&spec(&other, &other), &config, &before.lock);
    assert!(is_boat(&after));
}

/// Two structures have the title `Check`, and only one of them gets the name; the parts of `allOf` have it, too, and are no
/// types of their own.
#[test]
fn names_and_files_do_not_depend_on_the_lock() {
    let spec = r##"
openapi: 3.1.0
info: { title: Probes, version: "1" }
paths: {}
components:
  schemas:
    Http:
      type: object
      properties:
        check: &quick { title: Check, type: object, properties: { url: { type: string }, rate: { type: integer } } }
        other: &slow { title: Check, type: object, properties: { port: { type: integer }, wait: { type: integer } } }
    Https:
      type: object
      properties: { check: *quick, other: *slow }
    Request: { allOf: [&part { title: Check, type: object, properties: { name: { type: string }, on: { type: boolean } } }, { required: [name] }] }
    Update: { allOf: [*part, { required: [on] }] }
"##;
    let config = CrateConfig::new("probes");
    let first = rendered(spec, &config, &CrateLock::default());
    let names = || first.files.iter().map(|(path, _)| path);
    let models: Vec<_> = names().filter(|it| it.contains("/models/")).collect();
    assert_eq!(models.len(), 6, "{models:?}");
    let second = rendered(spec, &config, &first.lock);
    assert_eq!(first.files, second.files);
    assert_eq!(first.lock, second.lock);
}
