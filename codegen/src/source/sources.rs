//! The files of one run.
//!
//! In: names and texts. Out: a [`FileId`] for each. Guaranteed: a file, once added, keeps its id, name and text.

use std::io;
use std::path::{Path, PathBuf};

use super::fetch::Fetch;
use super::scope::{self, Unreadable};
use super::{Moves, Pointer, file_name, regular_file};

/// One of the files of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// The spec of an earlier release.
#[derive(Clone, Debug)]
pub struct Released {
    pub file: FileId,
    /// The version that removes the retained items.
    pub removed_in: String,
}

#[derive(Clone, Debug)]
struct File {
    name: String,
    text: String,
    /// The byte from which on the text differs from the file, because it could not be decoded.
    broken: Option<usize>,
    medium: Medium,
    /// The rewrites of its tree, in order.
    moves: Vec<Moves>,
    /// How many of them are those of overlays.
    overlaid: usize,
    /// Overlays that are applied when it is read.
    overlays: Vec<FileId>,
    released: Option<Released>,
    /// Folders that its references may lead to, besides its own.
    allowed: Vec<PathBuf>,
}

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Medium {
    Disk,
    Other,
}

/// Reads a file by its name from a source other than a folder, such as a commit.
pub type Open = fn(&str) -> io::Result<String>;

