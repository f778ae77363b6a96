//! Rendered crates, compared with the disk.
//!
//! In: rendered crates and the lock. Out: [`Drift`], and the changed files. Guaranteed: all crates and the lock are
//! written, or none.

use std::io;
use std::path::{Path, PathBuf};

use super::kept;
use crate::Rendered;
use crate::config::CrateConfig;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::lock::Lock;
use crate::write::{Changes, Files, Stage, compare};

/// All crates of a project, rendered.
#[derive(Clone, Debug)]
pub struct Output {
    pub trees: Vec<Tree>,
    pub(super) lock_path: PathBuf,
    /// Its content on disk.
    pub(super) lock_text: Option<String>,
    /// Its new content.
    pub(super) lock: Lock,
}

/// One crate, rendered.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The name of the crate.
    pub name: String,
    /// The output folder.
    pub dir: PathBuf,
    pub files: Files,
}

/// The differences between the disk and an [`Output`].
#[derive(Clone, Debug, Default)]
pub struct Drift {
    /// The changes of each tree, in the order of the output.
    pub trees: Vec<Changes>,
    /// The lock, if it differs.
    pub lock: Option<LockDrift>,
}

/// A lock that differs.
#[derive(Clone, Debug)]
pub struct LockDrift {
    pub path: PathBuf,
    pub old: String,
    pub new: String,
}

impl Drift {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.lock.is_none() && self.trees.iter().all(Changes::is_empty)
    }
}

impl Output {
    pub(super) fn add(&mut self, config: &CrateConfig, rendered: Rendered) {
        let Rendered {
            mut files, lock, ..
        } = rendered;
        kept::adapt(&mut files, config);
        self.lock.crates.insert(config.name.clone(), lock);
        self.trees.push(Tree {
            name: config.name.clone(),
            dir: config.out.clone(),
            files: files.with_list(),
        });
    }

    /// The content of the lock file, as it should be.
    pub fn lock_text(&self) -> String {
        self.lock.to_text()
    }

    /// The paths of all files of the output, with the lock.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let of_trees = self.trees.iter().flat_map(|tree| {
            let paths = tree.files.iter();
            paths.map(|(path, _)| tree.dir.join(path))
        });
        of_trees.chain([self.lock_path.clone()])
    }

    /// Compares with the disk. Returns `None` if a file that oascribe did not write is in the way.
    pub fn compare(&self, diags: &mut Diagnostics) -> io::Result<Option<Drift>> {
        let before = diags.count(Severity::Error);
        let mut drift = Drift::default();
        for tree in &self.trees {
            let changes = compare(&tree.dir, &tree.files)?;
            for path in &changes.foreign {
                diags.push(foreign(tree, path));
            }
            drift.trees.push(changes);
        }
        let new = self.lock_text();
        if self.lock_text.as_ref() != Some(&new) {
            drift.lock = Some(LockDrift {
                path: self.lock_path.clone(),
                old: self.lock_text.clone().unwrap_or_default(),
                new,
            });
        }
        Ok((diags.count(Severity::Error) == before).then_some(drift))
    }

    /// Applies every change, or none.
    pub fn apply(&self, drift: &Drift) -> io::Result<()> {
        if drift.is_empty() {
            return Ok(());
        }
        self.stage(drift)?.commit()
    }

    /// Stages every change, so that more can be added before the commit.
    pub fn stage(&self, drift: &Drift) -> io::Result<Stage> {
        let mut stage = Stage::new(home(&self.lock_path))?;
        for (tree, changes) in self.trees.iter().zip(&drift.trees) {
            stage.tree(&tree.dir, &tree.files, changes)?;
        }
        if let Some(lock) = &drift.lock {
            stage.text(&lock.path, &lock.new)?;
        }
        Ok(stage)
    }
}

/// The folder of the lock, where interrupted runs are looked for.
pub(super) fn home(lock: &Path) -> &Path {
    lock.parent().unwrap_or(Path::new(""))
}

fn foreign(tree: &Tree, path: &str) -> Diagnostic {
    let path = tree.dir.join(path);
    let message = format!("`{}` was not written by oascribe", path.display());
    Diagnostic::new(codes::FOREIGN_FILE, message)
        .label("nothing is written")
        .help("move it away, or choose another folder for the output")
}
