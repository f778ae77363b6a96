//! Files from the disk or from a revision of the version control system.
//!
//! This crate starts no processes. A [`History`] is a function of the caller that runs `git show` or an equivalent.

use std::io;
use std::path::Path;

use oascribe_codegen::project;
use oascribe_codegen::source::{FileId, Open, Sources};

use crate::Error;

/// Reads files as they were at a revision.
#[derive(Clone, Copy, Debug)]
pub struct History {
    open: Open,
}

impl History {
    /// A history that is read by `open`, which gets names of the form `REF:PATH`.
    ///
    /// A path that starts with `./` is relative to the current folder. `open` returns [`io::ErrorKind::NotFound`] if the
    /// revision exists and has no such file, and any other error if the revision can't be read. To add a help text, wrap
    /// an [`Error`] by [`io::Error::other`].
    pub fn new(open: Open) -> Self {
        Self { open }
    }

    /// No version control: every lookup fails.
    pub fn none() -> Self {
        let unsupported = |name: &str| {
            let message = format!("cannot read `{name}`: no version control is available");
            Err(io::Error::new(io::ErrorKind::Unsupported, message))
        };
        Self::new(unsupported)
    }

    /// The text of a file at a revision. Returns `None` if the revision has no such file.
    pub(super) fn read(self, revision: &str, path: &str) -> Result<Option<String>, Error> {
        match (self.open)(&format!("{revision}:{path}")) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The text of a file below the current folder at a revision. Returns `None` if the revision has no such file.
    pub(super) fn read_path(self, revision: &str, path: &Path) -> Result<Option<String>, Error> {
        self.read(revision, &format!("./{}", path.display()))
    }

    /// Reads the files that documents named `prefix…` refer to from this history, too.
    pub(super) fn mount(self, prefix: String, sources: &mut Sources) {
        sources.mount(prefix, self.open);
    }
}

/// Where the files beside a document (its overlays, its released version) are read from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin<'a> {
    Disk,
    Revision(&'a str, History),
}

impl Origin<'_> {
    /// Reads a file. Returns `None` if the revision has no such file; on disk, a missing file is an error.
    pub fn read(self, path: &Path, sources: &mut Sources) -> Result<Option<FileId>, Error> {
        let Origin::Revision(revision, history) = self else {
            return Ok(Some(project::read(sources, path)?));
        };
        let text = history.read_path(revision, path)?;
        let name = format!("{revision}:./{}", path.display());
        Ok(text.map(|text| sources.add(name, text)))
    }
}
