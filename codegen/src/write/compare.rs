//! Comparing a folder with the files that it should contain.
//!
//! In: a folder and [`Files`]. Out: [`Changes`]. Guaranteed: nothing is written; symbolic links below the folder are not
//! followed; other generated trees inside the folder are ignored.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use super::{Changes, Files, is_generated, with_path};
use crate::lock;

/// Folders that can contain stale files even if the new output has no file in them: every folder that any mode
/// writes to.
const FOLDERS: &[&str] = &["src", "models", "api", "runtime"];

/// Compares a folder, which need not exist, with the files that it should contain.
pub fn compare(dir: &Path, files: &Files) -> io::Result<Changes> {
    let mut changes = Changes::default();
    if fs::metadata(dir).is_ok_and(|found| !found.is_dir()) {
        let error = io::Error::from(io::ErrorKind::NotADirectory);
        return Err(with_path(&error, "write to", dir));
    }
    for (path, text) in files.iter() {
        match look(dir, path, text)? {
            Found::Same => changes.unchanged += 1,
            Found::Differs => changes.written.push(path.to_owned()),
            Found::Foreign(path) => changes.foreign.push(path),
        }
    }
    changes.foreign.dedup();
    let mut scan = Scan {
        root: dir,
        files,
        removed: Vec::new(),
    };
    scan.top()?;
    scan.removed.sort();
    changes.removed = scan.removed;
    Ok(changes)
}

/// The existing entry at the path of a file.
enum Found {
    Same,
    Differs,
    /// The relative path of another file, or of a folder or link.
    Foreign(String),
}

fn look(dir: &Path, path: &str, text: &str) -> io::Result<Found> {
    // A path that leaves the folder would be a dangerous bug.
    let plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || path.is_empty() {
        let message = format!("`{path}` is not a path inside the output folder");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    let ends = path.match_indices('/').map(|(at, _)| at);
    for end in ends.chain([path.len()]) {
        let part = &path[..end];
        let full = dir.join(part);
        let found = match fs::symlink_metadata(&full) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Differs),
            Err(error) => return Err(with_path(&error, "look at", &full)),
        };
        let fits = if end == path.len() {
            found.is_file()
        } else {
            found.is_dir()
        };
        if !fits {
            return Ok(Found::Foreign(part.to_owned()));
        }
    }
    let full = dir.join(path);
    let old = fs::read(&full).map_err(|error| with_path(&error, "read", &full))?;
    Ok(if old == text.as_bytes() {
        Found::Same
    } else if is_generated(&old) {
        Found::Differs
    } else {
        Found::Foreign(path.to_owned())
    })
}

/// The search for generated files that are no longer part of the output.
struct Scan<'a> {
    root: &'a Path,
    files: &'a Files,
    removed: Vec<String>,
}

impl Scan<'_> {
    /// Scans the files in the folder itself, and the folders of the output.
    fn top(&mut self) -> io::Result<()> {
        let mut folders: BTreeSet<&str> = FOLDERS.iter().copied().collect();
        let used = self.files.iter().filter_map(|(path, _)| {
            let (folder, _) = path.split_once('/')?;
            Some(folder)
        });
        folders.extend(used);
        for (name, is_dir) in entries(self.root)? {
            if !is_dir {
                self.file(name)?;
            } else if folders.contains(name.as_str()) {
                self.folder(&name)?;
            }
        }
        Ok(())
    }

    fn folder(&mut self, folder: &str) -> io::Result<()> {
        let entries = entries(&self.root.join(folder))?;
        // A lock or a manifest marks another tree, which is generated separately.
        let is_other = |(name, is_dir): &(String, bool)| {
            let path = format!("{folder}/{name}");
            !is_dir && (name == lock::FILE_NAME || name == "Cargo.toml") && self.files.get(&path).is_none()
        };
        if entries.iter().any(is_other) {
            return Ok(());
        }
        for (name, is_dir) in entries {
            let path = format!("{folder}/{name}");
            if is_dir {
                self.folder(&path)?;
            } else {
                self.file(path)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: String) -> io::Result<()> {
        if path == lock::FILE_NAME || self.files.get(&path).is_some() {
            return Ok(());
        }
        let full = self.root.join(&path);
        let text = fs::read(&full).map_err(|error| with_path(&error, "read", &full))?;
        if is_generated(&text) {
            self.removed.push(path);
        }
        Ok(())
    }
}

/// Names of files (`false`) and folders (`true`). Links, other entries, and names that are not Unicode are omitted,
/// because no generated file is like that.
fn entries(dir: &Path) -> io::Result<Vec<(String, bool)>> {
    let listing = match fs::read_dir(dir) {
        Ok(listing) => listing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(with_path(&error, "list", dir)),
    };
    let mut found = Vec::new();
    for entry in listing {
        let entry = entry.map_err(|error| with_path(&error, "list", dir))?;
        let kind = entry
            .file_type()
            .map_err(|error| with_path(&error, "look at", &entry.path()))?;
        if let (Ok(name), true) = (
            entry.file_name().into_string(),
            kind.is_file() || kind.is_dir(),
        ) {
            found.push((name, kind.is_dir()));
        }
    }
    found.sort();
    Ok(found)
}
