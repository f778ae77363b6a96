//! Comparisons in a project: which entry of `oascribe.toml` and of `oascribe.lock` applies to which side.
//!
//! The configuration and the names of the old side come from the same revision as the old document.

use std::path::{Path, PathBuf};

use oascribe_codegen::config::{self, Config, CrateConfig};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::{self, CrateLock, Lock};
use oascribe_codegen::project;
use oascribe_codegen::source::{FileId, Sources};

use super::history::History;
use super::input::{self, Input};
use super::{Comparison, Side};
use crate::Error;

impl Comparison {
    /// Compares two documents with the entry of `config` that has the revision as its `spec`.
    ///
    /// # Errors
    ///
    /// If an overlay, a released document or the lock of the entry can't be read.
    pub fn between(
        base: &Input,
        revision: &Input,
        config: &Config,
        history: History,
        sources: &mut Sources,
    ) -> Result<Self, Error> {
        let name = sources.name(revision.file).to_owned();
        // `HEAD:./api.yaml` has the entry of `api.yaml`.
        let path = input::split(&name).map_or(name.as_str(), |(_, path)| path);
        let mut crates = config.crates.iter();
        let entry = crates.find(|entry| project::is_same_file(&entry.spec, Path::new(path)));
        let lock = match entry {
            Some(entry) => lock_on_disk(Path::new(""), &entry.name, sources)?,
            None => None,
        };
        let config = entry.cloned().unwrap_or_else(|| CrateConfig::new("sdk"));
        for side in [base, revision] {
            side.allow_files(&config.allowed_folders(), sources);
            side.apply_overlays(&config.overlays, history, sources)?;
        }
        for side in [base, revision] {
            side.add_release(&config, history, sources)?;
        }
        let lock = lock.unwrap_or_default();
        Ok(Self {
            corrected: base.corrected_as(revision, sources),
            ..Self::of(
                Side::new(base.file, config.clone(), Some(lock)),
                Side::new(revision.file, config, None),
            )
        })
    }

    /// Compares the document of an entry of the `oascribe.toml` in `folder` with the same document at a revision.
    ///
    /// # Errors
    ///
    /// If the revision or a file can't be read.
    pub fn since(
        revision: &str,
        folder: &Path,
        entry: &CrateConfig,
        history: History,
        sources: &mut Sources,
    ) -> Result<Self, Error> {
        let before = config_at(revision, folder, &entry.name, history, sources)?;
        let is_new = before.is_none();
        let mut config = before.unwrap_or_else(|| entry.clone());
        (config.spec, config.out) = (entry.spec.clone(), entry.out.clone());
        let lock = lock_at(revision, folder, &entry.name, history, sources)?;
        let baseline = history.read_path(revision, &entry.out.join("surface.txt"))?;
        let path = format!("./{}", entry.spec.display());
        let base = Input::at_revision(revision, &path, history, sources)?;
        let current = Input::on_disk(&entry.spec, sources)?;
        // Files of the revision are confined to the repository by git.
        current.allow_files(&entry.allowed_folders(), sources);
        base.apply_overlays(&config.overlays, history, sources)?;
        if entry.spec.exists() {
            current.apply_overlays(&entry.overlays, history, sources)?;
            current.add_release(entry, history, sources)?;
        }
        base.add_release(&config, history, sources)?;
        let corrected = base.corrected_as(&current, sources);
        let current_lock = lock_on_disk(folder, &entry.name, sources)?;
        let base = Side::new(base.file, config, Some(lock));
        let current = Side::new(current.file, entry.clone(), current_lock);
        Ok(Self {
            baseline,
            corrected,
            is_new,
            ..Self::of(base, current)
        })
    }
}

/// The entry of a crate at a revision. Returns `None` if the revision has no such crate.
fn config_at(
    revision: &str,
    folder: &Path,
    name: &str,
    history: History,
    sources: &mut Sources,
) -> Result<Option<CrateConfig>, Error> {
    let Some(text) = history.read_path(revision, &folder.join(config::FILE_NAME))? else {
        return Ok(None);
    };
    let file = sources.add(format!("{revision}:{}", config::FILE_NAME), text);
    let config = Config::parse(sources, file, &mut Diagnostics::new()).unwrap_or_default();
    let mut crates = config.crates.into_iter();
    Ok(crates.find(|entry| entry.name == name).map(|mut entry| {
        // Paths are relative to the folder, which the name of the file does not contain.
        let overlays = entry.overlays.iter().map(|path| folder.join(path));
        entry.overlays = overlays.collect::<Vec<PathBuf>>();
        if let Some(retained) = &mut entry.keep_removed {
            retained.of = folder.join(&retained.of);
        }
        entry
    }))
}

fn lock_at(
    revision: &str,
    folder: &Path,
    name: &str,
    history: History,
    sources: &mut Sources,
) -> Result<CrateLock, Error> {
    let Some(text) = history.read_path(revision, &folder.join(lock::FILE_NAME))? else {
        return Ok(CrateLock::default());
    };
    let file = sources.add(format!("{revision}:{}", lock::FILE_NAME), text);
    Ok(parse_lock(file, name, sources))
}

fn lock_on_disk(
    folder: &Path,
    name: &str,
    sources: &mut Sources,
) -> Result<Option<CrateLock>, Error> {
    let path = &folder.join(lock::FILE_NAME);
    if !path.exists() {
        return Ok(None);
    }
    let file = project::read(sources, path)?;
    Ok(Some(parse_lock(file, name, sources)))
}

fn parse_lock(file: FileId, name: &str, sources: &Sources) -> CrateLock {
    let lock = Lock::parse(sources, file, &mut Diagnostics::new()).unwrap_or_default();
    lock.crates.get(name).cloned().unwrap_or_default()
}
