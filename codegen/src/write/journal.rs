//! The journal of a run that writes: what an interrupted run leaves behind is found by it.
//!
//! In: the folder of the lock. Out: a hidden file there with the path of each file, before it is written. Guaranteed: a
//! run that was killed before its commit has changed nothing, and one that was killed after it is completed by the next
//! run. A running process holds a lock of its journal, so its files are not touched.

use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::{is_generated, with_path};

const PREFIX: &str = ".oascribe.";
const SUFFIX: &str = ".journal";
/// The last line of a journal whose files are all ready to be renamed.
const COMMIT: &str = "commit";

/// The journal of this run.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// Distinguishes the files of this run from those of others.
    token: String,
}

/// An entry of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Put,
    Remove,
    Folder,
}

impl Entry {
    const ALL: [Entry; 3] = [Entry::Put, Entry::Remove, Entry::Folder];

    fn word(self) -> &'static str {
        match self {
            Entry::Put => "put ",
            Entry::Remove => "remove ",
            Entry::Folder => "folder ",
        }
    }
}

impl Journal {
    /// Creates a journal in a folder, which must exist.
    pub fn create(home: &Path) -> io::Result<Self> {
        // A process ID is not enough: containers that share a folder have the same ones.
        let token = format!("{:016x}", RandomState::new().hash_one(home));
        let path = home.join(format!("{PREFIX}{token}{SUFFIX}"));
        let failed = |error: io::Error| with_path(&error, "write", &path);
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).open(&path);
        let file = file.map_err(failed)?;
        // Some file systems have no locks. Other runs then leave the journal alone.
        let _ = file.try_lock();
        Ok(Journal { path, file, token })
    }

    /// Records a path before it is changed.
    pub fn add(&mut self, entry: Entry, path: &Path) -> io::Result<()> {
        let absolute = std::path::absolute(path)?;
        // What can't be a line can't be found again; it is written all the same.
        match absolute.to_str().filter(|path| !path.contains('\n')) {
            Some(path) => self.line(&format!("{}{path}", entry.word())),
            None => Ok(()),
        }
    }

    /// Records that all files are ready: from now on, the run is completed and not undone.
    pub fn commit(&mut self) -> io::Result<()> {
        self.line(COMMIT)
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        let written = self.file.write_all(format!("{line}\n").as_bytes());
        written.map_err(|error| with_path(&error, "write", &self.path))
    }

    /// The hidden name of the new or the old content of a file. It is in the same folder, so that a rename never
    /// crosses file systems.
    pub fn beside(&self, path: &Path, suffix: &str) -> PathBuf {
        beside(path, &self.token, suffix)
    }

    /// Removes the journal, when there is nothing left to complete or to undo.
    pub fn close(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn beside(path: &Path, token: &str, suffix: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{token}.{suffix}"))
}

/// Completes or undoes the runs that were interrupted, by their journals in a folder.
pub fn recover(home: &Path) -> io::Result<()> {
    let home = match home.as_os_str().is_empty() {
        true => Path::new("."),
        false => home,
    };
    let Ok(entries) = fs::read_dir(home) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let token = name.strip_prefix(PREFIX);
        let token = token.and_then(|name| name.strip_suffix(SUFFIX));
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if let Some(token) = token.filter(|_| is_file) {
            let path = entry.path();
            recover_one(&path, token).map_err(|error| with_path(&error, "complete", &path))?;
        }
    }
    Ok(())
}

fn recover_one(path: &Path, token: &str) -> io::Result<()> {
    let mut file = match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => file,
        // Another run completed it first.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if file.try_lock().is_err() {
        return Ok(());
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let is_committed = text.lines().next_back() == Some(COMMIT);
    // Folders after the files in them.
    for line in text.lines().rev() {
        for entry in Entry::ALL {
            if let Some(path) = line.strip_prefix(entry.word()) {
                let path = Path::new(path);
                match is_committed {
                    true => complete(entry, path, token)?,
                    false => undo(entry, path, token),
                }
            }
        }
    }
    fs::remove_file(path)
}

/// A journal may be anyone's file. A file is replaced only by the one that was written for it, and only files of
/// oascribe are removed.
fn complete(entry: Entry, path: &Path, token: &str) -> io::Result<()> {
    let new = beside(path, token, "new");
    match entry {
        Entry::Put if is_file(&new) => fs::rename(&new, path)?,
        Entry::Remove if is_file(path) && is_generated(&fs::read(path)?) => {
            fs::remove_file(path)?;
            let folders = path.ancestors().skip(1);
            // `remove_dir` fails if the folder is not empty.
            for folder in folders {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        Entry::Put | Entry::Remove | Entry::Folder => {}
    }
    let _ = fs::remove_file(beside(path, token, "old"));
    Ok(())
}

fn undo(entry: Entry, path: &Path, token: &str) {
    let _ = match entry {
        Entry::Put => fs::remove_file(beside(path, token, "new")),
        Entry::Folder => fs::remove_dir(path),
        Entry::Remove => Ok(()),
    };
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}
