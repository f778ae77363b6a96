//! Diagnostics for keywords: misspelled, misplaced, missing, or with a wrong value.

use oascribe_codegen::diag::Diagnostics;

use super::prints;
use crate::{read, with, with_version};

#[test]
fn duplicate_key() {
    prints(
        &with("components:\n  schemas:\n    A: {type: string}\n    A: {type: integer}\n"),
        "\
warning[duplicate-key]: the key `A` appears twice
  --> api.yaml:7:5
  |
7 |     A: {type: integer}
  |     ^ the last one is used
  --> api.yaml:6:5
  |
6 |     A: {type: string}
  |     - the first one
",
    );
    let thrice = with("x-a: {b: 1, b: 2, b: 3}\ntags: []\ntags: [{name: a}]\n").found();
    assert_eq!(
        thrice,
        ["warning[duplicate-key] 6:1 the key `tags` appears twice | the last one is used"]
    );
}

#[test]
fn wrong_type() {
    prints(
        &with("tags: {a: b}\n"),
        "\
warning[wrong-type]: `tags` must be an array, not an object
  --> api.yaml:4:7
  |
4 | tags: {a: b}
  |       ^^^^^^ the keyword is left out
",
    );
}

#[test]
fn bad_value() {
    prints(
        &with("components:\n  schemas:\n    A: {type: strng}\n"),
        "\
warning[bad-value]: `type` must be one of `array`, `boolean`, `integer`, `number`, `object`, `string`, not `strng`
  --> api.yaml:6:15
  |
6 |     A: {type: strng}
  |               ^^^^^ the keyword is left out
  = help: did you mean `string`?
",
    );
}

#[test]
fn bad_bound() {
    prints(
        &with("components:\n  schemas:\n    A: {minLength: 5, maxLength: 3}\n"),
        "\
warning[bad-bound]: `minLength` (5) is greater than `maxLength` (3)
  --> api.yaml:6:20
  |
6 |     A: {minLength: 5, maxLength: 3}
  |                    ^ both are left out
  --> api.yaml:6:34
  |
6 |     A: {minLength: 5, maxLength: 3}
  |                                  - the upper bound
",
    );
    let others =
        with("components:\n  schemas:\n    A: {maxLength: -1, multipleOf: 0, maximum: .inf}\n");
    assert_eq!(
        others.found(),
        [
            "warning[bad-bound] 6:20 `maxLength` must be an integer of at least 0, not -1 | the keyword is left out",
            "warning[bad-bound] 6:48 `maximum` must be a finite number, not inf | the keyword is left out",
            "warning[bad-bound] 6:36 `multipleOf` must be greater than 0, not 0 | the keyword is left out",
        ]
    );
}

#[test]
fn bad_path() {
    prints(
        &with("paths:\n  pets: {}\n"),
        "\
skipped[bad-path]: the path `pets` does not begin with `/`
  --> api.yaml:4:3
  |
4 |   pets: {}
  |   ^^^^ the path is left out
  = help: write `/pets`
",
    );
}

#[test]
fn unknown_keyword() {
    prints(
        &with("paths:\n  /a:\n    get: {sumary: s, responses: {default: {description: d}}}\n"),
        "\
warning[unknown-keyword]: `sumary` is not a keyword of an operation
  --> api.yaml:5:11
  |
5 |     get: {sumary: s, responses: {default: {description: d}}}
  |           ^^^^^^ the keyword is ignored
  = help: did you mean `summary`?
",
    );
}

#[test]
fn other_version() {
    prints(
        &with("components:\n  schemas:\n    A: {const: 1}\n    B: {const: 2}\n"),
        "\
note[other-version]: `const` in a schema requires OpenAPI 3.1, not 3.0
  --> api.yaml:6:9
  |
6 |     A: {const: 1}
  |         ^^^^^ it is accepted anyway, here and in 1 other location
",
    );
    let older = with_version(
        "3.1.0",
        "components:\n  schemas:\n    A: {nullable: true}\n",
    );
    assert_eq!(
        older.found(),
        [
            "note[other-version] 6:9 a boolean `nullable` requires OpenAPI 3.0, not 3.1 | it is accepted anyway"
        ]
    );
}

#[test]
fn body_conflict() {
    let reading = read(
        "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    post:\n      parameters:\n        \
         - {name: a, in: body}\n        - {name: b, in: body}\n      responses: {}\n",
    );
    prints(
        &reading,
        "\
warning[body-conflict]: the operation already has a body
  --> api.yaml:8:11
  |
8 |         - {name: b, in: body}
  |           ^^^^^^^^^^^^^^^^^^^ the parameter is left out
  --> api.yaml:7:11
  |
7 |         - {name: a, in: body}
  |           ------------------- this body is sent
",
    );
}

#[test]
fn missing_keyword() {
    prints(
        &with("tags:\n  - description: d\n"),
        "\
skipped[missing-keyword]: the tag has no `name`
  --> api.yaml:5:5
  |
5 |   - description: d
  |     ^^^^^^^^^^^^^^ the tag is left out
",
    );
    let others = with(
        "paths:\n  /a:\n    get: {parameters: [{name: a, in: query}]}\ncomponents: {schemas: {A: {type: array}}}\n",
    );
    assert_eq!(
        others.found(),
        [
            "warning[missing-keyword] 5:24 the parameter has neither `schema` nor `content` | it is treated as a string",
            "note[missing-keyword] 5:10 the operation has no `responses` | ",
            "note[missing-keyword] 6:34 the array schema has no `items` | the items can be any value",
        ]
    );
}

#[test]
fn unused_example() {
    prints(
        &with("components:\n  schemas:\n    A: {example: a}\n  examples: {a: {value: 1}}\n"),
        "\
notice[unused-example]: examples have no effect on the generated code
  --> api.yaml:6:9
  |
6 |     A: {example: a}
  |         ^^^^^^^ here and in 1 other location
",
    );
}

#[test]
fn unused_extension() {
    let reading =
        with("x-a: 1\ncomponents:\n  schemas:\n    A: {x-a: 1, x-b: 2, x-enumNames: [a]}\n");
    prints(
        &reading,
        "\
notice[unused-extension]: extensions have no effect on the generated code: `x-a` (2 times), `x-b`
  --> api.yaml:4:1
  |
4 | x-a: 1
  | ^^^
",
    );
}

#[test]
fn unused_keyword() {
    prints(
        &with("components:\n  schemas:\n    A: {xml: {name: a}}\n    B: {xml: {nam: 1}}\n"),
        "\
notice[unused-keyword]: `xml` in a schema has no effect on the generated code
  --> api.yaml:6:9
  |
6 |     A: {xml: {name: a}}
  |         ^^^ here and in 1 other location
",
    );
}

#[test]
fn not_strict() {
    let mut reading = with(
        "components:\n  callbacks: {C: {}}\npaths:\n  /a:\n    get:\n      responses: {}\n      callbacks: {c: {$ref: '#/components/callbacks/C'}}\n",
    );
    let mut diags = Diagnostics::new();
    read::cross_check(reading.doc.as_ref().expect("a document"), &mut diags);
    reading.diags = diags;
    prints(
        &reading,
        "\
warning[not-strict]: the crate `openapiv3` rejects `/a`
  --> api.yaml:6:3
  |
6 |   /a:
  |   ^^ invalid type: string \"#/components/callbacks/C\", expected struct PathItem
",
    );
}
