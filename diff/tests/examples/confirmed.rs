//! Examples of findings between documents of others.

use std::fs;
use std::path::PathBuf;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_diff::{Detail, Level, Sources};
use oascribe_test_support::folders;
use oascribe_test_support::random::Random;
use oascribe_test_support::shared::shared;
use oascribe_test_support::spelling::json;
use serde_json::Value;

use super::judge::Pair;
use super::mutated::mutated;

/// One of so many pairs of the acceptance set is compared.
const STEP: usize = 4;

/// How many findings have an example.
#[derive(Default, Debug, PartialEq, Eq)]
struct Share {
    shown: usize,
    all: usize,
}

impl Share {
    /// Of the findings of a pair that a value can show, from a level on.
    fn of(pair: &Pair, level: Level) -> Self {
        let mut share = Share::default();
        for finding in pair.harmful().filter(|finding| finding.level >= level) {
            share.shown += usize::from(finding.example.is_some());
            let is_missing = finding.no_example.as_ref().is_some_and(|it| !it.is_final());
            share.all += usize::from(finding.example.is_some() || is_missing);
        }
        share
    }

    fn percent(&self) -> usize {
        100 * self.shown / self.all.max(1)
    }
}

/// Compares pairs. Returns the share of the findings of a level that have an example.
fn share(pairs: &[[PathBuf; 2]], detail: Detail, level: Level) -> Share {
    let mut share = Share::default();
    let mut wrong = Vec::new();
    for [base, revision] in pairs {
        let Some(pair) = Pair::of_files(base, revision, detail) else {
            continue;
        };
        let of_pair = Share::of(&pair, level);
        share.shown += of_pair.shown;
        share.all += of_pair.all;
        let found = pair.unconfirmed().into_iter();
        wrong.extend(found.map(|found| format!("{}: {found}", base.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
    share
}

#[test]
fn examples_between_the_documents_of_tests() {
    let all = folders("tests/diff").into_iter();
    let pairs = all.map(|folder| [folder.join("base.yaml"), folder.join("revision.yaml")]);
    let pairs: Vec<_> = pairs.filter(|[base, _]| base.exists()).collect();
    let changes = share(&pairs, Detail::Changes, Level::Warning);
    let operations = share(&pairs, Detail::Operations, Level::Warning);
    assert!(
        changes.all > 10 && operations.all >= changes.all,
        "{changes:?} {operations:?}"
    );
    assert!(changes.percent() >= 80, "{changes:?}");
}

#[test]
fn examples_between_the_documents_of_the_acceptance_set() {
    let Some(folder) = shared("diff/specs/matrix") else {
        return;
    };
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.sort();
    let pairs = folders.iter();
    let pairs = pairs.map(|folder| [folder.join("base.yaml"), folder.join("revision.yaml")]);
    let pairs: Vec<_> = pairs.step_by(STEP).collect();
    let found = share(&pairs, Detail::Changes, Level::Warning);
    eprintln!("acceptance set: {found:?}, {} %", found.percent());
    assert!(found.percent() >= 80, "{found:?}");
}

/// Real pairs, and the names of their files.
const REAL: [[&str; 2]; 2] = [
    ["intercom__2.7.yaml", "intercom__2.14.yaml"],
    [
        "stripe__spec3.sdk-2022-01-19.json",
        "stripe__spec3-2023-09-12.yaml",
    ],
];

/// Real documents without an older version, which are compared with changed ones.
const SINGLE: [&str; 2] = [
    "datadog__v2-2026-04-14.yaml",
    "linode__linode-2024-10-21.yaml",
];

/// The number of schemas that are changed.
const CHANGES: usize = 150;

/// The least share of breaking findings with an example, in percent.
const LEAST: usize = 90;

/// `cargo test --profile fuzz -p oascribe-diff --test examples real -- --ignored --nocapture`: a minute.
#[test]
#[ignore = "large documents"]
fn examples_between_real_documents() {
    let path = |name: &str| shared(&format!("corpus/specs/{name}"));
    let mut pairs = Vec::new();
    for names in REAL {
        if let [Some(base), Some(revision)] = names.map(path) {
            pairs.push((names[0], Pair::of_files(&base, &revision, Detail::Changes)));
        }
    }
    for name in SINGLE {
        if let Some(path) = path(name) {
            let text = fs::read_to_string(path).expect("a document");
            let base: Value = serde_json::from_str(&tree(text)).expect("JSON");
            let revision = mutated(&mut Random::new(1), &base, CHANGES);
            pairs.push((name, Pair::of_texts(base.to_string(), revision.to_string())));
        }
    }
    let mut poor = Vec::new();
    for (name, pair) in pairs {
        let pair = pair.expect("two documents");
        let [errors, all] = [Level::Error, Level::Warning].map(|level| Share::of(&pair, level));
        eprintln!(
            "{name}: errors {} %, with warnings {} % ({errors:?}, {all:?})",
            errors.percent(),
            all.percent()
        );
        assert_eq!(pair.unconfirmed(), Vec::<String>::new(), "{name}");
        for finding in pair.harmful() {
            if let Some(reason) = &finding.no_example {
                eprintln!("  {} {}: {reason}", finding.level, finding.text());
            }
        }
        if errors.percent() < LEAST || all.percent() < LEAST {
            poor.push(name);
        }
    }
    assert_eq!(poor, Vec::<&str>::new());
}

/// A document in YAML as JSON.
fn tree(text: String) -> String {
    let mut sources = Sources::new();
    let file = sources.add("api.yaml", text);
    let root = read::tree(&sources, file, &mut Diagnostics::new()).expect("YAML");
    json(&root)
}