/// Names and texts of all files that were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    fetch: Option<Fetch>,
    /// Whether a reference leads to a file that can't be read.
    lacks_files: bool,
    /// Name prefixes of files that are not on the disk, and how to read those.
    mounts: Vec<(String, Open)>,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text with the name that diagnostics print. A byte order mark is removed.
    pub fn add(&mut self, name: impl Into<String>, text: String) -> FileId {
        self.insert(name.into(), text, None, Medium::Other)
    }

    /// Reads a file; its name is the path, with `/` on every platform.
    ///
    /// Only regular files of bounded size are read. UTF-16 is recognized by its byte order mark. Bytes that are not valid UTF-8 become U+FFFD, so that the reader
    /// can report them: see [`Sources::broken`].
    pub fn read(&mut self, path: &Path) -> io::Result<FileId> {
        let bytes = regular_file::read_file(path)?;
        let (text, broken) = decode(bytes);
        let name = path.display().to_string().replace('\\', "/");
        Ok(self.insert(name, text, broken, Medium::Disk))
    }

    /// Allows references to the network, which this function reads.
    pub fn allow_remote(&mut self, fetch: Fetch) {
        self.fetch = Some(fetch);
    }

    /// Reads all files whose names have this prefix with this function, including the files that they refer to.
    pub fn mount(&mut self, prefix: impl Into<String>, open: Open) {
        self.mounts.push((prefix.into(), open));
    }

    fn mount_of(&self, name: &str) -> Option<&(String, Open)> {
        let mounts = self.mounts.iter();
        let matching = mounts.filter(|(prefix, _)| name.starts_with(prefix.as_str()));
        matching.max_by_key(|(prefix, _)| prefix.len())
    }

    /// Allows the references of a file to lead to these folders, besides its own.
    pub fn allow_files(&mut self, file: FileId, folders: &[PathBuf]) {
        if let Some(found) = self.files.get_mut(file.0 as usize) {
            found.allowed.extend_from_slice(folders);
        }
    }

    /// Reads a file that the file `from` refers to, by its name from [`Sources::beside`]. `entry` is the file whose
    /// folders the reference must not leave.
    pub(crate) fn open(
        &mut self,
        name: &str,
        from: FileId,
        entry: FileId,
    ) -> Result<FileId, Unreadable> {
        let explain = |error| Unreadable::from_io(name, &error);
        if let Some((_, open)) = self.mount_of(name) {
            let text = open(name).map_err(explain)?;
            return Ok(self.add(name, text));
        }
        if file_name::is_remote(name) {
            return self.open_remote(name, from);
        }
        let own = Path::new(self.name(entry)).parent();
        let allowed = self.file(entry).map_or(&[][..], |file| &file.allowed);
        let folders = own.into_iter().chain(allowed.iter().map(PathBuf::as_path));
        let path = scope::confined(name, folders);
        let read = path.and_then(|path| regular_file::read_file(&path).map_err(explain));
        self.lacks_files |= read.is_err();
        let (text, broken) = decode(read?);
        Ok(self.insert(name.to_owned(), text, broken, Medium::Disk))
    }

    fn open_remote(&mut self, name: &str, from: FileId) -> Result<FileId, Unreadable> {
        let Some(fetch) = self.fetch.clone() else {
            return Err(Unreadable {
                reason: "fetching files from the network is not allowed".to_owned(),
                help: Some("pass `--allow-remote`, or refer to a local copy of the file"),
            });
        };
        scope::check_scheme(self.name(from), name)?;
        let known = self.files.iter().find(|file| file.name == name);
        let text = match known {
            Some(known) => known.text.clone(),
            None => fetch
                .call(name)
                .map_err(|error| Unreadable::from_io(name, &error))?,
        };
        Ok(self.add(name, text))
    }

    /// The name of the file that a reference in another file leads to. The reference has no fragment.
    pub(crate) fn beside(&self, file: FileId, reference: &str) -> String {
        let name = self.name(file);
        let prefix = self
            .mount_of(name)
            .map_or("", |(prefix, _)| prefix.as_str());
        let found = file_name::join(&name[prefix.len()..], reference);
        match file_name::is_remote(&found) {
            true => found,
            false => format!("{prefix}{found}"),
        }
    }

    /// The name of a file, relative to the folder of another one.
    pub(crate) fn relative_name(&self, file: FileId, name: &str) -> String {
        file_name::relative(&self.normalized_name(file), name)
    }

    /// The normalized name of a file, which does not depend on the references that lead to it.
    pub(crate) fn normalized_name(&self, file: FileId) -> String {
        let name = self.name(file);
        match file_name::is_remote(name) {
            true => name.to_owned(),
            false => file_name::normalize(name),
        }
    }

    /// The paths of the files that were read from the disk.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let read = self.files.iter().filter(|file| file.medium == Medium::Disk);
        read.map(|file| Path::new(&file.name))
    }

    /// Whether a reference leads to a file that can't be read. The result changes when there is one.
    pub fn lacks_files(&self) -> bool {
        self.lacks_files
    }

    /// The byte of the first U+FFFD that replaces undecodable bytes.
    pub fn broken(&self, file: FileId) -> Option<usize> {
        self.file(file)?.broken
    }

    /// The name of a file, as diagnostics print it; empty for an id of another `Sources`.
    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |found| &found.name)
    }

    /// The text of a file; empty for an id of another `Sources`.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |found| &found.text)
    }

    /// Applies an overlay to a file whenever it is read. Several are applied in order.
    pub fn apply_overlay(&mut self, file: FileId, overlay: FileId) {
        if let Some(found) = self.files.get_mut(file.0 as usize) {
            found.overlays.push(overlay);
        }
    }

    /// Sets the spec of an earlier release whose removed items are retained.
    pub fn retain_from(&mut self, file: FileId, released: Released) {
        // What it refers to is retained, too.
        let folder = Path::new(self.name(released.file)).parent();
        let folder = folder.map(Path::to_owned);
        if let Some(found) = self.files.get_mut(file.0 as usize) {
            found.released = Some(released);
            found.allowed.extend(folder);
        }
    }

    /// The spec of an earlier release whose removed items are retained. Returns `None` if there is none.
    pub fn retained_from(&self, file: FileId) -> Option<&Released> {
        self.file(file)?.released.as_ref()
    }

    /// The overlays of a file, in order.
    pub fn overlays(&self, file: FileId) -> &[FileId] {
        self.file(file).map_or(&[], |found| &found.overlays)
    }

    /// Forgets the rewrites of a tree, because the file is read again.
    pub(crate) fn read_anew(&mut self, file: FileId) {
        if let Some(found) = self.files.get_mut(file.0 as usize) {
            found.moves.clear();
            found.overlaid = 0;
        }
    }

    /// Records that the overlays of a file were applied to its tree. Later rewrites are not of overlays.
    pub(crate) fn overlays_were_applied(&mut self, file: FileId) {
        if let Some(found) = self.files.get_mut(file.0 as usize) {
            found.overlaid = found.moves.len();
        }
    }

    /// The pointer of a node in the tree that another overlay would change. Returns `None` if the node comes from another
    /// file.
    pub(crate) fn overlaid(&self, pointer: &Pointer) -> Option<Pointer> {
        let file = self.file(pointer.file())?;
        let mut found = pointer.clone();
        for moves in file.moves.get(file.overlaid..)?.iter().rev() {
            found = moves.origin(&found);
            if found.file() != pointer.file() {
                return None;
            }
        }
        Some(found)
    }

    /// Records that the tree of a file was rewritten.
    pub fn moved(&mut self, file: FileId, moves: Moves) {
        if let Some(found) = self.files.get_mut(file.0 as usize)
            && !moves.is_empty()
        {
            found.moves.push(moves);
        }
    }

    /// Records that trees of several files were rewritten.
    pub(crate) fn moved_all(&mut self, moves: Moves) {
        for (file, moves) in moves.by_file() {
            self.moved(file, moves);
        }
    }

    /// The pointer to the text of a node, before the trees were rewritten.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        let mut found = pointer.clone();
        let moves = |file| self.file(file).map_or(&[][..], |file| &file.moves);
        for moves in moves(pointer.file()).iter().rev() {
            found = moves.origin(&found);
            if found.file() != pointer.file() {
                return self.origin(&found);
            }
        }
        found
    }

    fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize)
    }

    fn insert(
        &mut self,
        name: String,
        mut text: String,
        broken: Option<usize>,
        medium: Medium,
    ) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let mut broken = broken;
        if text.starts_with(MARK) {
            text.drain(..MARK.len_utf8());
            broken = broken.map(|at| at.saturating_sub(MARK.len_utf8()));
        }
        self.files.push(File {
            name,
            text,
            broken,
            medium,
            moves: Vec::new(),
            overlaid: 0,
            overlays: Vec::new(),
            released: None,
            allowed: Vec::new(),
        });
        id
    }
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// The text of a file, and the byte from which on it differs from the file.
fn decode(bytes: Vec<u8>) -> (String, Option<usize>) {
    let wide = |pair: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]]));
        let units: Vec<u16> = pairs.collect();
        match String::from_utf16(&units) {
            Ok(text) => (text, None),
            Err(_) => {
                let text = String::from_utf16_lossy(&units);
                let broken = text.find(char::REPLACEMENT_CHARACTER);
                (text, broken)
            }
        }
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(wrong) => {
                let valid = wrong.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(wrong.as_bytes()).into_owned();
                (text, Some(valid))
            }
        },
    }
}
