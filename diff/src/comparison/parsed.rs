//! Parsed documents, in the two forms that are compared: as written, and as the generator reads them.

use std::rc::Rc;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::one_line;
use oascribe_codegen::read::{self, Document, Node};
use oascribe_codegen::source::{FileId, Sources};

use crate::Error;
use crate::spec::{Siblings, Spec};

/// A parsed document.
#[derive(Debug)]
pub(super) struct Parsed {
    file: FileId,
    /// The tree as written, with overlays applied.
    written: Node,
    /// `None` if the generator can't read the document.
    document: Option<Rc<Document>>,
    diags: Diagnostics,
}

impl Parsed {
    /// Parses a file. The text is parsed once for both forms.
    pub fn new(file: FileId, sources: &mut Sources) -> Result<Self, Error> {
        let mut diags = Diagnostics::new();
        let Some(written) = read::tree_with_overlays(sources, file, &mut diags) else {
            let first = diags.iter().next().map(|diag| one_line(diag, sources));
            let name = sources.name(file);
            let message = first.unwrap_or_else(|| format!("{name} can't be read"));
            let help = format!("run `oascribe check {name}` to see the errors in context");
            return Err(Error::input(message, help));
        };
        let document = read::check_tree(sources, file, written.clone(), &mut diags);
        Ok(Self {
            file,
            written,
            document: document.map(Rc::new),
            diags,
        })
    }

    /// The document that code is generated from: it includes the removed items that the crate retains.
    pub fn with_retained(&self, sources: &mut Sources) -> (Option<Rc<Document>>, Diagnostics) {
        if sources.retained_from(self.file).is_none() {
            return (self.document.clone(), self.diags.clone());
        }
        let mut diags = Diagnostics::new();
        let document = read::read_with_removed(sources, self.file, &mut diags);
        (document.map(Rc::new), diags)
    }

    /// `3.1`, from the `openapi` field.
    fn version(&self) -> Option<&str> {
        let stated = self.written.get("openapi").and_then(Node::as_str)?;
        stated.get(..3)
    }

    /// Whether the document refers to no other file.
    fn is_in_one_file(&self) -> bool {
        let document = self.document.as_ref();
        document.is_none_or(|document| document.is_in_one_file())
    }

    /// Takes the tree as written.
    fn take_written(&mut self, siblings: Siblings, sources: &mut Sources) -> Spec {
        // A second file id, because locations in a tree that the generator has rewritten are mapped to their origin.
        // Overlays need the mapping.
        let (name, text) = (sources.name(self.file), sources.text(self.file));
        let file = match sources.overlays(self.file) {
            [] => sources.add(name.to_owned(), text.to_owned()),
            _ => self.file,
        };
        let written = std::mem::replace(&mut self.written, Node::Null);
        Spec::new(Rc::new(read::as_written(file, written)), siblings)
    }
}

/// The two documents in a comparable form.
///
/// Documents of one OpenAPI version that are in one file each are compared as written, so that the comparison includes
/// what the generator ignores. Otherwise they are compared as the generator reads them, so that only differences in
/// meaning are found. The trees as written are moved out.
pub(super) fn specs(
    base: &mut Parsed,
    revision: &mut Parsed,
    sources: &mut Sources,
) -> (Spec, Spec) {
    let is_31 = base.version().is_some_and(|version| version != "3.0");
    let is_comparable = base.version().is_some() && base.version() == revision.version();
    let is_comparable = is_comparable && base.is_in_one_file() && revision.is_in_one_file();
    if let (false, Some(base), Some(revision)) = (is_comparable, &base.document, &revision.document)
    {
        let spec = |document: &Rc<Document>| Spec::new(Rc::clone(document), Siblings::Count);
        return (spec(base), spec(revision));
    }
    let siblings = match is_31 {
        true => Siblings::Count,
        false => Siblings::Void,
    };
    let base = base.take_written(siblings, sources);
    (base, revision.take_written(siblings, sources))
}
