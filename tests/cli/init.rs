//! `init`: where documents are found.

use crate::sandbox::{BOATS, Sandbox};

#[test]
fn the_only_document_below_is_found() {
    let sandbox = Sandbox::new();
    sandbox.write("package.json", "{\"name\": \"openapi\"}");
    sandbox.write("target/openapi.yaml", BOATS);
    sandbox.write("docs/reference/boats.yaml", BOATS);
    sandbox.run(["init"]).code(0);
    let config = sandbox.read("oascribe.toml");
    assert!(
        config.contains("spec = 'docs/reference/boats.yaml'"),
        "{config}"
    );
}

#[test]
fn several_documents_are_listed() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/boats.yaml", BOATS);
    sandbox.write(
        "api/v2/boats.json",
        "{\"info\": {}, \"openapi\": \"3.1.0\", \"paths\": {}}",
    );
    sandbox
        .run(["init"])
        .code(2)
        .stderr_contains("2 OpenAPI documents are here: api/v2/boats.json, docs/boats.yaml")
        .stderr_contains("`oascribe init api/v2/boats.json`");
    assert!(!sandbox.tree().contains_key("oascribe.toml"));
}

#[test]
fn folders_that_are_too_deep_are_not_searched() {
    let sandbox = Sandbox::new();
    sandbox.write("a/b/c/d/boats.yaml", BOATS);
    sandbox.run(["init"]).code(0);
    let config = sandbox.read("oascribe.toml");
    assert!(config.contains("spec = 'openapi.yaml'"), "{config}");
}
