//! Generates a document again, with the lock of the first run: nothing may change.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::{FileId, Sources};
use oascribe_codegen::write::Files;
use oascribe_codegen::{prepare, print};

/// The name of the lock among the files.
const LOCK: &str = "oascribe.lock";

/// The files that the second run changes, adds or removes.
pub fn files(
    sources: &mut Sources,
    spec: FileId,
    config: &CrateConfig,
    lock: &CrateLock,
    first: &Files,
) -> Vec<String> {
    let mut diags = Diagnostics::new();
    let planned = prepare(sources, spec, config, lock, &mut diags);
    let Some(planned) = planned else {
        return vec!["nothing was generated".to_owned()];
    };
    let Some(second) = print(&planned.krate, spec, config, &mut diags) else {
        return vec!["nothing was printed".to_owned()];
    };
    let missing_in = |one: &Files, other: &Files| -> Vec<String> {
        let files = one.iter();
        let files = files.filter(|(path, text)| other.get(path) != Some(*text));
        files.map(|(path, _)| path.to_owned()).collect()
    };
    let mut changed = missing_in(first, &second);
    changed.extend(missing_in(&second, first));
    if planned.krate.lock != *lock {
        changed.push(LOCK.to_owned());
    }
    changed.sort();
    changed.dedup();
    changed
}
