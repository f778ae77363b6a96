//! Names: every unusual name becomes a unique identifier.
//!
//! `compile.rs` builds this document to check that the identifiers are valid Rust.

use oascribe_test_support as support;

use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_name_gets_a_unique_identifier() {
    let names = support::names::names();
    let outcome = support::names::render();
    let rendered = outcome.rendered.expect("the document is rendered");
    let lock = &rendered.lock;
    let types = |name: &String| {
        let schema = lock
            .types
            .iter()
            .find(|(key, _)| unescaped(key).as_ref() == Some(name));
        schema.map(|(_, ident)| ident.clone())
    };
    let missing: Vec<_> = names.iter().filter(|name| types(name).is_none()).collect();
    assert!(missing.is_empty(), "schemas without a type: {missing:?}");
    assert_eq!(
        lock.operations.len(),
        names.len() + 1,
        "an operation is missing"
    );
    assert_distinct("types", lock.types.values());
    assert_distinct(
        "operations",
        lock.operations.values().map(|names| &names.id),
    );
}

/// The name of a schema component. Returns `None` if the key is of something else.
fn unescaped(key: &str) -> Option<String> {
    let name = key.strip_prefix("#/components/schemas/")?;
    let is_component = !name.contains('/');
    is_component.then(|| name.replace("~1", "/").replace("~0", "~"))
}

fn assert_distinct<'n>(noun: &str, idents: impl Iterator<Item = &'n String>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ident in idents {
        *counts.entry(ident).or_default() += 1;
    }
    let twice: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{noun} with the same name: {twice:?}");
}

/// Windows reserves some names with any extension, ignores case, and has short paths.
#[test]
fn every_file_name_is_valid_on_every_platform() {
    let rendered = support::names::render()
        .rendered
        .expect("the document is rendered");
    let numbered = ["com", "lpt"]
        .iter()
        .flat_map(|name| (0..10).map(move |n| format!("{name}{n}")));
    let devices: BTreeSet<String> = numbered
        .chain(["con", "prn", "aux", "nul"].map(str::to_owned))
        .collect();
    let mut known = BTreeSet::new();
    for (path, _) in rendered.files.iter() {
        assert!(known.insert(path.to_lowercase()), "{path} exists twice");
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        assert!(!devices.contains(stem) && name.len() <= 90, "{path}");
    }
    let has = |path: &str| known.contains(path);
    assert!(
        has("src/api/con_.rs") && has("src/models/con_.rs"),
        "{known:?}"
    );
}

/// The identifiers of some names, so that a change of the rules shows in a review.
#[test]
fn the_table_of_identifiers_is_as_expected() {
    let rendered = support::names::render()
        .rendered
        .expect("the document is rendered");
    let properties = rendered.lock.properties.iter();
    let fields = properties.filter(|(key, _)| key.starts_with("#/components/schemas/all names/"));
    let lines = fields.map(|(key, ident)| {
        let wire = key.trim_start_matches("#/components/schemas/all names/");
        format!("{wire:?}\t{ident}\n")
    });
    let table: String = lines.collect();
    let path = support::root().join("codegen/tests/names/fields.tsv");
    assert_eq!(support::compare(&path, &table), None);
}
