//! What the passes settle, as the text of the IR: small documents, and the types and operations they come to.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{ir, lower, passes, read};

/// The IR of a document with these schemas, after all passes.
fn settled(schemas: &str) -> String {
    settled_with(schemas, &CrateLock::default())
}

/// The same, with the names of an earlier run.
fn settled_with(schemas: &str, lock: &CrateLock) -> String {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let spec = sources.add("spec.yaml", text);
    let document = read::read(&mut sources, spec, &mut diags).expect("the document is read");
    let mut api = lower::lower(&document, lock, &mut diags);
    let config = CrateConfig::new("t");
    let context = passes::Context {
        config: &config,
        lock,
    };
    passes::run(&mut api, &context, &mut diags);
    ir::dump(&api)
}

#[test]
fn null_moves_from_the_type_to_its_edges() {
    let ir = settled(
        "    A: {type: string, nullable: true}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n",
    );
    assert_eq!(ir, "alias A: String\nstruct B\n  a?: A or null\n");
}

#[test]
fn all_of_becomes_one_object_and_its_parts_lend_requirements() {
    let ir = settled(
        "    A: {type: object, properties: {x: {type: string}}}\n    B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [x]}, {type: object, properties: {y: {type: boolean}}}]}\n",
    );
    assert_eq!(
        ir,
        "struct A\n  x?: String\nstruct B\n  x: String\n  y?: Bool\n"
    );
}

#[test]
fn a_choice_of_one_is_that_one() {
    let ir = settled(
        "    A: {type: object, properties: {x: {oneOf: [{type: integer}]}, y: {allOf: [{$ref: '#/components/schemas/B'}]}}}\n    B: {type: array, items: {type: string}}\n",
    );
    assert_eq!(ir, "struct A\n  x?: I64\n  y?: B\nalias B: [String]\n");
}

#[test]
fn the_edge_that_closes_a_circle_is_boxed_and_lists_need_no_box() {
    let ir = settled(
        "    A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, more: {type: array, items: {$ref: '#/components/schemas/A'}}}}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n",
    );
    assert_eq!(
        ir,
        "struct A\n  b?: B\n  more?: [A]\nstruct B\n  a?: box A\n"
    );
}

#[test]
fn what_is_added_boxes_no_edge_that_was_there() {
    // Without a lock the edge that leads back is `B.a`. The lock knows that one, so the new `A.b` takes the box.
    let mut lock = CrateLock::default();
    for key in ["A/name", "B/a"] {
        let key = format!("#/components/schemas/{key}");
        lock.members.insert(key, "any".to_owned());
    }
    let ir = settled_with(
        "    A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n",
        &lock,
    );
    assert_eq!(ir, "struct A\n  b?: box B\nstruct B\n  a?: A\n");
}

#[test]
fn a_discriminator_tells_by_mapping_and_by_name() {
    let ir = settled(
        "    U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: k, mapping: {a: '#/components/schemas/A'}}}\n    A: {type: object, properties: {k: {type: string}}}\n    B: {type: object, properties: {k: {type: string}}}\n",
    );
    assert_eq!(
        ir,
        "union U by k\n  A a\n  B B\nstruct A\n  k?: String\nstruct B\n  k?: String\n"
    );
}
