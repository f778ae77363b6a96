//! What a change does to the Rust API: both documents are planned as crates, and their public items are compared.

use std::collections::BTreeMap;

use oascribe_codegen::complete;
use oascribe_codegen::diag::Severity;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::plan::{self, Crate};
use oascribe_codegen::source::Sources;
use oascribe_codegen::surface::{self, Item};

use super::Side;
use super::parsed::Parsed;
use crate::report::RustApi;
use crate::rust::{self, Bump, Surface};

/// Compares the public items of two crates. `baseline` are the recorded items of the released crate.
pub(super) fn compare(
    (base, old): (&Side, &Parsed),
    (revision, new): (&Side, &Parsed),
    baseline: Option<&str>,
    sources: &mut Sources,
) -> RustApi {
    let none = CrateLock::default();
    let lock = base.lock.as_ref().unwrap_or(&none);
    let old = planned(base, old, lock, sources);
    let names = old.as_ref().map_or(lock, |krate| &krate.lock);
    let lock = revision.lock.as_ref().unwrap_or(names);
    let new = match planned(revision, new, lock, sources) {
        Ok(krate) => krate,
        Err(reason) => return RustApi::Unavailable { reason },
    };
    let recorded = match baseline.map(surface::parse).transpose() {
        Ok(recorded) => recorded,
        Err(error) => {
            let reason = error.to_string();
            return RustApi::Unavailable { reason };
        }
    };
    let before = match (recorded, &old) {
        (None, Err(reason)) => {
            let reason = reason.clone();
            return RustApi::Unavailable { reason };
        }
        // The released items are on record, even if the old document can't be planned any more.
        (recorded @ Some(_), Err(_)) => surface(&new, recorded),
        (recorded, Ok(krate)) => surface(krate, recorded),
    };
    let mut after = surface(&new, None);
    if let Ok(old) = &old {
        after.forget_new_parts(&before, &surface(old, None));
    }
    let changes = rust::compare(&before, &after);
    let worst = changes.iter().map(|change| change.bump).max();
    let is_same = || old.is_ok_and(|old| fingerprint(&old) == fingerprint(&new));
    let bump = match worst {
        Some(bump) => bump,
        None if is_same() => Bump::None,
        None => Bump::Patch,
    };
    RustApi::Compared { changes, bump }
}

/// The public items of a crate: the recorded ones, or else those that were planned.
fn surface(krate: &Crate, recorded: Option<Vec<Item>>) -> Surface {
    let items = recorded.unwrap_or_else(|| plan::surface(krate));
    Surface::new(items, plan::deprecated(krate), aliases(krate))
}

/// Items under their old names, with the new names.
fn aliases(krate: &Crate) -> BTreeMap<String, String> {
    let aliases = krate.lock.aliases.iter();
    aliases
        .map(|(path, alias)| (path.clone(), alias.now.clone()))
        .collect()
}

/// A text that is equal for crates with the same emitted code.
fn fingerprint(krate: &Crate) -> String {
    let Crate {
        mode,
        docs,
        models,
        foreign,
        groups,
        features,
        pending,
        checked,
        service,
        manifest: _,
        example: _,
        parts,
        lock: _,
    } = krate;
    format!(
        "{mode:?}{docs:?}{models:?}{foreign:?}{groups:?}{features:?}{pending:?}{checked:?}{service:?}{parts:?}"
    )
}

/// Plans the crate of a document, or returns the first error.
fn planned(
    side: &Side,
    parsed: &Parsed,
    lock: &CrateLock,
    sources: &mut Sources,
) -> Result<Crate, String> {
    let (document, mut diags) = parsed.with_retained(sources);
    let document = document.as_ref();
    let planned = document.and_then(|document| complete(document, &side.config, lock, &mut diags));
    planned.map(|planned| planned.krate).ok_or_else(|| {
        let mut errors = diags.iter().filter(|diag| diag.severity == Severity::Error);
        let first = errors.next().map(|diag| diag.message.clone());
        first
            .unwrap_or_else(|| format!("no code can be generated from {}", sources.name(side.file)))
    })
}
