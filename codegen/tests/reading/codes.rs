//! One case for each code of the reader, letter by letter.

use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::diag::{Diagnostics, codes};

use super::{Reading, read, with, with_version};

#[track_caller]
fn prints(reading: &Reading, expected: &str) {
    let printed = reading.human();
    assert_eq!(printed, expected, "\n{printed}");
}

#[test]
fn syntax() {
    prints(
        &read("openapi: 3.0.3\ninfo:\n\ttitle: t\n"),
        "\
error[syntax]: a tab can't indent YAML
  --> api.yaml:3:1
  |
3 |     title: t
  | ^^^^
  = help: indent with spaces
",
    );
    prints(
        &read("{\"openapi\": \"3.0.3\",\n \"ü\": {} \"b\": 1}"),
        "\
error[syntax]: expected `,` or `}`
  --> api.yaml:2:10
  |
2 |  \"ü\": {} \"b\": 1}
  |          ^
",
    );
    let places = [
        ("a: @x\n", "1:4"),
        ("a: ä: b: c\n", "1:5"),
        ("a:\n  b: 1\n c: 1\n", "3:2"),
        ("a: *x\n", "1:4"),
        ("a: 1\nb: \"x\nc: 1\n", "2:4"),
        ("a: \"ü\u{1}\"\n", "1:6"),
        ("a:\r\n\tb: 1\r\n", "2:1"),
        ("{\"a\": ", "1:6"),
        ("{\"ü", "1:3"),
        ("{\"a\\", "1:4"),
    ];
    for (text, place) in places {
        let found = read(text).found();
        assert!(
            found[0].starts_with(&format!("error[syntax] {place} ")),
            "{text:?}: {found:?}"
        );
    }
}

#[test]
fn too_deep() {
    let reading = read("openapi: 3.0.3\nx-a: &a {b: *a}\n");
    let found = reading.found();
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("error[too-deep] 2:"), "{found:?}");
}

#[test]
fn alias_bomb() {
    let mut text = "openapi: 3.0.3\nx0: &x0 [a, a, a, a, a, a, a, a]\n".to_owned();
    for level in 1..9 {
        let below = format!("*x{}, ", level - 1).repeat(8);
        text.push_str(&format!(
            "x{level}: &x{level} [{}]\n",
            below.trim_end_matches(", ")
        ));
    }
    prints(
        &read(&text),
        "error[alias-bomb]: the aliases make the document too large\n  --> api.yaml\n",
    );
}

#[test]
fn several_documents() {
    prints(
        &with("---\nopenapi: 3.0.3\n"),
        "\
warning[several-documents]: the file holds several YAML documents
  --> api.yaml:4:1
  |
4 | ---
  | ^ only what stands above is read
",
    );
}

#[test]
fn unknown_tag() {
    prints(
        &with("components: !include parts.yaml\n"),
        "\
warning[unknown-tag]: the tag `!include` means nothing in OpenAPI
  --> api.yaml:4:13
  |
4 | components: !include parts.yaml
  |             ^^^^^^^^^^^^^^^^^^^ the value is read as if the tag were not there

warning[wrong-type]: `components` must be a components object, not the text `parts.yaml`
  --> api.yaml:4:13
  |
4 | components: !include parts.yaml
  |             ^^^^^^^^^^^^^^^^^^^ the keyword is left out
",
    );
}

