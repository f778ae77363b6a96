//! Parsed documents, as the generator reads them.

use std::rc::Rc;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::one_line;
use oascribe_codegen::read::{self, Document, Node, Version};
use oascribe_codegen::source::{FileId, Sources};

use crate::Error;
use crate::spec::{Siblings, Spec};

/// A parsed document.
#[derive(Debug)]
pub(super) struct Parsed {
    file: FileId,
    document: Rc<Document>,
    /// The document as it is written, if it is Swagger 2.0.
    swagger: Option<Node>,
    diags: Diagnostics,
}

impl Parsed {
    /// Reads a file.
    pub fn new(file: FileId, sources: &mut Sources) -> Result<Self, Error> {
        let mut diags = Diagnostics::new();
        let Some(document) = read::read(sources, file, &mut diags) else {
            let first = diags.iter().next().map(|diag| one_line(diag, sources));
            let name = sources.name(file);
            let message = first.unwrap_or_else(|| format!("{name} can't be read"));
            let help = format!("run `oascribe check {name}` to see the errors in context");
            return Err(Error::input(message, help));
        };
        let is_swagger = document.version == Version::V2_0;
        let swagger = is_swagger.then(|| read::tree(sources, file, &mut Diagnostics::new()));
        Ok(Self {
            file,
            swagger: swagger.flatten(),
            document: Rc::new(document),
            diags,
        })
    }

    /// The document that code is generated from: it includes the removed items that the crate retains.
    pub fn with_retained(&self, sources: &mut Sources) -> (Option<Rc<Document>>, Diagnostics) {
        if sources.retained_from(self.file).is_none() {
            return (Some(Rc::clone(&self.document)), self.diags.clone());
        }
        let mut diags = Diagnostics::new();
        let document = read::read_with_removed(sources, self.file, &mut diags);
        (document.map(Rc::new), diags)
    }

    /// The document in the form that is compared.
    fn spec(&self, siblings: Siblings) -> Spec {
        Spec::new(Rc::clone(&self.document), siblings, self.swagger.clone())
    }
}

/// The two documents in a comparable form. Keywords beside `$ref` are ignored only if both documents are OpenAPI 3.0.
pub(super) fn specs(base: &Parsed, revision: &Parsed) -> (Spec, Spec) {
    let siblings = match (base.document.version, revision.document.version) {
        (Version::V3_0, Version::V3_0) => Siblings::Void,
        _ => Siblings::Count,
    };
    (base.spec(siblings), revision.spec(siblings))
}
