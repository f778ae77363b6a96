//! The types of schemas in OpenAPI 3.1 after all passes, in the text format of the IR: keywords beside others,
//! conditions, and schemas with type parameters.

use std::fs;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{ir, prepare};

/// The types, and the diagnostics.
struct Types {
    ir: String,
    reported: String,
}

impl Types {
    /// The lines of the dump that describe a type.
    fn of(&self, name: &str) -> String {
        let is_head = |line: &&str| {
            let rest = line
                .split_once(' ')
                .and_then(|(_, rest)| rest.strip_prefix(name));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        };
        let mut lines = self.ir.lines().skip_while(|line| !is_head(line));
        let head = lines.next().unwrap_or("none").to_owned();
        let inner = lines
            .take_while(|line| line.starts_with(' '))
            .map(str::trim);
        std::iter::once(head)
            .chain(inner.map(str::to_owned))
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// The types of `components/schemas`, which are indented by 4 spaces.
fn types(schemas: &str) -> Types {
    types_of_files(&[("api.yaml", &document(schemas))])
}

fn document(schemas: &str) -> String {
    let head =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    format!("{head}{schemas}\n")
}

/// The types of the first of several files.
fn types_of_files(files: &[(&str, &str)]) -> Types {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("the file is new");
    }
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources
        .read(&folder.path().join(files[0].0))
        .expect("the file was written");
    let (config, lock) = (CrateConfig::new("t"), CrateLock::default());
    let planned = prepare(&mut sources, file, &config, &lock, &mut diags);
    let options = RenderOptions {
        notes: true,
        color: false,
    };
    let reported = human(&diags, &sources, options);
    let ir = ir::dump(&planned.unwrap_or_else(|| panic!("{reported}")).api);
    Types { ir, reported }
}

#[test]
fn conditions_declare_properties_wherever_they_are() {
    let types = types(
        "    Named: {type: object, properties: {name: {type: string}}}
    Reference: {type: object, if: {}, then: {$ref: '#/components/schemas/Named', properties: {more: {type: integer}}}}
    Chain: {type: object, if: {}, then: {properties: {a: {type: string}}}, else: {if: {}, then: {properties: {b: {type: string}}}, else: {allOf: [{properties: {c: {type: string}}}]}}}
    Union: {oneOf: [{type: object, properties: {a: {type: string}}}], then: {properties: {b: {type: string}}}}
    Alternative: {oneOf: [{then: {properties: {b: {type: string}}}}, {type: string}]}
    Self: {type: object, properties: {a: {type: string}}, then: {$ref: '#/components/schemas/Self'}}",
    );
    let all = ["Reference", "Chain", "Union", "Self"].map(|name| types.of(name));
    assert_eq!(
        all,
        [
            "struct Reference; more?: I64; name?: String",
            "struct Chain; a?: String; b?: String; c?: String",
            "struct Union; a?: String; b?: String",
            "struct Self; a?: String",
        ]
    );
    assert!(
        types.ir.contains("struct Alternative object\n  b?: String"),
        "{}",
        types.ir
    );
    assert!(
        types
            .reported
            .contains("`b` is only declared under a condition")
    );
}

#[test]
fn required_beside_a_reference_makes_no_object() {
    let types = types(
        "    Anything: {}
    Text: {type: string}
    Item: {type: object, properties: {x: {type: string}}}
    A: {$ref: '#/components/schemas/Anything', required: [x]}
    B: {$ref: '#/components/schemas/Text', required: [x]}
    C: {$ref: '#/components/schemas/Item', required: [x]}
    D: {allOf: [{$ref: '#/components/schemas/Anything'}, {required: [x]}]}
    E: {$ref: '#/components/schemas/Anything', type: object, required: [x]}",
    );
    let all = ["A", "B", "C", "D", "E"].map(|name| types.of(name));
    assert_eq!(
        all,
        [
            "alias A: any",
            "alias B: Text",
            "struct C; x: String",
            "alias D: any",
            "struct E; x: any"
        ]
    );
    assert!(
        types
            .reported
            .contains("`required` beside a schema of any type")
    );
}

#[test]
fn keywords_beside_a_reference_narrow_it() {
    let types = types(
        "    Anything: {}
    Either: {oneOf: [{type: string}, {type: integer}]}
    Item: {type: object, properties: {x: {type: string}}}
    Count: {type: integer}
    Root:
      type: object
      properties:
        text: {$ref: '#/components/schemas/Anything', type: string}
        list: {$ref: '#/components/schemas/Anything', items: {type: string}}
        map: {$ref: '#/components/schemas/Anything', type: object, additionalProperties: {type: integer}}
        one: {$ref: '#/components/schemas/Either', type: integer}
        small: {$ref: '#/components/schemas/Count', format: int32}
        several: {$ref: '#/components/schemas/Anything', type: [string, boolean]}
    More: {$ref: '#/components/schemas/Item', additionalProperties: {type: integer}}
    Listed: {type: [object, string], allOf: [{properties: {y: {type: string}}}]}",
    );
    let root = types.of("Root");
    for field in [
        "text?: String",
        "list?: [String]",
        "map?: {I64}",
        "one?: I64",
        "small?: I32",
    ] {
        assert!(root.contains(field), "{field}: {root}");
    }
    assert!(types.ir.contains("union Root several"), "{}", types.ir);
    assert!(types.of("More").contains("I64"), "{}", types.ir);
    assert_eq!(types.of("Listed"), "struct Listed; y?: String");
    assert!(
        types
            .reported
            .contains("this list of types is beside properties")
    );
}

#[test]
fn read_only_is_found_through_references_and_members() {
    let types = types(
        "    Role: {type: string, readOnly: true}
    Secret: {allOf: [{type: string}, {writeOnly: true}]}
    Member:
      type: object
      required: [role, secret, both, plain]
      properties:
        role: {$ref: '#/components/schemas/Role'}
        secret: {$ref: '#/components/schemas/Secret'}
        both: {allOf: [{$ref: '#/components/schemas/Role'}]}
        plain: {type: string}",
    );
    let member = types.of("Member");
    for field in ["role?", "secret?", "both?", "plain:"] {
        assert!(member.contains(field), "{field}: {member}");
    }
}

#[test]
fn type_parameters_are_bound_where_the_schema_is_written() {
    let user = document(
        "    Meta: {type: object, properties: {wrong: {type: integer}}}
    Texts: {$ref: 'lib.yaml#/components/schemas/Page', $defs: {T: {$dynamicAnchor: T, type: string}}}",
    );
    let library = document(
        "    Meta: {type: object, properties: {right: {type: integer}}}
    Page:
      type: object
      properties: {items: {type: array, items: {$dynamicRef: '#T'}}, meta: {$ref: '#/components/schemas/Meta'}}
      $defs: {T: {$dynamicAnchor: T}}",
    );
    let types = types_of_files(&[("api.yaml", &user), ("lib.yaml", &library)]);
    assert!(
        types.of("Texts").contains("items?: [String]"),
        "{}",
        types.ir
    );
    assert!(types.ir.contains("right?: I64"), "{}", types.ir);
}

#[test]
fn anchors_of_bound_schemas_distinguish_instances() {
    let types = types(
        "    Page: {$id: page, type: object, properties: {item: {$dynamicRef: '#T'}}, $defs: {T: {$dynamicAnchor: T}}}
    Box: {$id: box, type: object, properties: {u: {$dynamicRef: '#U'}}, $defs: {U: {$dynamicAnchor: U}}}
    A: {$id: a, $ref: page, $defs: {T: {$dynamicAnchor: T, $ref: box}, U: {$dynamicAnchor: U, type: string}}}
    B: {$id: b, $ref: page, $defs: {T: {$dynamicAnchor: T, $ref: box}, U: {$dynamicAnchor: U, type: integer}}}",
    );
    assert_eq!(types.of("A item"), "struct A item; u?: String");
    assert_eq!(types.of("B item"), "struct B item; u?: I64");
}

#[test]
fn plain_anchors_are_not_bound() {
    let types = types(
        "    Page:
      $id: page
      type: object
      properties: {a: {$dynamicRef: '#plain'}, b: {$dynamicRef: '#T', $ref: '#/components/schemas/Base'}}
      $defs: {P: {$anchor: plain, type: integer}, T: {$dynamicAnchor: T}}
    Base: {type: object, properties: {base: {type: string}}}
    User: {$id: user, $ref: page, $defs: {P: {$dynamicAnchor: plain, type: string}, T: {$dynamicAnchor: T, properties: {own: {type: string}}}}}",
    );
    assert!(types.of("User").contains("a?: P"), "{}", types.ir);
    assert!(types.ir.contains("alias P: I64"), "{}", types.ir);
    let both = types.of("User b");
    assert!(
        both.contains("own") && both.contains("base"),
        "{}",
        types.ir
    );
}

/// A chain of schemas, each of which refers to the next one as `next` says.
fn chain(length: usize, next: impl Fn(usize) -> String) -> String {
    let bound = "$defs: {T: {$dynamicAnchor: T, type: string}}";
    let mut text = format!("    Root: {{$ref: '#/components/schemas/N0', {bound}}}\n");
    for index in 0..length {
        text.push_str(&format!("    N{index}: {}\n", next(index + 1)));
    }
    let last =
        "type: object, properties: {v: {$dynamicRef: '#T'}}, $defs: {T: {$dynamicAnchor: T}}";
    text.push_str(&format!("    N{length}: {{{last}}}\n"));
    text
}

#[test]
fn instances_do_not_multiply() {
    let tuples = types(&chain(24, |next| {
        let next = format!("{{$ref: '#/components/schemas/N{next}'}}");
        format!("{{type: array, prefixItems: [{next}, {next}]}}")
    }));
    assert!(
        tuples.ir.lines().count() < 500,
        "{}",
        tuples.ir.lines().count()
    );
    let objects = types(&chain(60, |next| {
        format!("{{type: object, properties: {{next: {{$ref: '#/components/schemas/N{next}'}}}}}}")
    }));
    assert!(
        !objects.reported.contains("ref-cycle"),
        "{}",
        objects.reported
    );
}

#[test]
fn too_many_instances_are_reported() {
    // Each level doubles the bindings of the next one.
    let mut text = String::from("    N0: {type: object, properties: {v: {$dynamicRef: '#A0'}}}\n");
    for level in 1..=14 {
        let before = level - 1;
        let bind = |name: &str, ty: &str| {
            format!(
                "{name}: {{$ref: '#/components/schemas/N{before}', $defs: {{D{level}: {{$dynamicAnchor: A{level}, type: {ty}}}}}}}"
            )
        };
        let (one, other) = (bind("l", "string"), bind("r", "integer"));
        let used = format!("u: {{$dynamicRef: '#A{level}'}}");
        text.push_str(&format!(
            "    N{level}: {{type: object, properties: {{{one}, {other}}}}}\n    M{level}: {{type: object, properties: {{{used}}}}}\n"
        ));
    }
    let used: Vec<_> = (1..=14)
        .map(|level| format!("a{level}: {{$dynamicRef: '#A{level}'}}"))
        .collect();
    let text = text.replacen("v: {$dynamicRef: '#A0'}", &used.join(", "), 1);
    let types = types(&text);
    assert!(
        types.reported.contains("more than 4096 schemas"),
        "{}",
        types.reported
    );
}

#[test]
fn faults_in_schemas_with_type_parameters_are_reported_once() {
    let types = types(
        "    Page: {type: object, properties: {item: {$dynamicRef: '#T'}, odd: {type: string, format: odd}}, $defs: {T: {$dynamicAnchor: T}}}
    A: {$ref: '#/components/schemas/Page', $defs: {T: {$dynamicAnchor: T, type: string}}}
    B: {$ref: '#/components/schemas/Page', $defs: {T: {$dynamicAnchor: T, type: integer}}}",
    );
    assert_eq!(
        types.reported.matches("format `odd`").count(),
        1,
        "{}",
        types.reported
    );
}

#[test]
fn keywords_that_objects_and_arrays_do_not_check_are_reported() {
    let types = types(
        "    A: {type: object, properties: {x: {type: string}}, minProperties: 1, enum: [{x: a}]}
    B: {type: object, additionalProperties: {type: string}, required: [x]}
    C: {type: array, items: {}, const: [1]}
    D: {oneOf: [{type: string}, {type: integer}], minLength: 3}
    E: {$ref: '#/components/schemas/B', const: {x: a}}",
    );
    for (line, keyword) in [
        (6, "minProperties"),
        (6, "enum"),
        (7, "required"),
        (8, "const"),
    ] {
        assert!(
            is_reported(&types, line, keyword),
            "{keyword}: {}",
            types.reported
        );
    }
    assert!(is_reported(&types, 9, "minLength"), "{}", types.reported);
    assert!(is_reported(&types, 10, "const"), "{}", types.reported);
}

/// Whether a keyword on a line is reported as unused.
fn is_reported(types: &Types, line: usize, keyword: &str) -> bool {
    let mut found = types.reported.split("\n\n");
    found.any(|found| {
        let head = found.lines().next().unwrap_or_default();
        let is_named =
            head.starts_with("notice[unused-keyword]") && head.contains(&format!("`{keyword}`"));
        is_named && found.contains(&format!("api.yaml:{line}:"))
    })
}

/// A value that rejects nothing is not reported, and changes no type.
#[test]
fn keywords_without_effect() {
    let types = types(
        "    Pet: {type: object, properties: {id: {type: string}}}
    Owner: {$ref: '#/components/schemas/Pet', minProperties: 0, required: [], uniqueItems: false}
    Key: {oneOf: [{type: string}, {type: integer}], minLength: 0, uniqueItems: false, minimum: 0}
    Rows: {type: array, items: {type: string}, const: 0}",
    );
    assert_eq!(types.of("Owner"), "alias Owner: Pet");
    let reported = |text: &str| types.reported.contains(text);
    assert!(reported("`minimum` beside `oneOf`"), "{}", types.reported);
    assert!(
        !reported("`minLength`") && !reported("`uniqueItems`"),
        "{}",
        types.reported
    );
    assert!(reported("the values of this `const`"), "{}", types.reported);
}
