//! Tests how overlays change a tree, and where the changed nodes are located.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_codegen::source::{Location, Locator, Pointer, Sources};

use super::flow;

const TREE: &str = "\
a: [{n: 1}, {n: 2}, {n: 3}, {n: 4}]
b: {c: x, d: [[1, 2, 3], [4, 5]]}
";

struct Overlaid {
    tree: String,
    found: Vec<String>,
    sources: Sources,
    root: Pointer,
}

/// Applies actions to the tree.
fn apply(actions: &str) -> Overlaid {
    let mut sources = Sources::new();
    let file = sources.add("tree.yaml", TREE.to_owned());
    let head = "overlay: 1.1.0\ninfo: {}\nactions:\n";
    let overlay = sources.add("o.yaml", format!("{head}{actions}"));
    sources.apply_overlay(file, overlay);
    let mut diags = Diagnostics::new();
    let mut tree = String::new();
    // Reading the file a second time gives the same tree.
    for _ in 0..2 {
        diags = Diagnostics::new();
        let root = read::tree_with_overlays(&mut sources, file, &mut diags).expect("a tree");
        tree = flow(&root);
    }
    let found = diags
        .iter()
        .map(|it| format!("{}: {}", it.code.name, it.message));
    Overlaid {
        tree,
        found: found.collect(),
        sources,
        root: Pointer::root(file),
    }
}

impl Overlaid {
    /// The file, line and column of a node.
    fn location(&self, steps: &[&str]) -> String {
        let pointer = steps
            .iter()
            .fold(self.root.clone(), |at, step| at.child(step));
        let file = self.sources.origin(&pointer).file();
        let name = self.sources.name(file).to_owned();
        let part = oascribe_codegen::source::Part::Value;
        let location = Location::Node { pointer, part };
        let span = Locator::new(&self.sources)
            .locate(&location)
            .expect("a location");
        format!("{name}:{}:{}", span.line, span.column)
    }
}

#[track_caller]
fn changes(actions: &str, tree: &str) -> Overlaid {
    let overlaid = apply(actions);
    assert_eq!(overlaid.found, [""; 0]);
    assert_eq!(overlaid.tree, tree);
    overlaid
}

#[track_caller]
fn rejected(actions: &str, found: &[&str]) {
    assert_eq!(apply(actions).found, found);
}

#[test]
fn objects_are_merged() {
    let overlaid = changes(
        "- {target: $.b, update: {c: y, d: [6], e: {f: null}}}\n",
        "{a: [{n: 1}, {n: 2}, {n: 3}, {n: 4}], b: {c: y, d: [[1, 2, 3], [4, 5], 6], e: {f: null}}}",
    );
    assert_eq!(overlaid.location(&["b", "c"]), "o.yaml:4:29");
    assert_eq!(overlaid.location(&["b", "d", "2"]), "o.yaml:4:36");
    assert_eq!(overlaid.location(&["b", "d", "1", "0"]), "tree.yaml:2:27");
    assert_eq!(overlaid.location(&["b", "e", "f"]), "o.yaml:4:47");
}

#[test]
fn items_are_appended_to_arrays() {
    changes(
        "- {target: $.b.d, update: z}\n- {target: '$.b.d[0]', update: [9]}\n- {target: $.a, remove: true}\n",
        "{b: {c: x, d: [[1, 2, 3, 9], [4, 5], z]}}",
    );
}

#[test]
fn primitive_values_are_replaced() {
    changes(
        "- {target: '$.a[?@.n < 3].n', update: 7}\n- {target: $.b, remove: true}\n",
        "{a: [{n: 7}, {n: 7}, {n: 3}, {n: 4}]}",
    );
}

#[test]
fn items_after_a_removed_one_move_up() {
    let overlaid = changes(
        "- {target: '$..[?@ == 1 || @.n == 1 || @.n == 3 || @ == 2]', remove: true}\n\
         - {target: '$.b.d[0]', remove: true}\n\
         - {target: '$.b.d', update: new}\n",
        "{a: [{}, {n: 4}], b: {c: x, d: [[4, 5], new]}}",
    );
    assert_eq!(overlaid.location(&["a", "1", "n"]), "tree.yaml:1:33");
    assert_eq!(overlaid.location(&["b", "d", "0", "1"]), "tree.yaml:2:30");
    assert_eq!(overlaid.location(&["b", "d", "1"]), "o.yaml:6:29");
    let overlaid = changes(
        "- {target: '$..[?@[0] == 1 || @ == 4]', remove: true}\n",
        "{a: [{n: 1}, {n: 2}, {n: 3}, {}], b: {c: x, d: [[5]]}}",
    );
    assert_eq!(overlaid.location(&["b", "d", "0", "0"]), "tree.yaml:2:30");
}

#[test]
fn nodes_are_copied() {
    let overlaid = changes(
        "- {target: $.b.d, remove: true}\n- {target: $.b, copy: '$.a[3]'}\n- {target: $.a, remove: true}\n",
        "{b: {c: x, n: 4}}",
    );
    assert_eq!(overlaid.location(&["b", "n"]), "tree.yaml:1:33");
}

#[test]
fn values_of_other_kinds_are_rejected() {
    rejected(
        "- {target: $.b, update: 1}\n- {target: $.b.c, update: {}}\n- {target: $.b, update: {d: {}}}\n",
        &[
            "bad-overlay: a primitive value can't be merged into an object",
            "bad-overlay: an object can't be merged into a primitive value",
            "bad-overlay: an object can't be merged into an array",
        ],
    );
    rejected(
        "- {target: $.*, update: 1}\n- {target: $.b.f, update: 1}\n",
        &[
            "bad-overlay: the target selects both arrays and objects",
            "unmatched-action: the target matches nothing in the document",
        ],
    );
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    let (outer, inner, path) = (nested(60), nested(80), "[0]".repeat(59));
    rejected(
        &format!(
            "- {{target: $.b, update: {{e: {outer}}}}}\n- {{target: '$.b.e{path}', update: {inner}}}\n"
        ),
        &["bad-overlay: this makes the document too deeply nested"],
    );
}

#[test]
fn duplicate_keys_are_reported_once() {
    rejected(
        "- target: $.b\n  update:\n    e: 1\n    e: 2\n",
        &["duplicate-key: the key `e` appears twice"],
    );
}
