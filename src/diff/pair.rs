//! Two documents with all that decides what becomes of them.
//!
//! In: the arguments. Out: pairs, and for each a report. Guaranteed: choices and names of the old side come from where
//! the old document comes from; names of the old side are kept on the new one.

use std::collections::BTreeMap;
use std::path::Path;

use oascribe_codegen::complete;
use oascribe_codegen::config::{Config, CrateConfig};
use oascribe_codegen::diag::{Diagnostics, Severity};
use oascribe_codegen::lock::{CrateLock, Lock};
use oascribe_codegen::plan::{self, Crate};
use oascribe_codegen::source::{FileId, Sources};
use oascribe_codegen::surface::{self, Item};

use super::git::{self, Found};
use super::{Args, side};
use crate::{Failure, document, project};
use oascribe_diff::report::{Report, Rust};
use oascribe_diff::rust::{self, Bump, Surface};
use oascribe_diff::{Detail, Policy, compare, words};

/// What is compared.
pub struct Pair {
    base: Side,
    revision: Side,
    /// The public items that were released, where they are on record.
    baseline: Option<String>,
    pub known: Known,
}

/// Whether there was a crate before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Before,
    Now,
}

struct Side {
    file: FileId,
    config: CrateConfig,
    /// None: that of the other side, with the names that it was given there.
    lock: Option<CrateLock>,
}

/// What the arguments ask for.
pub fn pairs(args: &Args, config: &Config, sources: &mut Sources) -> Result<Vec<Pair>, Failure> {
    match (&args.base_ref, &args.base, &args.revision) {
        (Some(reference), ..) => {
            let of = |entry: &CrateConfig| since(reference, Path::new(""), entry, sources);
            config.crates.iter().map(of).collect()
        }
        (None, Some(base), Some(revision)) => Ok(vec![between(base, revision, config, sources)?]),
        _ => Err(Failure::new(
            "there is nothing to compare",
            "give two documents, or `--base REF` in a folder with an oascribe.toml",
        )),
    }
}

/// Two documents, with the choices for the new one.
pub fn between(
    base: &str,
    revision: &str,
    config: &Config,
    sources: &mut Sources,
) -> Result<Pair, Failure> {
    let references = [base, revision].map(side::reference);
    let (base, revision) = (side::read(base, sources)?, side::read(revision, sources)?);
    let name = sources.name(revision).to_owned();
    // `HEAD:./api.yaml` is the document that oascribe.toml calls `api.yaml`.
    let path = name.split_once(':').map_or(name.as_str(), |(_, path)| path);
    let (config, lock) = choices(config, Path::new(path), sources)?;
    for (file, reference) in [base, revision].into_iter().zip(references) {
        side::lay_over(file, &config.overlays, reference, sources)?;
    }
    for (file, reference) in [base, revision].into_iter().zip(references) {
        side::keep(file, &config, reference, sources)?;
    }
    let side = |file, lock| Side {
        file,
        config: config.clone(),
        lock,
    };
    Ok(Pair {
        base: side(base, Some(lock)),
        revision: side(revision, None),
        baseline: None,
        known: Known::Before,
    })
}

/// An entry of the oascribe.toml in a folder, and the same in a ref of git.
pub fn since(
    reference: &str,
    folder: &Path,
    entry: &CrateConfig,
    sources: &mut Sources,
) -> Result<Pair, Failure> {
    let text = |path: &Path| -> Result<Option<String>, Failure> {
        match git::show(reference, &format!("./{}", path.display()))? {
            Found::Text(text) => Ok(Some(text)),
            Found::Nothing => Ok(None),
        }
    };
    let mut diags = Diagnostics::new();
    let before = match text(&folder.join(project::CONFIG))? {
        Some(text) => {
            let file = sources.add(format!("{reference}:{}", project::CONFIG), text);
            // Paths are relative to the file, and its name has a ref in front of it.
            let config = Config::parse(sources, file, &mut diags).unwrap_or_default();
            let mut crates = config.crates.into_iter();
            crates.find(|one| one.name == entry.name).map(|mut one| {
                let overlays = one.overlays.iter();
                one.overlays = overlays.map(|path| folder.join(path)).collect();
                if let Some(kept) = &mut one.keep_removed {
                    kept.of = folder.join(&kept.of);
                }
                one
            })
        }
        None => None,
    };
    let known = match before {
        Some(_) => Known::Before,
        None => Known::Now,
    };
    let mut config = before.unwrap_or_else(|| entry.clone());
    (config.spec, config.out) = (entry.spec.clone(), entry.out.clone());
    let lock = match text(&folder.join(project::LOCK))? {
        Some(text) => {
            let file = sources.add(format!("{reference}:{}", project::LOCK), text);
            lock_of(sources, file, &entry.name)
        }
        None => CrateLock::default(),
    };
    let baseline = text(&entry.out.join("surface.txt"))?;
    let path = entry.spec.display();
    let base = side::read(&format!("{reference}:./{path}"), sources)?;
    let revision = side::read_or_empty(&entry.spec, sources)?;
    side::lay_over(base, &config.overlays, Some(reference), sources)?;
    if entry.spec.exists() {
        side::lay_over(revision, &entry.overlays, None, sources)?;
        side::keep(revision, entry, None, sources)?;
    }
    side::keep(base, &config, Some(reference), sources)?;
    let own = choices_lock(folder, &entry.name, sources)?;
    let base = Side {
        file: base,
        config,
        lock: Some(lock),
    };
    let revision = Side {
        file: revision,
        config: entry.clone(),
        lock: own,
    };
    Ok(Pair {
        base,
        revision,
        baseline,
        known,
    })
}

