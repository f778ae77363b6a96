//! Writing all or nothing.
//!
//! In: texts and the paths they belong at, over any number of folders. Out: the disk brought in
//! step by [`Stage::commit`]. Guaranteed: until `commit` no file that was there is touched; a
//! failure while staging or committing puts everything back; a file is never half written, because
//! each is written beside its place and renamed into it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Changes, Files, with_path};

/// Files that wait to be put in place.
#[derive(Debug, Default)]
pub struct Stage {
    steps: Vec<Step>,
    /// Folders that were made for them, outermost first.
    made: Vec<PathBuf>,
    /// Folders from which files are removed, with the folder that stays in any case.
    emptied: Vec<(PathBuf, PathBuf)>,
}

#[derive(Debug)]
struct Step {
    target: PathBuf,
    action: Action,
    /// Where the old file is kept until all is done; set once the step has begun.
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

    /// Stages what differs between a folder and its files.
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

    /// Puts everything in place, or everything back.
    pub fn commit(mut self) -> io::Result<()> {
        for step in &mut self.steps {
            step.run()
                .map_err(|error| with_path(&error, "replace", &step.target))?;
        }
        for step in self.steps.drain(..) {
            // The output is complete; a backup that can't be deleted is litter, not a failure.
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

    /// Makes a folder and those above it, and remembers which.
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

/// What was not committed is undone, the last step first.
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
                    keep(&self.target, &backup)?;
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

    /// Best effort: it runs when something has failed already.
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

/// Keeps the old content under another name while the file itself stays in place.
fn keep(target: &Path, backup: &Path) -> io::Result<()> {
    // Some file systems have no hard links.
    fs::hard_link(target, backup).or_else(|_| fs::copy(target, backup).map(|_| ()))
}

/// A hidden name in the same folder, so that the rename never crosses file systems; with the id of
/// the process, so that an editor's build and ours don't take each other's files.
fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.{what}", std::process::id()))
}

/// Removes a folder and those above it as far as they are empty, up to but without `root`.
fn remove_empty(folder: &Path, root: &Path) {
    for above in folder.ancestors() {
        // `remove_dir` fails on a folder that holds anything, which ends the climb.
        if above == root || !above.starts_with(root) || fs::remove_dir(above).is_err() {
            return;
        }
    }
}
