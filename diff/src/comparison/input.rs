//! One document of a comparison, and the files that change how it is read.

use std::path::{Path, PathBuf};

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::project;
use oascribe_codegen::source::{FileId, Released, Sources};

use super::history::{History, Origin};
use crate::Error;

/// Stands in for a document that does not exist at a revision: then everything is new, or everything is removed.
const EMPTY: &str = "openapi: 3.0.3\ninfo: {title: none, version: '0'}\npaths: {}\n";

/// A document to compare.
#[derive(Clone, Debug)]
pub struct Input {
    pub(super) file: FileId,
    /// The revision that the document was read from.
    revision: Option<String>,
}

impl Input {
    /// A document that was already added to the sources.
    pub fn loaded(file: FileId) -> Self {
        Self {
            file,
            revision: None,
        }
    }

    /// Reads a path, or `REF:PATH` if no file has that name.
    ///
    /// A file that does not exist at the revision is read as a document without operations.
    ///
    /// # Errors
    ///
    /// If the file or the revision can't be read.
    pub fn read(name: &str, history: History, sources: &mut Sources) -> Result<Self, Error> {
        let Some((revision, path)) = split(name).filter(|_| !Path::new(name).exists()) else {
            return Ok(Self::loaded(project::read(sources, Path::new(name))?));
        };
        Self::at_revision(revision, path, history, sources)
    }

    /// Allows references of the document to lead to these folders, besides its own.
    pub fn allow_files(&self, folders: &[PathBuf], sources: &mut Sources) {
        sources.allow_files(self.file, folders);
    }

    /// Reads a document at a revision.
    pub(super) fn at_revision(
        revision: &str,
        path: &str,
        history: History,
        sources: &mut Sources,
    ) -> Result<Self, Error> {
        let text = history.read(revision, path)?;
        // References to other files are read from the same revision.
        let relative = path.strip_prefix("./").map_or("", |_| "./");
        history.mount(format!("{revision}:{relative}"), sources);
        let text = text.unwrap_or_else(|| EMPTY.to_owned());
        Ok(Self {
            file: sources.add(format!("{revision}:{path}"), text),
            revision: Some(revision.to_owned()),
        })
    }

    /// Reads a document from the disk. A missing file is read as a document without operations.
    pub(super) fn on_disk(path: &Path, sources: &mut Sources) -> Result<Self, Error> {
        Ok(Self::loaded(match path.exists() {
            true => project::read(sources, path)?,
            false => sources.add(path.display().to_string(), EMPTY.to_owned()),
        }))
    }

    fn origin(&self, history: History) -> Origin<'_> {
        match &self.revision {
            None => Origin::Disk,
            Some(revision) => Origin::Revision(revision, history),
        }
    }

    /// Applies overlays as they were at the revision of the document. Overlays that did not exist yet are skipped.
    pub(super) fn apply_overlays(
        &self,
        overlays: &[PathBuf],
        history: History,
        sources: &mut Sources,
    ) -> Result<(), Error> {
        for overlay in overlays {
            if let Some(overlay) = self.origin(history).read(overlay, sources)? {
                sources.apply_overlay(self.file, overlay);
            }
        }
        Ok(())
    }

    /// A copy of the document with the overlays of another document. Returns `None` if the overlays are the same.
    pub(super) fn corrected_as(&self, other: &Self, sources: &mut Sources) -> Option<FileId> {
        let texts = |input: &Self| {
            let overlays = sources.overlays(input.file).iter();
            let texts = overlays.map(|overlay| sources.text(*overlay).to_owned());
            texts.collect::<Vec<_>>()
        };
        if texts(self) == texts(other) {
            return None;
        }
        let name = sources.name(self.file).to_owned();
        let copy = sources.add(name, sources.text(self.file).to_owned());
        for overlay in sources.overlays(other.file).to_vec() {
            sources.apply_overlay(copy, overlay);
        }
        Some(copy)
    }

    /// Adds the released document whose removed items the crate retains (`keep-removed`).
    pub(super) fn add_release(
        &self,
        config: &CrateConfig,
        history: History,
        sources: &mut Sources,
    ) -> Result<(), Error> {
        let Some((retained, removed_in)) = config.retained() else {
            return Ok(());
        };
        if let Some(file) = self.origin(history).read(&retained.of, sources)? {
            sources.retain_from(self.file, Released { file, removed_in });
        }
        Ok(())
    }
}

/// The revision and the path of `REF:PATH`. A single letter before the colon is a Windows drive.
pub(super) fn split(name: &str) -> Option<(&str, &str)> {
    name.split_once(':')
        .filter(|(revision, _)| revision.len() > 1)
}
