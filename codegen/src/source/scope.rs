//! Where the references of a document may lead.
//!
//! In: the name of a file, and the folders that are allowed. Out: the canonical path of the file, or why it is refused.
//! Guaranteed: symbolic links are resolved before the comparison, so a link can't lead out of a folder.

use std::io;
use std::path::{Path, PathBuf};

use super::file_name;

/// A file that can't be read, for a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub reason: String,
    pub help: Option<&'static str>,
}

impl Unreadable {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            help: None,
        }
    }

    /// Explains an error of the file system or the network.
    pub(super) fn from_io(name: &str, error: &io::Error) -> Self {
        Self::new(match error.kind() {
            io::ErrorKind::NotFound => format!("the file `{name}` does not exist"),
            _ => format!("`{name}` can't be read: {error}"),
        })
    }
}

/// The path of a file without symbolic links, if it is inside one of the folders.
pub(super) fn confined<'f>(
    name: &str,
    folders: impl Iterator<Item = &'f Path>,
) -> Result<PathBuf, Unreadable> {
    let path = Path::new(name).canonicalize();
    let path = path.map_err(|error| Unreadable::from_io(name, &error))?;
    let mut is_hidden = false;
    for folder in folders {
        // The folder of `api.yaml` is the empty path.
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        let folder = folder.canonicalize();
        let Some(inner) = folder
            .ok()
            .and_then(|it| Some(path.strip_prefix(it).ok()?.to_owned()))
        else {
            continue;
        };
        // `.git` and `.env` contain secrets, and no part of a document.
        if !inner
            .iter()
            .any(|step| step.to_string_lossy().starts_with('.'))
        {
            return Ok(path);
        }
        is_hidden = true;
    }
    Err(Unreadable {
        reason: match is_hidden {
            true => format!("`{name}` is a hidden file, or in a hidden folder"),
            false => format!("`{name}` is outside the folder of the document"),
        },
        help: Some(
            "to allow it, pass `--allow-files DIR`, or add `allow-files = [\"DIR\"]` to oascribe.toml",
        ),
    })
}

/// Checks a reference to the network. A document that was fetched with encryption does not refer to one without.
pub(super) fn check_scheme(from: &str, to: &str) -> Result<(), Unreadable> {
    let is_encrypted = |name: &str| {
        let scheme = name.split_once("://").map(|(scheme, _)| scheme);
        scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"))
    };
    if file_name::is_remote(from) && is_encrypted(from) && !is_encrypted(to) {
        let reason = "a document that was fetched with https can't refer to one with http";
        return Err(Unreadable::new(reason));
    }
    Ok(())
}
