//! One of the two documents.
//!
//! In: the argument. Out: its text among the sources, and its tree. Guaranteed: a file that is not there in a ref of
//! git is an empty document: then all is new, or all is gone.

use std::path::Path;

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
    let path = Path::new(argument);
    let in_git = argument
        .split_once(':')
        .filter(|(reference, _)| reference.len() > 1);
    match in_git {
        Some((reference, path_in_ref)) if !path.exists() => {
            let text = match git::show(reference, path_in_ref)? {
                Found::Text(text) => text,
                Found::Nothing => EMPTY.to_owned(),
            };
            Ok(sources.add(argument, text))
        }
        _ => document::read(path, sources),
    }
}

/// Reads a document that may have been removed.
pub fn read_or_empty(path: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    match path.exists() {
        true => document::read(path, sources),
        false => Ok(sources.add(path.display().to_string(), EMPTY.to_owned())),
    }
}

/// The tree of a document.
pub fn spec(file: FileId, sources: &Sources) -> Result<Spec, Failure> {
    let mut diags = Diagnostics::new();
    match read::tree(sources, file, &mut diags) {
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
