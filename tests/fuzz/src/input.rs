//! The inputs of a run.
//!
//! In: the seeds of a target and a number. Out: the input with this number. The same number gives the same input.

use std::fs;
use std::path::{Path, PathBuf};

use oascribe_test_support::random::Random;
use oascribe_test_support::{files_below, folders, root};

use crate::Target;
use crate::parts::{Part, join};

/// The seeds of a target, in the order of their paths.
pub fn seeds(target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = root().join("tests/fuzz/seeds").join(target.seeds);
    files_in(&folder)
}

/// The inputs of other tests that a target can use: documents, or pages.
pub fn others(target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    match target.seeds {
        "document" => documents(),
        "pages" => pages(),
        _ => Vec::new(),
    }
}

fn documents() -> Vec<(PathBuf, Vec<u8>)> {
    let goldens = folders("codegen/tests/golden").into_iter();
    let goldens = goldens.map(|folder| folder.join("spec.yaml"));
    let goldens = goldens.filter_map(|path| Some((path.clone(), fs::read(path).ok()?)));
    let mut found: Vec<_> = goldens.collect();
    for folder in ["specs", "micro"] {
        let folder = root().join("tests/corpus/documents").join(folder);
        found.extend(files_in(&folder));
    }
    found
}

/// The pages and imports of each case, as one input.
fn pages() -> Vec<(PathBuf, Vec<u8>)> {
    let cases = folders("transcribe/tests/cases").into_iter();
    let cases = cases.chain(folders("transcribe/tests/drafts"));
    let inputs = cases.map(|case| {
        let folder = case.join("pages");
        let parts = files_in(&folder).into_iter().map(|(path, content)| {
            let name = path.strip_prefix(&folder).unwrap_or(&path);
            Part {
                name: name.display().to_string(),
                text: String::from_utf8_lossy(&content).into_owned(),
            }
        });
        let parts: Vec<Part> = parts.collect();
        (case, join(&parts))
    });
    inputs.collect()
}

/// All files below a folder, with their content.
pub fn files_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let names = files_below(folder).into_iter();
    let files = names.filter_map(|name| {
        let path = folder.join(name);
        let content = fs::read(&path).ok()?;
        Some((path, content))
    });
    files.collect()
}

/// The input with a number: one of the seeds with a few changes.
pub fn input(target: &Target, seeds: &[(PathBuf, Vec<u8>)], number: u64) -> Vec<u8> {
    let mut random = Random::new(number);
    let Some((_, seed)) = seeds.get(random.below(seeds.len())) else {
        return Vec::new();
    };
    let mut data = seed.clone();
    for _ in 0..=random.below(4) {
        data = (target.mutate)(&data, &mut random);
    }
    data
}
