//! From text to a checked document.
//!
//! In: the text of a file. Out: a [`Document`]. Guaranteed: every value in it has the shape that its keyword asks
//! for; what had not was taken out and said. Stack and memory are bounded, whatever the text is.

mod check;
mod coerce;
mod cross_check;
mod deserialize;
mod document;
mod help;
mod node;
mod node_path;
mod normalize;
mod overlay;
mod parse;
mod pointer_pair;
mod query;
mod ref_loader;
mod reference;
mod report;
mod resolve;
mod retained;
mod rules;
mod shape;
mod swagger;
mod syntax_error;
mod tables;
mod version;

pub use document::Document;
pub use node::{Map, Node, Number};
pub(crate) use retained::{REMOVED, REMOVED_VALUES};
pub(crate) use rules::is_token;

use crate::diag::{Diagnostic, Diagnostics, Location, codes};
use crate::source::{FileId, Locator, Released, Sources};
use check::Check;
use node_path::NodePath;
use ref_loader::RefLoader;
use version::Version;

/// Reads a file as an OpenAPI document; none only after an error.
pub fn read(sources: &mut Sources, file: FileId, diags: &mut Diagnostics) -> Option<Document> {
    let root = corrected(sources, file, diags)?;
    checked(sources, file, root, diags)
}

/// The same, with what it had when it was last released and has no more (see [`Sources::keep`]).
pub fn with_removed(
    sources: &mut Sources,
    file: FileId,
    diags: &mut Diagnostics,
) -> Option<Document> {
    let mut root = corrected(sources, file, diags)?;
    if let Some(Released { file: before, goes }) = sources.kept(file).cloned() {
        let released = corrected(sources, before, diags)?;
        if !retained::is_alike(&root, &released) {
            let message = format!("`{}` is of another generation", sources.name(before));
            let found =
                Diagnostic::new(codes::BAD_CONFIG, message).location(Location::File(before));
            let help = "convert the document that was released, or let `keep-removed` go";
            diags.push(found.label("what is gone can't be kept").help(help));
            return None;
        }
        let moves = retained::keep(&mut root, &released, (file, before), &goes);
        sources.moved(file, moves);
    }
    checked(sources, file, root, diags)
}

/// Reads a tree as [`read()`] reads a text.
pub fn checked(
    sources: &mut Sources,
    file: FileId,
    mut root: Node,
    diags: &mut Diagnostics,
) -> Option<Document> {
    let version = version::version(&root, file, diags)?;
    let shape = match version {
        Version::V2_0 => &tables::SWAGGER,
        Version::V3_0 | Version::V3_1 | Version::V3_2 => &tables::DOCUMENT,
    };
    let check = Check::new(Locator::new(sources), version, diags);
    let checked = check.run(&mut root, shape, &NodePath::Root(file));
    let mut doc = Document::new(file, root);
    RefLoader::new(&mut doc, sources, diags, (version, shape)).run(checked);
    if version == Version::V2_0 {
        let moves = swagger::convert(&mut doc, diags);
        doc.rearranged(&moves);
        doc.rearranged_losses();
        doc.rearrangement = moves.clone();
        sources.moved(file, moves);
    }
    Some(doc)
}

/// Reads a file as the bare tree of JSON or YAML, whatever it means; none only after an error.
pub fn tree(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Node> {
    parse::parse(sources, file, diags)
}

/// The same with the overlays of the file applied (see [`Sources::lay_over`]).
pub fn corrected(sources: &mut Sources, file: FileId, diags: &mut Diagnostics) -> Option<Node> {
    sources.read_anew(file);
    let mut root = parse::parse(sources, file, diags)?;
    for overlay in sources.overlays(file).to_vec() {
        overlay::apply(&mut root, sources, (file, overlay), diags);
    }
    Some(root)
}

/// A document of one file as it is written: unchecked, in the words of its own version.
pub fn as_written(file: FileId, root: Node) -> Document {
    Document::new(file, root)
}

/// Offers every entry to a strict reader; what it refuses is a warning.
pub fn strict(doc: &Document, diags: &mut Diagnostics) {
    cross_check::strict(doc, diags);
}
