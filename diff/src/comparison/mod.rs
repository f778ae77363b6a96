//! Two documents with the configuration and the names that apply to each.

mod history;
mod input;
mod parsed;
mod project;
mod rust_api;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::{FileId, Sources};

use crate::report::{Report, RustApi};
use crate::settings::Settings;
use crate::spec::Spec;
use crate::wire;
use crate::{Edits, Error};
pub use history::History;
pub use input::Input;
use parsed::{Parsed, specs};

/// A comparison of two documents and of the crates that are generated from them.
#[derive(Debug)]
pub struct Comparison {
    base: Side,
    revision: Side,
    /// The old document with the overlays of the new one, if the overlays differ.
    corrected: Option<FileId>,
    /// The recorded public items of the released crate (`surface.txt`).
    baseline: Option<String>,
    /// Whether the old side has no such crate.
    is_new: bool,
    documents: Option<Documents>,
}

/// The parsed documents.
#[derive(Debug)]
struct Documents {
    base: Parsed,
    revision: Parsed,
    specs: (Spec, Spec),
}

#[derive(Debug)]
struct Side {
    file: FileId,
    config: CrateConfig,
    /// `None`: the lock of the other side, extended by the names that its crate was given.
    lock: Option<CrateLock>,
}

impl Side {
    fn new(file: FileId, config: CrateConfig, lock: Option<CrateLock>) -> Self {
        Self { file, config, lock }
    }
}

impl Comparison {
    /// Compares two documents with the default configuration.
    pub fn new(base: FileId, revision: FileId) -> Self {
        let config = CrateConfig::new("sdk");
        let lock = CrateLock::default();
        Self::of(
            Side::new(base, config.clone(), Some(lock)),
            Side::new(revision, config, None),
        )
    }

    /// Compares two states of a document that a crate is generated from.
    ///
    /// `surface` is the `surface.txt` that was written for the old state.
    pub fn edited(
        base: FileId,
        revision: FileId,
        config: &CrateConfig,
        lock: &CrateLock,
        surface: Option<String>,
    ) -> Self {
        let side = |file| Side::new(file, config.clone(), Some(lock.clone()));
        Self {
            baseline: surface,
            ..Self::of(side(base), side(revision))
        }
    }

    fn of(base: Side, revision: Side) -> Self {
        Self {
            base,
            revision,
            corrected: None,
            baseline: None,
            is_new: false,
            documents: None,
        }
    }

    /// Compares the documents.
    ///
    /// The parsed documents stay in memory until the comparison is dropped.
    ///
    /// # Errors
    ///
    /// If one of the documents can't be parsed.
    pub fn report(
        &mut self,
        settings: &mut Settings,
        sources: &mut Sources,
    ) -> Result<Report, Error> {
        let base = Parsed::new(self.base.file, sources)?;
        let revision = Parsed::new(self.revision.file, sources)?;
        let documents = self.documents.insert(Documents {
            specs: specs(&base, &revision),
            base,
            revision,
        });
        let rust = rust_api::compare(
            (&self.base, &documents.base),
            (&self.revision, &documents.revision),
            self.baseline.as_deref(),
            sources,
        );
        let (old, new) = &documents.specs;
        let corrected = match self.corrected {
            Some(file) => Some(specs(&Parsed::new(file, sources)?, &documents.revision).0),
            None => None,
        };
        let (findings, ignored) = wire::findings((old, corrected.as_ref()), new, settings);
        let name = |file| sources.name(file).to_owned();
        let report = Report {
            crate_name: self.revision.config.name.clone(),
            names: (name(self.base.file), name(self.revision.file)),
            findings,
            rust,
            edits: Edits::between(old, new, settings.lists_edits),
            version: self.base.config.package.version.clone(),
            new_version: self.revision.config.package.version.clone(),
            ignored,
        };
        Ok(report)
    }

    /// Whether the old side has no such crate.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// The version of the crate before the change. Returns `None` if there was no crate, or it has no version.
    pub fn released_version(&self) -> Option<&str> {
        let version = self.base.config.package.version.as_deref();
        version.filter(|_| !self.is_new)
    }

    /// Compares only the public items of the two crates.
    ///
    /// # Errors
    ///
    /// If one of the documents can't be parsed.
    pub fn rust_api(&self, sources: &mut Sources) -> Result<RustApi, Error> {
        let base = Parsed::new(self.base.file, sources)?;
        let revision = Parsed::new(self.revision.file, sources)?;
        Ok(rust_api::compare(
            (&self.base, &base),
            (&self.revision, &revision),
            self.baseline.as_deref(),
            sources,
        ))
    }
}
