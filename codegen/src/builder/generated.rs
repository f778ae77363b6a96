//! Generated code in memory.

use super::{Finding, Run, include};
use crate::project::{Output, Tree};
use crate::write::Files;

/// The files of one module or crate, in memory.
#[derive(Clone, Debug)]
pub struct Generated {
    name: String,
    files: Files,
    lock: String,
    findings: Vec<Finding>,
}

impl Generated {
    /// The output of every entry.
    pub(super) fn all(output: &Output, run: &Run) -> Vec<Generated> {
        let findings = run.findings();
        let lock = output.lock_text();
        let generated = |tree: &Tree| Generated {
            name: tree.name.clone(),
            files: tree.files.without_list(),
            lock: lock.clone(),
            findings: findings.clone(),
        };
        output.trees.iter().map(generated).collect()
    }

    /// Returns the name of the module or crate.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns every file: its path (relative, with `/` on every platform) and its content, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter()
    }

    /// Returns the content of a file, or `None` if there is no file with this path.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path)
    }

    /// Returns the content of the lock that keeps these names stable.
    pub fn lock(&self) -> &str {
        &self.lock
    }

    /// Returns the findings about the spec: skipped items, warnings and notes. There are no errors.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns a module as one file that can be used with `include!`, or `None` if this is a crate.
    pub fn to_single_file(&self) -> Option<String> {
        include::single_file(&self.files)
    }
}
