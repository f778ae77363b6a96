//! Every keyword has the effect that the table of the reader states.
//!
//! `tests/keywords` has documents with every keyword. Each use is removed in turn, and the crate is generated again:
//! keywords with an effect change it, and others don't. Those without effect are reported, or have no meaning for an SDK.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::read::{Disposition, KeywordUse, Version, inventory, support, tree};
use oascribe_codegen::render;
use oascribe_codegen::source::{Pointer, Sources};
use oascribe_test_support::keywords::unaccounted;
use oascribe_test_support::spelling::json;
use serde_json::Value;

/// Keywords that Swagger 2.0 does not have, but the reader accepts there without a report.
const LATER: &[(&str, &str)] = &[
    ("schema", "nullable"),
    ("discriminator", "propertyName"),
    ("discriminator", "mapping"),
];

/// A document, and what is generated from it.
struct Case {
    root: Value,
    uses: Vec<KeywordUse>,
    files: BTreeMap<String, String>,
    unaccounted: Vec<String>,
}

impl Case {
    fn new(root: Value) -> Self {
        let mut sources = Sources::new();
        let spec = sources.add("spec.yaml", root.to_string());
        let mut diags = Diagnostics::new();
        let config = CrateConfig::new("keywords");
        let lock = CrateLock::default();
        let rendered = render(&mut sources, spec, &config, &lock, &mut diags);
        let files = rendered.iter().flat_map(|rendered| rendered.files.iter());
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let uses = inventory(&mut sources, spec).unwrap_or_default();
        Self {
            root,
            files: files.collect(),
            unaccounted: unaccounted(&uses, &diags),
            uses,
        }
    }

    /// The document of a file, without the keywords of later versions.
    fn read(name: &str, stated: &str, version: Version) -> Self {
        let path = format!("tests/keywords/{name}.yaml");
        let text = fs::read_to_string(path).expect("the document can be read");
        let mut sources = Sources::new();
        let spec = sources.add("spec.yaml", text);
        let tree = tree(&sources, spec, &mut Diagnostics::new()).expect("the document is YAML");
        let mut root: Value = serde_json::from_str(&json(&tree)).expect("a tree is JSON");
        let uses = inventory(&mut sources, spec).expect("the document is OpenAPI");
        let known = support(version);
        let known: BTreeSet<_> = known.iter().map(|it| (it.object, it.keyword)).collect();
        let is_later = |found: &&KeywordUse| {
            !found.keyword.starts_with("x-")
                && !known.contains(&(found.object, found.keyword.as_str()))
        };
        let later: Vec<_> = uses.iter().filter(is_later).collect();
        for found in later.into_iter().rev() {
            remove(&mut root, &found.at);
        }
        if root.get("openapi").is_some() {
            root["openapi"] = stated.into();
        }
        Self::new(root)
    }

    /// Asserts that the document has each keyword of the version, and that what has no effect is reported.
    fn assert_reported(&self, version: Version) {
        assert!(!self.files.is_empty());
        let used: BTreeSet<_> = self
            .uses
            .iter()
            .map(|it| (it.object, it.keyword.as_str()))
            .collect();
        let keywords = support(version)
            .into_iter()
            .map(|it| (it.object, it.keyword));
        let keywords =
            keywords.filter(|keyword| version > Version::V2_0 || !LATER.contains(keyword));
        let missing: Vec<_> = keywords.filter(|keyword| !used.contains(keyword)).collect();
        assert_eq!(missing, []);
        assert_eq!(self.unaccounted, [""; 0]);
    }

    /// What differs without some keywords.
    fn changes_without(&self, uses: &[&KeywordUse]) -> Changes {
        let mut root = self.root.clone();
        for found in uses.iter().rev() {
            remove(&mut root, &found.at);
        }
        let without = Self::new(root);
        match self.files == without.files {
            true => Changes::Nothing,
            false if code(&self.files) == code(&without.files) => Changes::Comments,
            false => Changes::Code,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Changes {
    Nothing,
    Comments,
    Code,
}

/// The files without comments.
fn code(files: &BTreeMap<String, String>) -> Vec<&str> {
    let lines = files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .flat_map(|(_, text)| text.lines());
    lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect()
}

fn remove(root: &mut Value, at: &Pointer) {
    let parent = at.parent().expect("a keyword is in an object");
    let key = at.last().expect("a keyword has a name");
    let parent = root.pointer_mut(parent.as_str());
    if let Some(parent) = parent.and_then(Value::as_object_mut) {
        parent.remove(key.as_ref());
    }
}

/// Asserts that each keyword changes what the table states. The keywords without effect are removed together.
fn assert_effects(case: &Case) {
    let (with, without): (Vec<_>, Vec<_>) = case
        .uses
        .iter()
        .partition(|found| found.disposition.is_some_and(Disposition::has_effect));
    let mut effects: BTreeMap<(&str, &str), (Changes, Changes)> = BTreeMap::new();
    for found in with {
        let expected = match found.disposition {
            Some(Disposition::Documented) => Changes::Comments,
            _ => Changes::Code,
        };
        let key = (found.object, found.keyword.as_str());
        let (known, _) = *effects.entry(key).or_insert((Changes::Nothing, expected));
        if known < expected {
            effects.insert(key, (case.changes_without(&[found]).max(known), expected));
        }
    }
    effects.retain(|_, (found, expected)| found != expected);
    assert_eq!(effects, BTreeMap::new());
    assert_eq!(case.changes_without(&without), Changes::Nothing);
}

#[test]
fn keywords_of_swagger_2_0() {
    let case = Case::read("swagger", "2.0", Version::V2_0);
    case.assert_reported(Version::V2_0);
    assert_effects(&case);
}

#[test]
fn keywords_of_openapi_3() {
    Case::read("openapi", "3.0.4", Version::V3_0).assert_reported(Version::V3_0);
    Case::read("openapi", "3.1.1", Version::V3_1).assert_reported(Version::V3_1);
    let case = Case::read("openapi", "3.2.0", Version::V3_2);
    case.assert_reported(Version::V3_2);
    assert_effects(&case);
}
