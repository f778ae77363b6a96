//! Diagnostics for files that are not an OpenAPI document or have a syntax error.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};

use super::prints;
use crate::{read, with};

#[test]
fn syntax() {
    prints(
        &read("openapi: 3.0.3\ninfo:\n\ttitle: t\n"),
        "\
error[syntax]: YAML must not be indented with tabs
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
    let locations = [
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
    for (text, location) in locations {
        let found = read(text).found();
        assert!(
            found[0].starts_with(&format!("error[syntax] {location} ")),
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
        "error[alias-bomb]: the YAML aliases expand to too many values\n  --> api.yaml:8:20\n  |\n\
         8 | x6: &x6 [*x5, *x5, *x5, *x5, *x5, *x5, *x5, *x5]\n  |                    ^\n",
    );
}

#[test]
fn several_documents() {
    prints(
        &with("---\nopenapi: 3.0.3\n"),
        "\
warning[several-documents]: the file contains several YAML documents
  --> api.yaml:4:1
  |
4 | ---
  | ^ only the document above is read
",
    );
}

#[test]
fn unknown_tag() {
    prints(
        &with("components: !include parts.yaml\n"),
        "\
warning[unknown-tag]: the YAML tag `!include` is not supported
  --> api.yaml:4:13
  |
4 | components: !include parts.yaml
  |             ^^^^^^^^^^^^^^^^^^^ the tag is ignored

warning[wrong-type]: `components` must be a components object, not the string `parts.yaml`
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
        printed.starts_with("warning[not-utf8]: the file is not valid UTF-8\n"),
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
        ["error[not-openapi] 1:1 the file contains no value | "]
    );
    prints(
        &read("opnapi: 3.0.3\npaths: {}\n"),
        "\
error[not-openapi]: the document has no keyword `openapi`
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
error[unsupported-version]: Swagger 1.2 is not supported
  --> api.yaml:1:10
  |
1 | swagger: '1.2'
  |          ^^^^^ supported are Swagger 2.0 and OpenAPI 3.0 to 3.2
  = help: convert the document to a supported version
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
