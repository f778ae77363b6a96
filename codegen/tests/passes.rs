//! The IR of small documents after all passes, in its text format.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Mode, ir, lower, passes, read};

/// The IR of a document with these schemas.
fn run_passes(schemas: &str) -> String {
    run_passes_with(schemas, &CrateLock::default())
}

/// The same, with a lock.
fn run_passes_with(schemas: &str, lock: &CrateLock) -> String {
    run_passes_of(schemas, &CrateConfig::new("t"), lock)
}

fn run_passes_of(schemas: &str, config: &CrateConfig, lock: &CrateLock) -> String {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let spec = sources.add("spec.yaml", text);
    let document = read::read(&mut sources, spec, &mut diags).expect("the document is valid");
    let mut api = lower::lower(&document, config, lock, &mut diags);
    let context = passes::Context { config, lock };
    passes::run(&mut api, &context, &mut diags);
    ir::dump(&api)
}

#[test]
fn null_moves_from_the_type_to_its_edges() {
    let ir = run_passes(
        "    A: {type: string, nullable: true}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n",
    );
    assert_eq!(ir, "alias A: String\nstruct B\n  a?: A or null\n");
}

#[test]
fn all_of_merges_properties_and_required_of_its_members() {
    let ir = run_passes(
        "    A: {type: object, properties: {x: {type: string}}}\n    B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [x]}, {type: object, properties: {y: {type: boolean}}}]}\n",
    );
    assert_eq!(
        ir,
        "struct A\n  x?: String\nstruct B\n  x: String\n  y?: Bool\n"
    );
}

#[test]
fn union_of_one_alternative_becomes_that_alternative() {
    let ir = run_passes(
        "    A: {type: object, properties: {x: {oneOf: [{type: integer}]}, y: {allOf: [{$ref: '#/components/schemas/B'}]}}}\n    B: {type: array, items: {type: string}}\n",
    );
    assert_eq!(ir, "struct A\n  x?: I64\n  y?: B\nalias B: [String]\n");
}

#[test]
fn recursive_types_are_boxed_except_in_lists() {
    let ir = run_passes(
        "    A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, more: {type: array, items: {$ref: '#/components/schemas/A'}}}}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n",
    );
    assert_eq!(
        ir,
        "struct A\n  b?: B\n  more?: [A]\nstruct B\n  a?: box A\n"
    );
}

#[test]
fn added_field_is_boxed_instead_of_an_existing_one() {
    // Without a lock, `B.a` is boxed. With `B.a` in the lock, the new `A.b` is boxed instead.
    let mut lock = CrateLock::default();
    for key in ["A/name", "B/a"] {
        let key = format!("#/components/schemas/{key}");
        lock.properties.insert(key, "any".to_owned());
    }
    let ir = run_passes_with(
        "    A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n",
        &lock,
    );
    assert_eq!(ir, "struct A\n  b?: box B\nstruct B\n  a?: A\n");
}

#[test]
fn discriminator_values_come_from_mapping_and_schema_names() {
    let ir = run_passes(
        "    U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: k, mapping: {a: '#/components/schemas/A'}}}\n    A: {type: object, properties: {k: {type: string}}}\n    B: {type: object, properties: {k: {type: string}}}\n",
    );
    assert_eq!(
        ir,
        "union U by k\n  A a beside the tag?\n  B B beside the tag?\nstruct A\nstruct B\n"
    );
}

#[test]
fn enum_or_string_declares_other_strings_on_the_edge() {
    let ir = run_passes(
        "    A: {type: object, properties: {x: {anyOf: [{$ref: '#/components/schemas/E'}, {type: string}]}, y: {$ref: '#/components/schemas/E'}, z: {anyOf: [{type: string}, {type: string, enum: [a]}]}}}\n    E: {type: string, enum: [a, b]}\n    F: {anyOf: [{type: string}, {type: string, const: a}]}\n    G: {type: array, items: {$ref: '#/components/schemas/F'}}\n",
    );
    assert_eq!(
        ir,
        "struct A\n  x?: E or string\n  y?: E\n  z?: A z or string\nenum E: a | b\nenum F: a\nalias G: [F or string]\nenum A z: a\n"
    );
}

#[test]
fn alternatives_of_one_rust_type_keep_common_constraints() {
    let union = |alternatives: &str| {
        let mut sources = Sources::new();
        let mut diags = Diagnostics::new();
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{A: {{oneOf: {alternatives}}}}}}}"
        );
        let spec = sources.add("spec.yaml", text);
        let document = read::read(&mut sources, spec, &mut diags).expect("the document is valid");
        let lock = CrateLock::default();
        let config = CrateConfig::new("t");
        let mut api = lower::lower(&document, &config, &lock, &mut diags);
        let context = passes::Context {
            config: &config,
            lock: &lock,
        };
        passes::run(&mut api, &context, &mut diags);
        let ir::Kind::Alias(only) = &api.types[0].kind else {
            panic!("{}", ir::dump(&api));
        };
        let represented = api
            .represented
            .iter()
            .map(|at| at.last().expect("an index"));
        let represented: Vec<String> = represented.map(Into::into).collect();
        let rules: Vec<_> = only.rules.iter().map(|rule| rule.keyword()).collect();
        let reported: Vec<_> = diags.iter().map(|found| found.message.clone()).collect();
        (represented.join(" "), rules.join(" "), reported.join("; "))
    };
    let plain = |represented: &str, rules: &str, reported: &str| {
        (
            represented.to_owned(),
            rules.to_owned(),
            reported.to_owned(),
        )
    };
    // The second alternative has all values of the first, so nothing is lost.
    assert_eq!(
        union("[{type: string, maxLength: 5}, {type: string}]"),
        plain("0 1", "", "")
    );
    assert_eq!(
        union(
            "[{type: string, maxLength: 5, minLength: 1}, {type: string, maxLength: 5, pattern: a}]"
        ),
        plain(
            "0 1",
            "maxLength",
            "`minLength` of one of several alternatives of one Rust type; `pattern` of one of several alternatives of one Rust type"
        )
    );
}

#[test]
fn lists_of_types_that_become_one_type_are_one_variant() {
    let ir = run_passes(
        "    A: {oneOf: [{type: array, items: {allOf: [{type: string}]}}, {type: array, items: {type: string}}]}\n",
    );
    assert_eq!(ir, "alias A: [String]\n");
}

#[test]
fn a_listed_schema_has_its_tag() {
    let schemas = "    Cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}}}\n    Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog]}}}\n    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}\n";
    let mut config = CrateConfig::new("t");
    config.mode = Mode::Models;
    config.schemas = vec!["Cat".to_owned()];
    let ir = run_passes_of(schemas, &config, &CrateLock::default());
    assert!(ir.contains("struct Cat\n  kind: "), "{ir}");
    assert!(!ir.contains("Pet"), "{ir}");
}
