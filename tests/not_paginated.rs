//! The compiler says what to configure where a program asks for the pages of an operation that has none.

use oascribe_test_support as support;

use oascribe_test_support::workspace::Workspace;

#[test]
fn the_error_names_the_setting() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "not-paginated");
    let folder = support::root().join("codegen/tests/golden/paging-shapes");
    let rendered = support::render_case(&folder).rendered;
    workspace.add("shapes", &rendered.expect("a golden generates"));
    let program = "fn main() {\n    let client = paging_shapes::Client::builder().build().unwrap();\n    \
                   let _ = client.b().by_cursor().items();\n}\n";
    workspace.write("shapes", "examples/program.rs", program);
    let arguments = [
        "check",
        "--quiet",
        "--example",
        "program",
        "--no-default-features",
        "--features",
        "client",
    ];
    let output = workspace.try_cargo(&arguments);
    assert!(!output.status.success());
    let messages = String::from_utf8_lossy(&output.stderr);
    for words in [
        "is not paginated",
        "the OpenAPI document does not say how its next page is requested",
        "add an entry to `[crate.paging]` in oascribe.toml",
    ] {
        assert!(messages.contains(words), "{messages}");
    }
}
