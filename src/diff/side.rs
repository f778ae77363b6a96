//! One of the two documents.
//!
//! In: the argument. Out: its text among the sources, and what it means. Guaranteed: a file that is not there in a ref of
//! git is an empty document: then all is new, or all is gone; each text is parsed once.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::one_line;
use oascribe_codegen::read::{self, Document, Node};
use oascribe_codegen::source::{FileId, Released, Sources};

use super::git::{self, Found};
use crate::{Failure, document};
use oascribe_diff::{Siblings, Spec};

/// What stands for a document that is not there.
const EMPTY: &str = "openapi: 3.0.3\ninfo: {title: none, version: '0'}\npaths: {}\n";

/// Reads a document: a file, `-`, or `REF:PATH`.
pub fn read(argument: &str, sources: &mut Sources) -> Result<FileId, Failure> {
    let Some(reference) = reference(argument) else {
        return document::read(Path::new(argument), sources);
    };
    let path = &argument[reference.len() + 1..];
    let text = match git::show(reference, path)? {
        Found::Text(text) => text,
        Found::Nothing => EMPTY.to_owned(),
    };
    // What it refers to comes from the same ref.
    let here = path.strip_prefix("./").map_or("", |_| "./");
    sources.mount(format!("{reference}:{here}"), git::open);
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
    let (reference, _) = git::split(argument)?;
    (!Path::new(argument).exists()).then_some(reference)
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

/// Takes note of the release whose items a document keeps, as it is in the folder or in a ref of git.
pub fn keep(
    file: FileId,
    config: &CrateConfig,
    reference: Option<&str>,
    sources: &mut Sources,
) -> Result<(), Failure> {
    let Some((kept, goes)) = config.retained() else {
        return Ok(());
    };
    let file_of = match reference {
        None => document::read(&kept.of, sources)?,
        Some(reference) => {
            let path = format!("./{}", kept.of.display());
            match git::show(reference, &path)? {
                Found::Text(text) => sources.add(format!("{reference}:{path}"), text),
                Found::Nothing => return Ok(()),
            }
        }
    };
    let file_of = Released {
        file: file_of,
        goes,
    };
    sources.keep(file, file_of);
    Ok(())
}

/// A document, as it is written and as the generator reads it.
pub struct Read {
    file: FileId,
    written: Node,
    /// None where it is none that the generator reads.
    pub document: Option<Rc<Document>>,
    pub diags: Diagnostics,
}

impl Read {
    /// Reads what a text means.
    pub fn of(file: FileId, sources: &mut Sources) -> Result<Self, Failure> {
        let mut diags = Diagnostics::new();
        let Some(written) = read::tree_with_overlays(sources, file, &mut diags) else {
            let first = diags.iter().next().map(|diag| one_line(diag, sources));
            let name = sources.name(file);
            let message = first.unwrap_or_else(|| format!("{name} can't be read"));
            let help = format!("`oascribe check {name}` shows where");
            return Err(Failure::new(message, help));
        };
        let document = read::check_tree(sources, file, written.clone(), &mut diags);
        Ok(Self {
            file,
            written,
            document: document.map(Rc::new),
            diags,
        })
    }

    /// The document that code is made of: with what is kept of a release, where something is.
    pub fn planned(&self, sources: &mut Sources) -> (Option<Rc<Document>>, Diagnostics) {
        if sources.kept(self.file).is_none() {
            return (self.document.clone(), self.diags.clone());
        }
        let mut diags = Diagnostics::new();
        let document = read::read_with_removed(sources, self.file, &mut diags);
        (document.map(Rc::new), diags)
    }

    /// `3.1`, where it says so.
    fn version(&self) -> Option<&str> {
        let stated = self.written.get("openapi").and_then(Node::as_str)?;
        stated.get(..3)
    }

    /// Whether nothing of it lies in another file.
    fn is_whole(&self) -> bool {
        let document = self.document.as_ref();
        document.is_none_or(|document| document.is_in_one_file())
    }
}

/// Both documents as they are compared: as they are written, where they are written alike, so that nothing is lost
/// that the generator leaves out; else as it reads them, so that only what they mean is compared.
///
/// The written trees are taken for it.
pub fn specs(base: &mut Read, revision: &mut Read, sources: &mut Sources) -> (Spec, Spec) {
    let is_31 = base.version().is_some_and(|version| version != "3.0");
    let alike = base.version().is_some() && base.version() == revision.version();
    let alike = alike && base.is_whole() && revision.is_whole();
    if let (false, Some(base), Some(revision)) = (alike, &base.document, &revision.document) {
        let spec = |document: &Rc<Document>| Spec::new(Rc::clone(document), Siblings::Count);
        return (spec(base), spec(revision));
    }
    let siblings = match is_31 {
        true => Siblings::Count,
        false => Siblings::Void,
    };
    let mut spec = |side: &mut Read| {
        // Places in a tree that the generator has rearranged are looked up otherwise, but for what overlays brought.
        let (name, text) = (sources.name(side.file), sources.text(side.file));
        let file = match sources.overlays(side.file) {
            [] => sources.add(name.to_owned(), text.to_owned()),
            _ => side.file,
        };
        let written = std::mem::replace(&mut side.written, Node::Null);
        let document = read::as_written(file, written);
        Spec::new(Rc::new(document), siblings)
    };
    (spec(base), spec(revision))
}
