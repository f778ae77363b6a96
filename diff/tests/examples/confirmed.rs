//! Examples of findings between documents of others.

use std::fs;
use std::path::PathBuf;

use oascribe_diff::{Detail, Level};
use oascribe_test_support::folders;
use oascribe_test_support::shared::shared;

use super::judge::Pair;

/// One of so many pairs of the acceptance set is compared.
const STEP: usize = 4;

/// How many findings have an example.
#[derive(Default, Debug, PartialEq, Eq)]
struct Share {
    shown: usize,
    all: usize,
}

impl Share {
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
        for finding in pair.harmful().filter(|finding| finding.level >= level) {
            share.shown += usize::from(finding.example.is_some());
            share.all += usize::from(finding.example.is_some() || finding.no_example.is_some());
        }
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

/// `cargo test -p oascribe-diff --test examples -- --ignored`: a minute.
#[test]
#[ignore = "large documents"]
fn examples_between_real_documents() {
    for names in REAL {
        let paths = names.map(|name| shared(&format!("corpus/specs/{name}")));
        let [Some(base), Some(revision)] = paths else {
            continue;
        };
        let pair = [[base, revision]];
        let errors = share(&pair, Detail::Changes, Level::Error);
        let all = share(&pair, Detail::Changes, Level::Warning);
        eprintln!("{}: errors {errors:?}, with warnings {all:?}", names[0]);
    }
}
