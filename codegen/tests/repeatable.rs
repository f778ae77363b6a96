//! Generating twice gives the same files and the same lock: the first run writes without a lock, or with the lock of an
//! earlier version of the document, the second one with the lock of the first.
//!
//! Checked for the documents of this repository and for random changes of them.

use oascribe_test_support as support;

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::lock::{CrateLock, Lock};
use oascribe_codegen::plan::Crate;
use oascribe_codegen::read::{self, Node};
use oascribe_codegen::source::Sources;
use oascribe_codegen::{prepare, print};

use oascribe_test_support::mutate::mutated;
use oascribe_test_support::shared::real_documents;
use oascribe_test_support::spelling::json;

const PLAIN: RenderOptions = RenderOptions {
    notes: false,
    color: false,
};

/// Random changes of each document. `MUTATIONS` sets another number.
const MUTATIONS: u64 = 17;

/// A planned crate, or the diagnostics after an error.
fn planned(text: &str, lock: &CrateLock) -> Result<Crate, String> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("api.yaml", text.to_owned());
    let config = CrateConfig::new("sdk");
    let planned = prepare(&mut sources, file, &config, lock, &mut diags);
    let planned = planned.ok_or_else(|| human(&diags, &sources, PLAIN))?;
    Ok(planned.krate)
}

/// Prints the files of a crate. Fails if they are not valid Rust.
fn printed(krate: &Crate) -> Result<(), String> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("api.yaml", String::new());
    let files = print(krate, file, &CrateConfig::new("sdk"), &mut diags);
    let files = files.ok_or_else(|| human(&diags, &sources, PLAIN));
    files.map(|_| ())
}

/// The lock as the next run reads it.
fn reread(text: &str) -> Result<CrateLock, String> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("oascribe.lock", text.to_owned());
    let read = Lock::parse(&sources, file, &mut diags);
    let read = read.ok_or_else(|| human(&diags, &sources, PLAIN))?;
    Ok(read.crates.get("sdk").cloned().unwrap_or_default())
}

fn lock_text(lock: &CrateLock) -> String {
    let mut written = Lock::default();
    written.crates.insert("sdk".to_owned(), lock.clone());
    written.to_text()
}

/// The difference between two runs.
enum Runs {
    Equal,
    /// The document has errors.
    Invalid,
    Different(String),
}

fn two_runs(text: &str, lock: &CrateLock) -> Runs {
    let Ok(first) = planned(text, lock) else {
        return Runs::Invalid;
    };
    if let Err(errors) = printed(&first) {
        return Runs::Different(errors);
    }
    let second = reread(&lock_text(&first.lock)).and_then(|lock| planned(text, &lock));
    match second {
        Err(errors) => Runs::Different(errors),
        // Printing depends on the plan only, so equal plans give equal files.
        Ok(second) if format!("{first:?}") == format!("{second:?}") => Runs::Equal,
        Ok(second) => Runs::Different(diff(&format!("{first:#?}"), &format!("{second:#?}"))),
    }
}

fn diff(old: &str, new: &str) -> String {
    let lines = |text: &str, other: &str| {
        let other: std::collections::BTreeSet<_> = other.lines().collect();
        let own = text.lines().filter(|line| !other.contains(line)).take(4);
        own.map(str::to_owned).collect::<Vec<_>>().join("\n    ")
    };
    let (removed, added) = (lines(old, new), lines(new, old));
    format!("\n  first:\n    {removed}\n  second:\n    {added}")
}

fn tree(path: &Path) -> Option<Node> {
    let mut sources = Sources::new();
    let file = sources.read(path).ok()?;
    read::tree(&sources, file, &mut Diagnostics::new())
}

/// The documents of this repository that are one file.
fn own_documents() -> Vec<PathBuf> {
    let goldens = support::folders("codegen/tests/golden").into_iter();
    let goldens = goldens.map(|folder| folder.join("spec.yaml"));
    let mut documents: Vec<PathBuf> = goldens.collect();
    for folder in ["specs", "micro"] {
        let folder = support::root().join("tests/corpus/documents").join(folder);
        documents.extend(documents_of(&folder));
    }
    documents
}

