//! Variants of unions, their functions, and their types without a tag stay when the document grows.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::{CrateLock, Lock};
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Rendered, render};

fn rendered(schemas: &str, lock: &CrateLock) -> Rendered {
    let head =
        "openapi: 3.1.0\ninfo: { title: Post, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("spec.yaml", format!("{head}{schemas}"));
    let config = CrateConfig::new("post");
    render(&mut sources, file, &config, lock, &mut diags).expect("the document can be rendered")
}

/// The lines of `surface.txt` about items that programs use.
fn surface(rendered: &Rendered) -> Vec<&str> {
    let surface = rendered.files.get("surface.txt").expect("the surface");
    surface
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
}

/// The items of the old crate that the new one lacks. Traits can be added.
fn missing<'o>(old: &'o Rendered, new: &Rendered) -> Vec<&'o str> {
    let new = surface(new);
    let has = |line: &str| {
        let mut parts = line.split('\t');
        let (path, kind) = (parts.next(), parts.next());
        let signature = parts.next();
        new.iter().any(|other| {
            let mut parts = other.split('\t');
            (parts.next(), parts.next(), parts.next()) == (path, kind, signature)
        })
    };
    surface(old).into_iter().filter(|line| !has(line)).collect()
}

const LETTER: &str = "    Letter: { type: object, required: [kind, to], properties: { kind: { type: string }, to: { type: string } } }\n";
const PARCEL: &str = "    Parcel: { type: object, required: [kind], properties: { kind: { const: parcel }, grams: { type: integer } } }\n";

fn item(more: &str) -> String {
    format!(
        "    Item:\n      oneOf: [{{ $ref: '#/components/schemas/Letter' }}, {{ $ref: '#/components/schemas/Parcel' }}{more}]\n      \
         discriminator: {{ propertyName: kind, mapping: {{ letter: Letter, parcel: Parcel }} }}\n"
    )
}

#[test]
fn a_second_use_of_a_variant_adds_its_tag_and_changes_no_argument() {
    let old = rendered(
        &format!("{}{LETTER}{PARCEL}", item("")),
        &CrateLock::default(),
    );
    let lines = surface(&old);
    assert!(lines.contains(&"models::Letter::new\tfn\t(to: impl Into<String>) -> Self"));
    assert!(lines.contains(&"models::Item::letter\tfn\t(to: impl Into<String>) -> Self"));
    assert!(
        !lines
            .iter()
            .any(|line| line.starts_with("models::Letter::kind"))
    );
    let other = "    Depot: { type: object, properties: { last: { $ref: '#/components/schemas/Letter' }, first: { $ref: '#/components/schemas/Parcel' } } }\n";
    let grown = format!("{}{LETTER}{PARCEL}{other}", item(""));
    let new = rendered(&grown, &old.lock);
    assert_eq!(missing(&old, &new), Vec::<&str>::new());
    assert!(surface(&new).contains(&"models::Letter::kind\tfield\tString"));
    let letter = new
        .files
        .get("src/models/letter.rs")
        .expect("the file of the model");
    assert!(letter.contains("kind: \"letter\".into()"), "{letter}");
    // Without the lock, the tag is an argument.
    let without = rendered(&grown, &CrateLock::default());
    assert!(
        missing(&old, &without)
            .iter()
            .any(|line| line.starts_with("models::Letter::new"))
    );
}

#[test]
fn a_tag_that_was_a_field_stays_one() {
    let other = "    Depot: { type: object, properties: { last: { $ref: '#/components/schemas/Letter' } } }\n";
    let old = format!("{}{LETTER}{PARCEL}{other}", item(""));
    let old = rendered(&old, &CrateLock::default());
    let new = format!(
        "{}{LETTER}{PARCEL}    Depot: {{ type: object, properties: {{ size: {{ type: integer }} }} }}\n",
        item("")
    );
    let new = rendered(&new, &old.lock);
    let removed = missing(&old, &new);
    assert!(
        removed
            .iter()
            .all(|line| line.starts_with("models::Depot::last")),
        "{removed:?}"
    );
}

#[test]
fn functions_stay_if_the_union_has_no_tag_anymore() {
    let plain = |more: &str| {
        format!(
            "    Item: {{ oneOf: [{{ $ref: '#/components/schemas/Letter' }}, {{ $ref: '#/components/schemas/Parcel' }}{more}] }}\n    \
             Letter: {{ type: object, required: [kind, to], properties: {{ kind: {{ const: letter }}, to: {{ type: string }} }} }}\n{PARCEL}"
        )
    };
    let old = rendered(&plain(""), &CrateLock::default());
    assert!(surface(&old).contains(&"models::Item::parcel\tfn\t() -> Self"));
    let new = rendered(&plain(", { type: string }"), &old.lock);
    assert_eq!(missing(&old, &new), Vec::<&str>::new());
    // In a new crate, a union without a tag has no functions.
    let without = rendered(&plain(", { type: string }"), &CrateLock::default());
    assert!(
        missing(&old, &without)
            .iter()
            .any(|line| line.starts_with("models::Item::parcel"))
    );
}

#[test]
fn the_name_of_a_function_belongs_to_its_variant() {
    let tagged = |alternatives: &str| format!("    Key: {{ oneOf: [{alternatives}] }}\n");
    let one = |tag: &str| {
        format!(
            "{{ type: object, required: [t, n], properties: {{ t: {{ const: {tag} }}, n: {{ type: integer }}, {tag}: {{ type: boolean }} }} }}"
        )
    };
    let old = rendered(
        &tagged(&format!("{}, {}", one("E_Tag"), one("Plain"))),
        &CrateLock::default(),
    );
    let new = tagged(&format!(
        "{}, {}, {}",
        one("ETag"),
        one("E_Tag"),
        one("Plain")
    ));
    let new = rendered(&new, &old.lock);
    assert_eq!(missing(&old, &new), Vec::<&str>::new());
    // The lock is the same if it is read again.
    let mut lock = Lock::default();
    lock.crates.insert("post".to_owned(), new.lock.clone());
    let text = lock.to_text();
    assert!(text.contains("[crate.post.constructors]"), "{text}");
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("oascribe.lock", text);
    assert_eq!(Lock::parse(&sources, file, &mut diags), Some(lock));
}

/// Both variants are known by the property that they require, and their types have other names.
#[test]
fn variants_with_equal_words_have_a_locked_name_each() {
    let variant = |tag: &str, ty: &str| {
        format!(
            "        - required: [kind]\n          allOf: [{{ type: object, properties: {{ kind: {{ type: string, enum: [{tag}] }} }} }}, {{ $ref: '#/components/schemas/{ty}' }}]\n"
        )
    };
    let schemas = format!(
        "    Note:\n      oneOf:\n{}{}    Brief: {{ type: object, required: [line], properties: {{ line: {{ type: string }} }} }}\n    \
         Essay: {{ type: object, required: [pages], properties: {{ pages: {{ type: integer }} }} }}\n",
        variant("brief", "Brief"),
        variant("essay", "Essay"),
    );
    let first = rendered(&schemas, &CrateLock::default());
    let lines = surface(&first);
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("models::Note::brief\tfn")),
        "{lines:#?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("models::Note::essay\tfn")),
        "{lines:#?}"
    );
    let lock = first.lock.clone();
    let again = rendered(&schemas, &lock);
    assert_eq!(surface(&again), lines);
    assert_eq!(again.lock, first.lock);
}
