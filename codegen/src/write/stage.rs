//! Writing all files or none.
//!
//! In: texts and their paths, in any number of folders. Out: the files, after [`Stage::commit`]. Guaranteed: no existing
//! file is changed before `commit`; a failure while staging or committing restores everything; a file is never
//! half written, because each is written next to its path and renamed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Changes, Files, with_path};

/// Files that are ready to be renamed.
#[derive(Debug, Default)]
pub struct Stage {
    steps: Vec<Step>,
    /// Folders that were created for them, outermost first.
    made: Vec<PathBuf>,
    /// Folders from which files are removed, with the output folder, which is never removed.
    emptied: Vec<(PathBuf, PathBuf)>,
}

#[derive(Debug)]
struct Step {
    target: PathBuf,
    action: Action,
    /// The backup of the old file, removed after the commit. Set when the step begins.
    backup: Option<PathBuf>,
    state: State,
}

#[derive(Debug)]
enum Action {
    /// Rename this file to the target.
    Put(PathBuf),
    Remove,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    Done,
}

impl Stage {
    pub fn new() -> Self {
        Stage::default()
    }

    /// Stages the changes of a folder.
    pub fn tree(&mut self, dir: &Path, files: &Files, changes: &Changes) -> io::Result<()> {
        if let Some(foreign) = changes.foreign.first() {
            let path = dir.join(foreign);
            let message = format!("{} was not written by oascribe", path.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        for path in &changes.written {
            if let Some(text) = files.get(path) {
                self.text(&dir.join(path), text)?;
            }
        }
        for path in &changes.removed {
            let target = dir.join(path);
            if let Some(folder) = target.parent() {
                self.emptied.push((folder.to_owned(), dir.to_owned()));
            }
            self.push(target, Action::Remove);
        }
        Ok(())
    }

    /// Stages one file.
    pub fn text(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            self.make(folder)?;
        }
        let new = beside(path, "new");
        // Registered first, so that a half-written file is cleaned up too.
        self.push(path.to_owned(), Action::Put(new.clone()));
        fs::write(&new, text).map_err(|error| with_path(&error, "write", path))
    }

    /// Applies every change, or restores everything.
    pub fn commit(mut self) -> io::Result<()> {
        for step in &mut self.steps {
            step.run()
                .map_err(|error| with_path(&error, "replace", &step.target))?;
        }
        for step in self.steps.drain(..) {
            // The output is complete, so a backup that can't be deleted is no failure.
            if let Some(backup) = step.backup {
                let _ = fs::remove_file(backup);
            }
        }
        self.made.clear();
        for (folder, root) in self.emptied.drain(..) {
            remove_empty(&folder, &root);
        }
        Ok(())
    }

    fn push(&mut self, target: PathBuf, action: Action) {
        self.steps.push(Step {
            target,
            action,
            backup: None,
            state: State::Waiting,
        });
    }

    /// Creates a folder and its parents, and records which were created.
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> = folder
            .ancestors()
            .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
            .collect();
        for above in missing.into_iter().rev() {
            fs::create_dir(above).map_err(|error| with_path(&error, "create", above))?;
            self.made.push(above.to_owned());
        }
        Ok(())
    }
}

/// Undoes all uncommitted steps, the last one first.
impl Drop for Stage {
    fn drop(&mut self) {
        for step in self.steps.iter().rev() {
            step.undo();
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Step {
    fn run(&mut self) -> io::Result<()> {
        let backup = beside(&self.target, "old");
        match &self.action {
            Action::Put(new) => {
                if self.target.exists() {
                    let _ = fs::remove_file(&backup);
                    back_up(&self.target, &backup)?;
                    self.backup = Some(backup);
                }
                fs::rename(new, &self.target)?;
            }
            Action::Remove => {
                fs::rename(&self.target, &backup)?;
                self.backup = Some(backup);
            }
        }
        self.state = State::Done;
        Ok(())
    }

    /// Best effort, because something has already failed.
    fn undo(&self) {
        if let (Action::Put(new), State::Waiting) = (&self.action, self.state) {
            let _ = fs::remove_file(new);
        }
        match (&self.backup, self.state) {
            (Some(backup), State::Done) => {
                let _ = fs::rename(backup, &self.target);
            }
            (Some(backup), State::Waiting) => {
                let _ = fs::remove_file(backup);
            }
            (None, State::Done) => {
                let _ = fs::remove_file(&self.target);
            }
            (None, State::Waiting) => {}
        }
    }
}

/// Copies the file to another name.
fn back_up(target: &Path, backup: &Path) -> io::Result<()> {
    // Some file systems have no hard links.
    fs::hard_link(target, backup).or_else(|_| fs::copy(target, backup).map(|_| ()))
}

/// A hidden name in the same folder, so that the rename never crosses file systems. It contains the process ID, so
/// that builds that run at the same time use different files.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.{suffix}", std::process::id()))
}

/// Removes a folder and its parents below `root`, as long as they are empty.
fn remove_empty(folder: &Path, root: &Path) {
    for above in folder.ancestors() {
        // `remove_dir` fails if the folder is not empty.
        if above == root || !above.starts_with(root) || fs::remove_dir(above).is_err() {
            return;
        }
    }
}