/// The files of a folder, sorted.
fn documents_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of documents");
    let mut documents: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    documents.sort();
    documents
}

/// Compares the runs of each document, and of changes of it. Returns the number of valid documents.
fn assert_repeatable(documents: &[PathBuf], mutations: u64) -> usize {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let parts: Vec<&[PathBuf]> = documents
        .chunks(documents.len().div_ceil(threads).max(1))
        .collect();
    let results: Vec<(usize, Vec<String>)> = thread::scope(|scope| {
        let started = parts.iter();
        let started = started.map(|part| scope.spawn(|| results(part, mutations)));
        let started: Vec<_> = started.collect();
        started
            .into_iter()
            .map(|one| one.join().expect("no panic"))
            .collect()
    });
    let failures: Vec<_> = results.iter().flat_map(|(_, failures)| failures).collect();
    assert!(failures.is_empty(), "{failures:#?}");
    results.iter().map(|(valid, _)| valid).sum()
}

/// The number of valid documents, and the differences.
fn results(documents: &[PathBuf], mutations: u64) -> (usize, Vec<String>) {
    let (mut valid, mut failures) = (0, Vec::new());
    for path in documents {
        let Some(root) = tree(path) else { continue };
        let name = path.strip_prefix(support::root()).unwrap_or(path);
        let mut compare = |text: &str, lock: &CrateLock, what: &str| match two_runs(text, lock) {
            Runs::Invalid => {}
            Runs::Equal => valid += 1,
            Runs::Different(difference) => {
                failures.push(format!("{} ({what}): {difference}", name.display()));
            }
        };
        let document = json(&root);
        compare(&document, &CrateLock::default(), "unchanged");
        let lock = lock_of(&document);
        for seed in 1..=mutations {
            let changed = json(&mutated(&root, seed));
            compare(&changed, &CrateLock::default(), &format!("seed {seed}"));
            if let Some(lock) = &lock {
                compare(&changed, lock, &format!("changed by seed {seed}"));
            }
            if let Some(lock) = lock_of(&changed) {
                compare(&document, &lock, &format!("restored from seed {seed}"));
            }
        }
    }
    (valid, failures)
}

/// The lock of the first run. Returns `None` if the document has errors.
fn lock_of(text: &str) -> Option<CrateLock> {
    let krate = planned(text, &CrateLock::default()).ok()?;
    reread(&lock_text(&krate.lock)).ok()
}

/// The difference between two runs of the second version of a document, after a run of the first one.
fn assert_repeatable_after(first: &str, second: &str) {
    let lock = lock_of(first).unwrap_or_else(|| panic!("an error in {first}"));
    match two_runs(second, &lock) {
        Runs::Equal => {}
        Runs::Invalid => panic!("an error in {second}"),
        Runs::Different(difference) => panic!("{difference}"),
    }
}

/// An inline schema with a title gets an equal one elsewhere, and both become one type.
#[test]
fn second_run_changes_nothing_after_a_schema_became_shared() {
    let before = "
openapi: 3.0.3
info: {title: Mills, version: '1'}
paths: {}
components:
  schemas:
    owner:
      oneOf:
        - {title: Name, type: object, required: [name], properties: {name: {type: string}}}
        - {title: Post, type: object, required: [email], properties: {email: {type: string}}}
";
    let added = "
    letter:
      type: object
      properties:
        receivers:
          type: array
          items:
            oneOf:
              - {title: Number, type: object, required: [id], properties: {id: {type: string}}}
              - {title: Post, type: object, required: [email], properties: {email: {type: string}}}
";
    assert_repeatable_after(before, &format!("{before}{added}"));
    assert_repeatable_after(&format!("{before}{added}"), before);
}

