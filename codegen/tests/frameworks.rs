//! SDKs of servers in Rust have the types of the server: documents that utoipa, aide, poem-openapi and dropshot write for the
//! same 20 types.

use oascribe_codegen::config::{CrateConfig, Unused};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::render;
use oascribe_codegen::source::Sources;
use oascribe_test_support::shared::shared;

/// The names that the server gives to types which all four frameworks document.
const SERVER: [&str; 11] = [
    "Address",
    "Amount",
    "Contact",
    "Event",
    "Geo",
    "NewPet",
    "Notification",
    "PatchPet",
    "Pet",
    "SortBy",
    "Status",
];

/// The most types of an SDK, without the structs of required fields.
const MAX_TYPES: usize = 26;

/// The items of `models` in the surface of an SDK: path and signature.
fn models(document: &str) -> Option<Vec<(String, String)>> {
    let path = shared(&format!("corpus/frameworks/{document}"))?;
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.read(&path).expect("a document");
    let mut config = CrateConfig::new("pets");
    // aide documents the structs of parameters, which no operation refers to.
    config.unused = Some(Unused::Drop);
    let rendered = render(
        &mut sources,
        file,
        &config,
        &CrateLock::default(),
        &mut diags,
    );
    let files = rendered.expect("the document can be rendered").files;
    let surface = files.get("surface.txt").expect("the surface");
    let items = surface.lines().filter_map(|line| {
        let (path, signature) = line.strip_prefix("models::")?.split_once('\t')?;
        Some((path.to_owned(), signature.to_owned()))
    });
    Some(items.collect())
}

/// Whether an item has this signature, or one that continues so.
fn has(models: &[(String, String)], path: &str, signature: &str) -> bool {
    let is_same = |found: &str| match signature {
        "variant" => found == signature,
        signature => found.starts_with(signature),
    };
    models
        .iter()
        .any(|(own, found)| own == path && is_same(found))
}

fn check(document: &str, variants: &[(&str, &str)]) {
    let Some(models) = models(document) else {
        return;
    };
    let types = models.iter().map(|(path, _)| path.as_str());
    let types: Vec<&str> = types
        .filter(|path| !path.contains("::") && !path.ends_with("Required"))
        .collect();
    assert!(types.len() <= MAX_TYPES, "{}: {types:?}", types.len());
    for name in SERVER {
        assert!(types.contains(&name), "{name} is not in {types:?}");
    }
    for (path, signature) in variants {
        assert!(
            has(&models, path, signature),
            "{path} {signature} is not in {models:#?}"
        );
    }
    let numbered = |path: &&str| path.contains("::Variant");
    let paths = models.iter().map(|(path, _)| path.as_str());
    assert_eq!(
        paths.filter(numbered).collect::<Vec<_>>(),
        Vec::<&str>::new()
    );
}

/// The variants of the enums of the server, as serde and schemars write them.
const VARIANTS: [(&str, &str); 13] = [
    ("Contact::Anonymous", "variant"),
    ("Contact::Email", "variant\t(String)"),
    ("Contact::PostalAddress", "variant\t(models::Address)"),
    (
        "Contact::phone",
        "fn\t(country: impl Into<String>, number: impl Into<String>) -> Self",
    ),
    ("Event::Created", "variant\t(models::EventCreated)"),
    ("Event::Moved", "variant\t(models::Address)"),
    ("Event::Deleted", "variant"),
    (
        "Event::name_changed",
        "fn\t(from: impl Into<String>) -> Self",
    ),
    ("Notification::event", "field\tmodels::Event"),
    ("Payment::Cash", "variant"),
    ("Payment::Wire", "variant\t(models::WireInfo)"),
    ("Payment::Card", "variant\t(models::PaymentCard)"),
    ("Payment::card", "fn\t(last4: impl Into<String>, year: u"),
];

#[test]
fn utoipa() {
    check("utoipa.json", &VARIANTS);
    check("utoipa-nonstrict.json", &VARIANTS);
}

#[test]
fn aide() {
    check("aide.json", &VARIANTS);
    check("aide-noids.json", &VARIANTS);
}

#[test]
fn dropshot() {
    check("dropshot.json", &VARIANTS);
}

#[test]
fn poem() {
    let variants = [
        ("Event::Created", "variant\t(models::Created)"),
        ("Event::NameChanged", "variant\t(models::NameChanged)"),
        ("Event::Moved", "variant\t(models::Address)"),
        ("Event::deleted", "fn\t() -> Self"),
    ];
    check("poem.json", &variants);
}
