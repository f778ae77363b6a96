//! Overlays: what they make of a tree, and where its nodes are said to stand.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_codegen::source::{Location, Locator, Pointer, Sources};

use super::flow;

const TREE: &str = "\
a: [{n: 1}, {n: 2}, {n: 3}, {n: 4}]
b: {c: x, d: [[1, 2, 3], [4, 5]]}
";

struct Laid {
    tree: String,
    found: Vec<String>,
    sources: Sources,
    root: Pointer,
}

/// What these actions make of the tree.
fn laid(actions: &str) -> Laid {
    let mut sources = Sources::new();
    let file = sources.add("tree.yaml", TREE.to_owned());
    let head = "overlay: 1.1.0\ninfo: {}\nactions:\n";
    let overlay = sources.add("o.yaml", format!("{head}{actions}"));
    sources.lay_over(file, overlay);
    let mut diags = Diagnostics::new();
    let mut tree = String::new();
    // Reading it a second time changes nothing.
    for _ in 0..2 {
        diags = Diagnostics::new();
        let root = read::corrected(&mut sources, file, &mut diags).expect("a tree");
        tree = flow(&root);
    }
    let found = diags
        .iter()
        .map(|it| format!("{}: {}", it.code.name, it.message));
    Laid {
        tree,
        found: found.collect(),
        sources,
        root: Pointer::root(file),
    }
}

impl Laid {
    /// Where a node stands: the file, the line and the column.
    fn place(&self, steps: &[&str]) -> String {
        let pointer = steps
            .iter()
            .fold(self.root.clone(), |at, step| at.child(step));
        let file = self.sources.origin(&pointer).file();
        let name = self.sources.name(file).to_owned();
        let part = oascribe_codegen::source::Part::Value;
        let place = Location::Node { pointer, part };
        let span = Locator::new(&self.sources).locate(&place).expect("a place");
        format!("{name}:{}:{}", span.line, span.column)
    }
}

#[track_caller]
fn makes(actions: &str, tree: &str) -> Laid {
    let laid = laid(actions);
    assert_eq!(laid.found, [""; 0]);
    assert_eq!(laid.tree, tree);
    laid
}

#[track_caller]
fn refused(actions: &str, found: &[&str]) {
    assert_eq!(laid(actions).found, found);
}

#[test]
fn objects_are_merged() {
    let laid = makes(
        "- {target: $.b, update: {c: y, d: [6], e: {f: null}}}\n",
        "{a: [{n: 1}, {n: 2}, {n: 3}, {n: 4}], b: {c: y, d: [[1, 2, 3], [4, 5], 6], e: {f: null}}}",
    );
    assert_eq!(laid.place(&["b", "c"]), "o.yaml:4:29");
    assert_eq!(laid.place(&["b", "d", "2"]), "o.yaml:4:36");
    assert_eq!(laid.place(&["b", "d", "1", "0"]), "tree.yaml:2:27");
    assert_eq!(laid.place(&["b", "e", "f"]), "o.yaml:4:47");
}

#[test]
fn lists_take_items() {
    makes(
        "- {target: $.b.d, update: z}\n- {target: '$.b.d[0]', update: [9]}\n- {target: $.a, remove: true}\n",
        "{b: {c: x, d: [[1, 2, 3, 9], [4, 5], z]}}",
    );
}

#[test]
fn plain_values_are_replaced() {
    makes(
        "- {target: '$.a[?@.n < 3].n', update: 7}\n- {target: $.b, remove: true}\n",
        "{a: [{n: 7}, {n: 7}, {n: 3}, {n: 4}]}",
    );
}

#[test]
fn what_follows_moves_up() {
    let laid = makes(
        "- {target: '$..[?@ == 1 || @.n == 1 || @.n == 3 || @ == 2]', remove: true}\n\
         - {target: '$.b.d[0]', remove: true}\n\
         - {target: '$.b.d', update: new}\n",
        "{a: [{}, {n: 4}], b: {c: x, d: [[4, 5], new]}}",
    );
    assert_eq!(laid.place(&["a", "1", "n"]), "tree.yaml:1:33");
    assert_eq!(laid.place(&["b", "d", "0", "1"]), "tree.yaml:2:30");
    assert_eq!(laid.place(&["b", "d", "1"]), "o.yaml:6:29");
    let laid = makes(
        "- {target: '$..[?@[0] == 1 || @ == 4]', remove: true}\n",
        "{a: [{n: 1}, {n: 2}, {n: 3}, {}], b: {c: x, d: [[5]]}}",
    );
    assert_eq!(laid.place(&["b", "d", "0", "0"]), "tree.yaml:2:30");
}

#[test]
fn what_stands_elsewhere_is_copied() {
    let laid = makes(
        "- {target: $.b.d, remove: true}\n- {target: $.b, copy: '$.a[3]'}\n- {target: $.a, remove: true}\n",
        "{b: {c: x, n: 4}}",
    );
    assert_eq!(laid.place(&["b", "n"]), "tree.yaml:1:33");
}

#[test]
fn what_does_not_fit_is_refused() {
    refused(
        "- {target: $.b, update: 1}\n- {target: $.b.c, update: {}}\n- {target: $.b, update: {d: {}}}\n",
        &[
            "bad-overlay: a plain value can't be merged into an object",
            "bad-overlay: an object can't be merged into a plain value",
            "bad-overlay: an object can't be merged into a list",
        ],
    );
    refused(
        "- {target: $.*, update: 1}\n- {target: $.b.f, update: 1}\n",
        &[
            "bad-overlay: the target selects lists and objects",
            "unmatched-action: the target is nowhere in the document",
        ],
    );
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    let (outer, inner, way) = (nested(60), nested(80), "[0]".repeat(59));
    refused(
        &format!(
            "- {{target: $.b, update: {{e: {outer}}}}}\n- {{target: '$.b.e{way}', update: {inner}}}\n"
        ),
        &["bad-overlay: this makes the document too deep"],
    );
}

#[test]
fn keys_that_stand_twice_are_told_of_once() {
    refused(
        "- target: $.b\n  update:\n    e: 1\n    e: 2\n",
        &["duplicate-key: `e` stands here twice"],
    );
}
