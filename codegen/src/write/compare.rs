//! Comparing a folder with the files that it should contain.
//!
//! In: a folder and [`Files`]. Out: [`Changes`]. Guaranteed: nothing is written; symbolic links below the folder are not
//! followed; only files that the last run listed are removed.

use std::fs;
use std::io;
use std::path::{Component, Path};

use super::{Changes, Files, is_generated, list, with_path};

/// Compares a folder, which need not exist, with the files that it should contain.
pub fn compare(dir: &Path, files: &Files) -> io::Result<Changes> {
    let mut changes = Changes::default();
    if fs::metadata(dir).is_ok_and(|found| !found.is_dir()) {
        let error = io::Error::from(io::ErrorKind::NotADirectory);
        return Err(with_path(&error, "write to", dir));
    }
    for (path, text) in files.iter() {
        if !is_inside(path) {
            // A path that leaves the folder would be a dangerous bug.
            let message = format!("`{path}` is not a path inside the output folder");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        match entry(dir, path)? {
            Entry::File(old) if old == text.as_bytes() => changes.unchanged += 1,
            Entry::File(old) if !is_generated(&old) => changes.foreign.push(path.to_owned()),
            Entry::Missing | Entry::File(_) => changes.written.push(path.to_owned()),
            Entry::Foreign(path) => changes.foreign.push(path),
        }
    }
    changes.foreign.dedup();
    for path in list::read(dir)? {
        if files.get(&path).is_some() || !is_inside(&path) {
            continue;
        }
        // A file without the header now belongs to the user.
        if let Entry::File(old) = entry(dir, &path)?
            && is_generated(&old)
        {
            changes.removed.push(path);
        }
    }
    changes.removed.sort();
    changes.removed.dedup();
    Ok(changes)
}

fn is_inside(path: &str) -> bool {
    let is_normal = |part: Component<'_>| matches!(part, Component::Normal(_));
    !path.is_empty() && Path::new(path).components().all(is_normal)
}

/// What exists at a path inside a folder.
pub(super) enum Entry {
    Missing,
    File(Vec<u8>),
    /// A folder or link at this path, or a file or link instead of one of its folders: its relative path.
    Foreign(String),
}

/// Looks at a path inside a folder, without following links.
pub(super) fn entry(dir: &Path, path: &str) -> io::Result<Entry> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    for end in ends.chain([path.len()]) {
        let part = &path[..end];
        let full = dir.join(part);
        let found = match fs::symlink_metadata(&full) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Entry::Missing),
            Err(error) => return Err(with_path(&error, "look at", &full)),
        };
        let fits = if end == path.len() {
            found.is_file()
        } else {
            found.is_dir()
        };
        if !fits {
            return Ok(Entry::Foreign(part.to_owned()));
        }
    }
    let full = dir.join(path);
    let text = fs::read(&full).map_err(|error| with_path(&error, "read", &full))?;
    Ok(Entry::File(text))
}
