//! All entries of an `oascribe.toml`.

use std::path::PathBuf;

use super::{Error, Generated, Run, keep_in_step};
use crate::lock;
use crate::project::Project;

/// Generates every entry of an `oascribe.toml`: see [`Builder::from_config`](super::Builder::from_config).
#[derive(Clone, Debug)]
#[must_use = "nothing happens until `generate` or `keep_in_step` is called"]
pub struct ConfigFile {
    file: PathBuf,
}

impl ConfigFile {
    pub(super) fn new(file: PathBuf) -> Self {
        ConfigFile { file }
    }

    /// Generates every entry in memory, in the order of the file. Nothing is written or printed.
    ///
    /// # Errors
    ///
    /// Fails like [`Builder::generate`](super::Builder::generate), if any entry does.
    pub fn generate(&self) -> Result<Vec<Generated>, Error> {
        let mut run = Run::default();
        let output = run.render(|sources, diags| Project::open(&self.file, sources, diags))?;
        Ok(Generated::all(&output, &run))
    }

    /// Compares the committed code of every entry with its spec, for a build script.
    ///
    /// Works like [`Builder::keep_in_step`](super::Builder::keep_in_step). In a package that Cargo took from a registry,
    /// does nothing if the file does not exist.
    ///
    /// # Errors
    ///
    /// Returns no errors at present: all problems are printed for Cargo.
    pub fn keep_in_step(&self) -> Result<(), Error> {
        if !self.file.exists() && keep_in_step::is_published() {
            return Ok(());
        }
        let lock = self.file.with_file_name(lock::FILE_NAME);
        keep_in_step::run([self.file.clone(), lock].into(), &|sources, diags| {
            Project::open(&self.file, sources, diags)
        });
        Ok(())
    }
}