/// Two causes of differences in the past.
#[test]
fn second_run_changes_nothing_for_shared_servers_and_discriminators() {
    let servers = "
openapi: 3.0.3
info: {title: Mills, version: '1'}
servers: [{url: 'https://mills.example'}]
paths:
  /wheels: {get: {operationId: listWheels, responses: {'204': {description: None.}}}}
  /sails:
    servers: [{url: 'https://mills.example'}, {url: 'https://sails.example'}]
    get: {operationId: listSails, responses: {'204': {description: None.}}}
";
    let discriminator = "
openapi: 3.0.3
info: {title: Mills, version: '1'}
paths:
  /plan:
    get:
      operationId: getPlan
      responses:
        '200':
          description: The plan.
          content: {application/json: {schema: {$ref: '#/components/schemas/Plan'}}}
components:
  schemas:
    Mill:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind}
    Windmill:
      allOf: [{$ref: '#/components/schemas/Mill'}, {type: object, properties: {sails: {type: integer}}}]
    Plan:
      type: object
      properties:
        mill: {$ref: '#/components/schemas/Mill'}
        mistake: {$ref: '#/components/schemas/Mill/discriminator'}
";
    for document in [servers, discriminator] {
        assert_repeatable_after(document, document);
    }
}

#[test]
fn second_run_changes_nothing() {
    let chosen = std::env::var("MUTATIONS").ok();
    let mutations = chosen.and_then(|number| number.parse().ok());
    let valid = assert_repeatable(&own_documents(), mutations.unwrap_or(MUTATIONS));
    assert!(valid > 1000, "only {valid} documents are valid");
}

/// `cargo test --release -p oascribe-codegen --test repeatable -- --ignored`; `DOCUMENTS` names another folder.
#[test]
#[ignore = "takes long without optimization"]
fn second_run_changes_nothing_for_real_documents() {
    let documents = match std::env::var_os("DOCUMENTS") {
        Some(folder) => documents_of(Path::new(&folder)),
        None => real_documents(),
    };
    assert_repeatable(&documents, 0);
}

/// The versions of a document are those whose names are equal up to `__`.
#[test]
#[ignore = "takes long without optimization"]
fn second_run_changes_nothing_after_a_new_version() {
    let vendor = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.split("__").next().unwrap_or_default().to_owned()
    };
    let documents = real_documents();
    for pair in documents.windows(2) {
        if vendor(&pair[0]) != vendor(&pair[1]) {
            continue;
        }
        let texts = [0, 1].map(|at| tree(&pair[at]).map(|root| json(&root)).unwrap_or_default());
        let Some(lock) = lock_of(&texts[0]) else {
            continue;
        };
        if let Runs::Different(difference) = two_runs(&texts[1], &lock) {
            panic!(
                "{} after {}: {difference}",
                pair[1].display(),
                pair[0].display()
            );
        }
    }
}

/// A name in the lock that was edited by hand is reported or used; it never leads to invalid code.
#[test]
fn edited_locks_are_reported_or_used() {
    let words = [
        "", "type", "self", "Self", "a b", "1", "ü", "String", "new", "clone", "default", "Unknown",
    ];
    let mut reported = 0;
    for path in own_documents() {
        let document = tree(&path).map(|root| json(&root)).unwrap_or_default();
        let Ok(krate) = planned(&document, &CrateLock::default()) else {
            continue;
        };
        let lock = lock_text(&krate.lock);
        // Three of the words for each document, in turn.
        for (index, word) in words.iter().enumerate().skip(lock.len() % 4).step_by(4) {
            let edited = edited(&lock, word, index);
            match reread(&edited) {
                Ok(lock) => {
                    let krate = planned(&document, &lock);
                    let printed = krate.and_then(|krate| printed(&krate));
                    assert_eq!(printed, Ok(()), "`{word}` in {edited}");
                }
                Err(errors) => {
                    reported += 1;
                    assert!(errors.starts_with("error[bad-lock]"), "{errors}\n{edited}");
                }
            }
        }
    }
    assert!(reported > 50, "only {reported} locks are reported");
}

/// The lock with another value in one place. The index selects the place.
fn edited(lock: &str, word: &str, index: usize) -> String {
    let values: Vec<usize> = lock.match_indices("= \"").map(|(at, _)| at + 3).collect();
    let Some(start) = values.get((index * 7 + lock.len()) % values.len().max(1)) else {
        return lock.to_owned();
    };
    let end = lock[*start..]
        .find('"')
        .map_or(lock.len(), |len| start + len);
    format!("{}{word}{}", &lock[..*start], &lock[end..])
}
