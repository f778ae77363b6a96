//! One of the two documents.
//!
//! In: the argument. Out: its text among the sources, and its tree. Guaranteed: a file that is not there in a ref of
//! git is an empty document: then all is new, or all is gone.

use std::path::{Path, PathBuf};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::one_line;
use oascribe_codegen::read;
use oascribe_codegen::source::{FileId, Sources};

use super::git::{self, Found};
use crate::cli::{Failure, document};
use crate::diff::Spec;

/// What stands for a document that is not there.
const EMPTY: &str = "openapi: 3.0.3\ninfo: {title: none, version: '0'}\npaths: {}\n";

/// Reads a document: a file, `-`, or `REF:PATH`.
pub fn read(argument: &str, sources: &mut Sources) -> Result<FileId, Failure> {
    let Some(reference) = reference(argument) else {
        return document::read(Path::new(argument), sources);
    };
    let text = match git::show(reference, &argument[reference.len() + 1..])? {
        Found::Text(text) => text,
        Found::Nothing => EMPTY.to_owned(),
    };
    Ok(sources.add(argument, text))
}

/// Reads a document that may have been removed.
pub fn read_or_empty(path: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    match path.exists() {
        true => document::read(path, sources),
        false => Ok(sources.add(path.display().to_string(), EMPTY.to_owned())),
    }
}

/// The ref of git that an argument names.
pub fn reference(argument: &str) -> Option<&str> {
    let (reference, _) = argument.split_once(':')?;
    let in_git = reference.len() > 1 && !Path::new(argument).exists();
    in_git.then_some(reference)
}

/// Lays overlays over a document, as they are in the folder or as a ref of git has them: what is not there in the ref
/// did not correct anything then.
pub fn lay_over(
    file: FileId,
    overlays: &[PathBuf],
    reference: Option<&str>,
    sources: &mut Sources,
) -> Result<(), Failure> {
    for overlay in overlays {
        let found = match reference {
            None => document::read(overlay, sources)?,
            Some(reference) => {
                let path = format!("./{}", overlay.display());
                match git::show(reference, &path)? {
                    Found::Text(text) => sources.add(format!("{reference}:{path}"), text),
                    Found::Nothing => continue,
                }
            }
        };
        sources.lay_over(file, found);
    }
    Ok(())
}

/// The tree of a document.
pub fn spec(file: FileId, sources: &mut Sources) -> Result<Spec, Failure> {
    let mut diags = Diagnostics::new();
    match read::corrected(sources, file, &mut diags) {
        Some(root) => Ok(Spec { root, file }),
        None => {
            let first = diags.iter().next().map(|diag| one_line(diag, sources));
            let name = sources.name(file);
            let message = first.unwrap_or_else(|| format!("{name} can't be read"));
            Err(Failure::new(
                message,
                format!("`oascribe check {name}` shows where"),
            ))
        }
    }
}
