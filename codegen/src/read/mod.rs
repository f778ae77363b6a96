//! Reads OpenAPI documents.
//!
//! Input: a file. Output: a checked [`Document`]. Every value in it has the type that its keyword requires; values
//! with another type are removed and reported. Stack and memory are bounded for every input.

mod budget;
mod check;
mod coerce;
mod cross_check;
mod deserialize;
mod disposition;
mod document;
mod help;
mod inventory;
mod json;
pub mod keyword;
mod node;
mod node_path;
mod other_format;
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
mod schema;
mod shape;
mod swagger;
mod syntax_error;
mod tables;
mod type_keyword;
mod unused;
mod upgrade;
mod version;

pub use disposition::{Disposition, EXTENSIONS, Support};
pub use document::Document;
pub use inventory::{KeywordUse, inventory, support};
pub(crate) use json::to_json;
pub use node::{Map, Node, Number};
pub(crate) use query::{Step, singular_query};
pub(crate) use retained::{REMOVED, REMOVED_VALUES};
pub(crate) use rules::is_token;
pub use schema::{Limit, Schema, string_format};
pub(crate) use type_keyword::is_type;
pub use version::Version;

use crate::diag::{Diagnostic, Diagnostics, Location, codes};
use crate::source::{FileId, Locator, Released, Sources};
use check::Check;
use node_path::NodePath;
use ref_loader::RefLoader;

/// Reads a file as an OpenAPI document. Returns `None` if an error was reported.
pub fn read(sources: &mut Sources, file: FileId, diags: &mut Diagnostics) -> Option<Document> {
    let root = tree_with_overlays(sources, file, diags)?;
    check_tree(sources, file, root, diags)
}

/// Like [`read()`], but retains the items of an earlier release that were removed since (see
/// [`Sources::retain_from`]).
pub fn read_with_removed(
    sources: &mut Sources,
    file: FileId,
    diags: &mut Diagnostics,
) -> Option<Document> {
    let mut root = tree_with_overlays(sources, file, diags)?;
    if let Some(Released {
        file: before,
        removed_in,
    }) = sources.retained_from(file).cloned()
    {
        let released = tree_with_overlays(sources, before, diags)?;
        if !retained::is_same_generation(&root, &released) {
            let message = format!(
                "`{}` and the current document are not the same generation of OpenAPI",
                sources.name(before)
            );
            let found =
                Diagnostic::new(codes::BAD_CONFIG, message).location(Location::File(before));
            let help =
                "convert the released document to the same generation, or remove `keep-removed`";
            diags.push(
                found
                    .label("removed items can't be retained from it")
                    .help(help),
            );
            return None;
        }
        let moves = retained::retain(&mut root, &released, (file, before), &removed_in);
        sources.moved(file, moves);
    }
    check_tree(sources, file, root, diags)
}

/// Checks a tree that was already parsed, like [`read()`] does after parsing.
pub fn check_tree(
    sources: &mut Sources,
    file: FileId,
    mut root: Node,
    diags: &mut Diagnostics,
) -> Option<Document> {
    let version = version::version(&root, file, diags)?;
    let shape = version.shape();
    let check = Check::new(Locator::new(sources), version, diags);
    let checked = check.run(&mut root, shape, &NodePath::Root(file));
    let mut doc = Document::new(file, version, root);
    RefLoader::new(&mut doc, sources, diags, (version, shape)).run(checked);
    if version == Version::V2_0 {
        let moves = swagger::convert(&mut doc, diags);
        doc.record_moves(&moves);
        doc.record_moved_left_out();
        doc.conversion_moves = moves.clone();
        sources.moved(file, moves);
    }
    Some(doc)
}

/// Parses a file as JSON or YAML without checking it. Returns `None` if an error was reported.
pub fn tree(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Node> {
    parse::parse(sources, file, diags)
}

/// Like [`tree()`], with the overlays of the file applied (see [`Sources::apply_overlay`]).
pub fn tree_with_overlays(
    sources: &mut Sources,
    file: FileId,
    diags: &mut Diagnostics,
) -> Option<Node> {
    sources.read_anew(file);
    let mut root = parse::parse(sources, file, diags)?;
    for overlay in sources.overlays(file).to_vec() {
        overlay::apply(&mut root, sources, (file, overlay), diags);
    }
    sources.overlays_were_applied(file);
    Some(root)
}

/// Parses every entry with the crate `openapiv3` too, and warns about each one that it rejects.
pub fn cross_check(doc: &Document, diags: &mut Diagnostics) {
    cross_check::cross_check(doc, diags);
}