#[test]
fn not_utf8() {
    let folder = std::env::temp_dir().join(format!("codes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("x.yaml");
    std::fs::write(
        &path,
        b"openapi: 3.0.3\ninfo: {title: \"\xe4\", version: '1'}\npaths: {}\n",
    )
    .expect("a file");
    let mut sources = oascribe_codegen::source::Sources::new();
    let file = sources.read(&path).expect("a file");
    let mut diags = Diagnostics::new();
    assert!(read::read(&mut sources, file, &mut diags).is_some());
    std::fs::remove_dir_all(&folder).expect("the folder");
    let printed = human(&diags, &sources, RenderOptions::default());
    assert!(
        printed.starts_with("warning[not-utf8]: some bytes of the file are no UTF-8\n"),
        "{printed}"
    );
    assert!(printed.contains("x.yaml:2:16\n"), "{printed}");
}

#[test]
fn not_openapi() {
    prints(
        &read(""),
        "error[not-openapi]: the file is empty\n  --> api.yaml\n",
    );
    assert_eq!(
        read("# nothing\n").found(),
        ["error[not-openapi] 1:1 the file holds nothing | "]
    );
    prints(
        &read("opnapi: 3.0.3\npaths: {}\n"),
        "\
error[not-openapi]: the document has no `openapi`
  --> api.yaml:1:1
  |
1 | opnapi: 3.0.3
  | ^^^^^^
  = help: did you mean `openapi`?
",
    );
    let helps = [
        ("asyncapi: 2.0.0\n", "AsyncAPI"),
        ("$schema: x\ntype: object\n", "JSON Schema"),
        ("info: {}\nitem: []\n", "Postman"),
        ("paths: {}\n", "first line"),
        ("[1]\n", "must be"),
    ];
    for (text, word) in helps {
        let reading = read(text);
        assert!(reading.doc.is_none());
        assert!(
            reading.human().contains(word) || text == "[1]\n",
            "{}",
            reading.human()
        );
    }
}

#[test]
fn unsupported_version() {
    prints(
        &read("swagger: '1.2'\n"),
        "\
error[unsupported-version]: Swagger 1.2 is not read
  --> api.yaml:1:10
  |
1 | swagger: '1.2'
  |          ^^^^^ Swagger 2.0 and OpenAPI 3.0 to 3.2 are
  = help: convert it to Swagger 2.0 or OpenAPI
",
    );
    for version in ["3.3.0", "3.10.0", "4.0", "2.0", "'3'", "30.0"] {
        let reading = read(&format!("openapi: {version}\npaths: {{}}\n"));
        assert!(reading.doc.is_none());
        assert!(reading.found()[0].starts_with("error[unsupported-version] 1:10 "));
    }
    for version in [
        "3.0", "'3.0'", "3.0.0", "3.0.4", "3.0.99", "3.1", "3.1.1", "3.2.0",
    ] {
        assert!(
            read(&format!("openapi: {version}\n")).doc.is_some(),
            "{version}"
        );
    }
}

#[test]
fn duplicate_key() {
    prints(
        &with("components:\n  schemas:\n    A: {type: string}\n    A: {type: integer}\n"),
        "\
warning[duplicate-key]: `A` stands here twice
  --> api.yaml:7:5
  |
7 |     A: {type: integer}
  |     ^ the last one counts
  --> api.yaml:6:5
  |
6 |     A: {type: string}
  |     - the first one
",
    );
    let thrice = with("x-a: {b: 1, b: 2, b: 3}\ntags: []\ntags: [{name: a}]\n").found();
    assert_eq!(
        thrice,
        ["warning[duplicate-key] 6:1 `tags` stands here twice | the last one counts"]
    );
}

#[test]
fn wrong_type() {
    prints(
        &with("tags: {a: b}\n"),
        "\
warning[wrong-type]: `tags` must be a list, not an object
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
warning[bad-bound]: `minLength` is 5, above `maxLength`, which is 3
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
            "warning[bad-bound] 6:20 `maxLength` must be an integer from 0, not -1 | the keyword is left out",
            "warning[bad-bound] 6:48 `maximum` must be finite, not inf | the keyword is left out",
            "warning[bad-bound] 6:36 `multipleOf` must be above 0, not 0 | the keyword is left out",
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
        &with("paths:\n  /a:\n    get: {sumary: s, responses: {}}\n"),
        "\
warning[unknown-keyword]: `sumary` is no keyword of an operation
  --> api.yaml:5:11
  |
5 |     get: {sumary: s, responses: {}}
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
note[other-version]: OpenAPI 3.1 has `const` in a schema; 3.0 has not
  --> api.yaml:6:9
  |
6 |     A: {const: 1}
  |         ^^^^^ it is read all the same, here and in 1 more place
",
    );
    let older = with_version(
        "3.1.0",
        "components:\n  schemas:\n    A: {nullable: true}\n",
    );
    assert_eq!(
        older.found(),
        [
            "note[other-version] 6:9 OpenAPI 3.0 has `nullable: true`; 3.1 has not | it is read all the same"
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
warning[body-conflict]: the operation sends another body already
  --> api.yaml:8:11
  |
8 |         - {name: b, in: body}
  |           ^^^^^^^^^^^^^^^^^^^ the parameter is left out
  --> api.yaml:7:11
  |
7 |         - {name: a, in: body}
  |           ------------------- the one that is sent
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
            "warning[missing-keyword] 5:24 the parameter has neither `schema` nor `content` | it is taken as text",
            "note[missing-keyword] 5:10 the operation has no `responses` | ",
            "note[missing-keyword] 6:34 the array does not say what its `items` are | they may be anything",
        ]
    );
}

#[test]
fn unused_keyword() {
    prints(
        &with("components:\n  schemas:\n    A: {xml: {name: a}}\n    B: {xml: {nam: 1}}\n"),
        "\
note[unused-keyword]: nothing is made of `xml` in a schema
  --> api.yaml:6:9
  |
6 |     A: {xml: {name: a}}
  |         ^^^ here and in 1 more place
",
    );
}

#[test]
fn not_strict() {
    let mut reading = with(
        "components:\n  callbacks: {C: {}}\npaths:\n  /a:\n    get:\n      responses: {}\n      callbacks: {c: {$ref: '#/components/callbacks/C'}}\n",
    );
    let mut diags = Diagnostics::new();
    read::strict(reading.doc.as_ref().expect("a document"), &mut diags);
    reading.diags = diags;
    prints(
        &reading,
        "\
warning[not-strict]: a strict reader refuses `/a`
  --> api.yaml:6:3
  |
6 |   /a:
  |   ^^ invalid type: string \"#/components/callbacks/C\", expected struct PathItem
",
    );
}

#[test]
fn every_code_of_the_reader_is_printed_by_a_case_above() {
    let source = include_str!("codes.rs");
    let reader = codes::ALL
        .iter()
        .take_while(|code| **code != codes::BAD_CONFIG);
    for code in reader {
        let case = format!("fn {}()", code.name.replace('-', "_"));
        assert!(source.contains(&case), "no {case}");
    }
}
