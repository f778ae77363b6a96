//! Writing all files or none.
//!
//! In: texts and their paths, in any number of folders. Out: the files, after [`Stage::commit`]. Guaranteed: no existing
//! file is changed before `commit`; a failure while staging or committing restores everything; a file is never
//! half written, because each is written next to its path and renamed. If the process is killed, [`recover`](super::recover)
//! does the rest.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::journal::{Entry, Journal};
use super::{Changes, Files, with_path};

/// Files that are ready to be renamed.
#[derive(Debug)]
pub struct Stage {
    journal: Journal,
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
    /// Begins in the folder where [`recover`](super::recover) will look for an interrupted run.
    pub fn new(home: &Path) -> io::Result<Self> {
        let home = match home.as_os_str().is_empty() {
            true => Path::new("."),
            false => home,
        };
        let mut made = Vec::new();
        make(home, &mut made)?;
        let mut stage = Stage {
            journal: Journal::create(home)?,
            steps: Vec::new(),
            made,
            emptied: Vec::new(),
        };
        for folder in &stage.made {
            stage.journal.add(Entry::Folder, folder)?;
        }
        Ok(stage)
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
            self.push(target, Action::Remove)?;
        }
        Ok(())
    }

    /// Stages one file.
    pub fn text(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            let known = self.made.len();
            make(folder, &mut self.made)?;
            for folder in &self.made[known..] {
                self.journal.add(Entry::Folder, folder)?;
            }
        }
        let new = self.journal.beside(path, "new");
        // Registered first, so that a half-written file is cleaned up too.
        self.push(path.to_owned(), Action::Put(new.clone()))?;
        // A link is not followed.
        let created = fs::File::create_new(&new);
        let written = created.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| with_path(&error, "write", path))
    }

    /// Applies every change, or restores everything.
    pub fn commit(mut self) -> io::Result<()> {
        self.journal.commit()?;
        for step in &mut self.steps {
            let backup = self.journal.beside(&step.target, "old");
            step.run(backup)
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

    fn push(&mut self, target: PathBuf, action: Action) -> io::Result<()> {
        let entry = match &action {
            Action::Put(_) => Entry::Put,
            Action::Remove => Entry::Remove,
        };
        self.journal.add(entry, &target)?;
        self.steps.push(Step {
            target,
            action,
            backup: None,
            state: State::Waiting,
        });
        Ok(())
    }
}

/// Creates a folder and its parents, and adds those that were created.
fn make(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<_> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
        .collect();
    for above in missing.into_iter().rev() {
        fs::create_dir(above).map_err(|error| with_path(&error, "create", above))?;
        made.push(above.to_owned());
    }
    Ok(())
}

/// Undoes all uncommitted steps, the last one first.
impl Drop for Stage {
    fn drop(&mut self) {
        for step in self.steps.iter().rev() {
            step.undo();
        }
        self.journal.close();
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Step {
    fn run(&mut self, backup: PathBuf) -> io::Result<()> {
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

/// Removes a folder and its parents below `root`, as long as they are empty.
fn remove_empty(folder: &Path, root: &Path) {
    for above in folder.ancestors() {
        // `remove_dir` fails if the folder is not empty.
        if above == root || !above.starts_with(root) || fs::remove_dir(above).is_err() {
            return;
        }
    }
}
