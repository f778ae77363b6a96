//! JSONPath: any query of an overlay, valid or not, ends within its budget.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_codegen::source::Sources;

use super::safe::printed;

/// A tree with all kinds of nodes.
const DOCUMENT: &str = r#"{"a": [1, -2.5, null, true, "text", {"b": {"c": []}}], "b": {"a": "1", "b": {"a": {}}},
"paths": {"/a": {"get": {"tags": ["x", "y"], "n": 9007199254740993}}}, "é": [[[]], [[0]]], "": 0}"#;

pub fn run(data: &[u8]) {
    let query = String::from_utf8_lossy(data);
    let query = serde_json::Value::from(query.trim_end_matches('\n')).to_string();
    let overlay = format!(
        r#"{{"overlay": "1.1.0", "info": {{"title": "t", "version": "1"}},
        "actions": [{{"target": {query}, "remove": true}}]}}"#
    );
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("api.json", DOCUMENT.to_owned());
    let overlay = sources.add("overlay.json", overlay);
    sources.apply_overlay(file, overlay);
    read::tree_with_overlays(&mut sources, file, &mut diags);
    printed(&diags, &sources);
}
