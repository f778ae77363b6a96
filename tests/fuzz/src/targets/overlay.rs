//! Overlays: a document with an overlay is the same each time, and diagnostics have no effect.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read::{self, Node};
use oascribe_codegen::source::Sources;
use oascribe_test_support::spelling::json;

use super::safe::printed;
use crate::parts::{Part, split};

pub fn run(data: &[u8]) {
    let parts = split(data);
    let first = changed(&parts);
    assert_eq!(first, changed(&parts));
}

/// The tree of the document after the overlays, and the diagnostics.
fn changed(parts: &[Part]) -> (Option<String>, String) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("api.yaml", parts[0].text.clone());
    for overlay in &parts[1..] {
        let overlay = sources.add("overlay.yaml", overlay.text.clone());
        sources.apply_overlay(file, overlay);
    }
    let tree = read::tree_with_overlays(&mut sources, file, &mut diags);
    let tree: Option<Node> = tree;
    // The locations of changed nodes are found while the document is read.
    read::read(&mut sources, file, &mut Diagnostics::new());
    (tree.as_ref().map(json), printed(&diags, &sources))
}
