//! Conversions into unions and merged nulls stay when the document changes.

use oascribe_codegen::config::{CrateConfig, ForSchemas};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Rendered, render};

fn rendered(schemas: &str, config: &CrateConfig, lock: &CrateLock) -> Rendered {
    let head = "openapi: 3.1.0\ninfo: { title: Boats, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("spec.yaml", format!("{head}{schemas}"));
    render(&mut sources, file, config, lock, &mut diags).expect("the document can be rendered")
}

/// The line of an item in `surface.txt`.
fn line(rendered: &Rendered, path: &str) -> String {
    let surface = rendered.files.get("surface.txt").expect("the surface");
    let line = surface
        .lines()
        .find(|line| line.split('\t').next() == Some(path));
    line.expect("the item").to_owned()
}

fn content(alternatives: &str) -> String {
    format!(
        "    Mast: {{ type: string, enum: [fore, main] }}\n    Name: {{ type: string }}\n    \
         Content: {{ anyOf: [{alternatives}] }}\n"
    )
}

fn conversions(rendered: &Rendered) -> Vec<String> {
    let line = line(rendered, "models::Content");
    let traits = line.split_once("Deserialize").expect("the traits").1;
    traits.split_whitespace().map(str::to_owned).collect()
}

const LIST: &str = "{ type: array, items: { type: string } }";
const MAST: &str = "{ $ref: '#/components/schemas/Mast' }";
const NAME: &str = "{ $ref: '#/components/schemas/Name' }";

#[test]
fn a_second_alternative_of_a_type_takes_no_conversion() {
    let config = CrateConfig::new("boats");
    let old = format!("{MAST}, {LIST}");
    let old = rendered(&content(&old), &config, &CrateLock::default());
    let before = [
        "From<&str>",
        "From<String>",
        "From<Vec<String>>",
        "From<models::Mast>",
    ];
    assert_eq!(conversions(&old), before);
    // In a new crate, strings would be the name, and neither list has a conversion.
    let labels = "{ type: array, items: { $ref: '#/components/schemas/Name' } }";
    let grown = content(&format!("{NAME}, {labels}, {MAST}, {LIST}"));
    let new = rendered(&grown, &config, &CrateLock::default());
    assert_eq!(
        conversions(&new),
        ["From<&str>", "From<String>", "From<models::Mast>"]
    );
    let grown = rendered(&grown, &config, &old.lock);
    assert_eq!(conversions(&grown), before);
    let same = |file: &str| {
        file.lines()
            .find(|line| line.contains("str as"))
            .map(str::to_owned)
    };
    let models = |rendered: &Rendered| same(rendered.files.get("src/models/content.rs").unwrap());
    assert_eq!(models(&grown), models(&old));
}

#[test]
fn a_merged_null_stays_merged_when_its_schema_leaves_the_option() {
    let boat = "    Boat: { type: object, properties: { name: { type: [string, 'null'] } } }\n    \
                Sail: { type: object, properties: { size: { type: [integer, 'null'] } } }\n";
    let field = |rendered: &Rendered| line(rendered, "models::Boat::name");
    let mut config = CrateConfig::new("boats");
    let states = rendered(boat, &config, &CrateLock::default());
    assert!(field(&states).ends_with("\tOption<Option<String>>"));
    config.merge_null = ForSchemas::Each([("Boat".to_owned(), true)].into());
    let merged = rendered(boat, &config, &states.lock);
    assert!(field(&merged).ends_with("\tOption<String>"));
    assert!(line(&merged, "models::Sail::size").ends_with("\tOption<Option<i64>>"));
    config.merge_null = ForSchemas::Each([("Sail".to_owned(), true)].into());
    let locked = rendered(boat, &config, &merged.lock);
    assert!(field(&locked).ends_with("\tOption<String>"));
    config.merge_null = ForSchemas::default();
    let without = rendered(boat, &config, &locked.lock);
    assert!(field(&without).ends_with("\tOption<Option<String>>"));
}