/// The entry for a document, with its lock; plain choices where there is none.
fn choices(
    config: &Config,
    spec: &Path,
    sources: &mut Sources,
) -> Result<(CrateConfig, CrateLock), Failure> {
    let entry = config
        .crates
        .iter()
        .find(|entry| document::same(&entry.spec, spec));
    let Some(entry) = entry else {
        return Ok((CrateConfig::new("sdk"), CrateLock::default()));
    };
    let lock = choices_lock(Path::new(""), &entry.name, sources)?.unwrap_or_default();
    Ok((entry.clone(), lock))
}

fn choices_lock(
    folder: &Path,
    name: &str,
    sources: &mut Sources,
) -> Result<Option<CrateLock>, Failure> {
    let path = &folder.join(project::LOCK);
    if !path.exists() {
        return Ok(None);
    }
    let file = document::read(path, sources)?;
    Ok(Some(lock_of(sources, file, name)))
}

fn lock_of(sources: &Sources, file: FileId, name: &str) -> CrateLock {
    let lock = Lock::parse(sources, file, &mut Diagnostics::new()).unwrap_or_default();
    lock.crates.get(name).cloned().unwrap_or_default()
}

impl Pair {
    /// A document as it was and as it is, with the public items that were written for it.
    pub fn edited(
        (base, revision): (FileId, FileId),
        config: &CrateConfig,
        lock: &CrateLock,
        baseline: Option<String>,
    ) -> Self {
        let side = |file| Side {
            file,
            config: config.clone(),
            lock: Some(lock.clone()),
        };
        Pair {
            base: side(base),
            revision: side(revision),
            baseline,
            known: Known::Before,
        }
    }

    /// Compares both.
    pub fn report(
        &self,
        policy: &Policy,
        detail: Detail,
        sources: &mut Sources,
    ) -> Result<Report, Failure> {
        let mut base = side::Read::of(self.base.file, sources)?;
        let mut revision = side::Read::of(self.revision.file, sources)?;
        let (old, new) = side::specs(&mut base, &mut revision, sources);
        let rust = self.rust_of(&base, &revision, sources);
        let name = |file| sources.name(file).to_owned();
        let report = Report {
            names: (name(self.base.file), name(self.revision.file)),
            findings: compare(&old, &new, policy, detail),
            rust,
            docs: words::edits(old.at().node, new.at().node),
            version: self.version().map(str::to_owned),
            ignored: 0,
        };
        // The process ends soon: to take large trees apart costs as much as to compare them.
        std::mem::forget((base, revision, old, new));
        Ok(report)
    }

    /// The version of the crate before the change.
    pub fn version(&self) -> Option<&str> {
        self.base.config.package.version.as_deref()
    }

    /// What becomes of the Rust API.
    pub fn rust(&self, sources: &mut Sources) -> Result<Rust, Failure> {
        let base = side::Read::of(self.base.file, sources)?;
        let revision = side::Read::of(self.revision.file, sources)?;
        Ok(self.rust_of(&base, &revision, sources))
    }

    fn rust_of(&self, base: &side::Read, revision: &side::Read, sources: &mut Sources) -> Rust {
        let none = CrateLock::default();
        let lock = self.base.lock.as_ref().unwrap_or(&none);
        let old = plan_of(&self.base, base, lock, sources);
        let names = old.as_ref().map_or(lock, |krate| &krate.lock);
        let lock = self.revision.lock.as_ref().unwrap_or(names);
        let new = match plan_of(&self.revision, revision, lock, sources) {
            Ok(krate) => krate,
            Err(why) => return Rust::Unknown { why },
        };
        let recorded = match self.baseline.as_deref().map(surface::parse).transpose() {
            Ok(recorded) => recorded,
            Err(error) => {
                let why = error.to_string();
                return Rust::Unknown { why };
            }
        };
        let surface = |krate: &Crate, recorded: Option<Vec<Item>>| {
            let items = recorded.unwrap_or_else(|| plan::surface(krate));
            Surface::new(items, plan::deprecated(krate), former(krate))
        };
        let before = match (recorded, &old) {
            (None, Err(why)) => return Rust::Unknown { why: why.clone() },
            // What was released is on record, whatever can be made of the old document today.
            (Some(items), Err(_)) => surface(&new, Some(items)),
            (recorded, Ok(krate)) => surface(krate, recorded),
        };
        let after = surface(&new, None);
        let changes = rust::compare(&before, &after);
        let worst = changes.iter().map(|change| change.bump).max();
        let is_same = || old.is_ok_and(|old| text(&old) == text(&new));
        let bump = match worst {
            Some(bump) => bump,
            None if is_same() => Bump::None,
            None => Bump::Patch,
        };
        Rust::Known { changes, bump }
    }
}

/// What stays under a former name.
fn former(krate: &Crate) -> BTreeMap<String, String> {
    let formers = krate.lock.aliases.iter();
    formers
        .map(|(path, former)| (path.clone(), former.now.clone()))
        .collect()
}

/// All that will be printed, in some form.
fn text(krate: &Crate) -> String {
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
        lock: _,
    } = krate;
    format!(
        "{mode:?}{docs:?}{models:?}{foreign:?}{groups:?}{features:?}{pending:?}{checked:?}{service:?}"
    )
}

fn plan_of(
    side: &Side,
    read: &side::Read,
    lock: &CrateLock,
    sources: &mut Sources,
) -> Result<Crate, String> {
    let (document, mut diags) = read.planned(sources);
    let document = document.as_ref();
    let planned = document.and_then(|document| complete(document, &side.config, lock, &mut diags));
    planned.map(|planned| planned.krate).ok_or_else(|| {
        let mut errors = diags.iter().filter(|diag| diag.severity == Severity::Error);
        let first = errors.next().map(|diag| diag.message.clone());
        first.unwrap_or_else(|| format!("nothing can be made of {}", sources.name(side.file)))
    })
}
