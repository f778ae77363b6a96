//! The same API gives the same Rust code, whether it is written in YAML or JSON, in OpenAPI 3.0 or 3.1.

use oascribe_test_support as support;

use std::fs;
use std::path::PathBuf;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read::{self, Node};
use oascribe_codegen::source::{FileId, Sources};
use oascribe_codegen::write::Files;

use oascribe_test_support::shared::real_documents;
use oascribe_test_support::spelling::{as_openapi_3_1, json};

/// Larger real documents are too slow for a test.
const LARGE: u64 = 60_000;

#[test]
fn goldens_give_the_same_files_as_json_and_as_3_1() {
    for folder in support::folders("codegen/tests/golden") {
        let spec = folder.join("spec.yaml");
        if !folder.join("oascribe.toml").exists() {
            assert_same_output(&spec);
        }
    }
}

#[test]
fn real_documents_give_the_same_files_as_json_and_as_3_1() {
    let specs = real_documents().into_iter();
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|it| it.len() < LARGE);
    specs
        .filter(is_small)
        .for_each(|spec| assert_same_output(&spec));
}

/// Includes large documents: `cargo test --release --test versions -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn all_real_documents_give_the_same_files_as_json_and_as_3_1() {
    for spec in real_documents() {
        assert_same_output(&spec);
    }
}

fn assert_same_output(spec: &PathBuf) {
    let text = fs::read_to_string(spec).expect("the document can be read");
    let mut sources = Sources::new();
    let file = sources.add("spec.yaml", text.clone());
    let mut diags = Diagnostics::new();
    let Some(root) = read::tree(&sources, file, &mut diags) else {
        return;
    };
    let name = spec.display();
    let expected = files(&text);
    assert!(files(&json(&root)) == expected, "{name} as JSON");
    if let Some(checked) = root_of_3_0(&mut sources, file) {
        assert!(files(&json(&checked)) == expected, "{name} checked");
        assert!(
            files(&json(&as_openapi_3_1(&root))) == expected,
            "{name} in 3.1"
        );
    }
}

/// The root of an OpenAPI 3.0 document. Returns `None` for other versions.
fn root_of_3_0(sources: &mut Sources, file: FileId) -> Option<Node> {
    let document = read::read(sources, file, &mut Diagnostics::new())?;
    let version = document.root.get("openapi").and_then(Node::as_str)?;
    version.starts_with("3.0").then_some(document.root)
}

fn files(text: &str) -> Option<Files> {
    let outcome = support::render_text(text, &CrateConfig::new("sdk"));
    outcome.rendered.map(|rendered| rendered.files)
}
