//! Programs on the pages compile against the SDK of `docs/pets.yaml`.
//!
//! Each block is a module of one crate. A block without items is the body of a function with two clients.

use oascribe_codegen::config::CrateConfig;
use oascribe_test_support as support;
use oascribe_test_support::workspace::Workspace;

use crate::page::{Block, Page, Step};
use crate::{assert_none, user_pages};

const MANIFEST: &str = "\
[package]
name = \"snippets\"
version = \"0.0.0\"
edition = \"2024\"

[dependencies]
sdk = { path = \"../sdk\", features = [\"blocking\"] }
http = \"1\"
serde_json = \"1\"
tokio = { version = \"1\", features = [\"fs\", \"io-util\", \"macros\", \"rt-multi-thread\", \"time\"] }
";

/// A block that stands alone: it has items, so it gets no function around it.
const ITEMS: &[&str] = &["fn ", "async fn ", "impl ", "struct ", "#[tokio::main"];

#[test]
fn programs_compile() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "book");
    let text = std::fs::read_to_string(support::root().join("docs/pets.yaml")).unwrap();
    let mut config = CrateConfig::new("sdk");
    let features = ["full", "blocking", "recording", "tracing"].map(str::to_owned);
    config.features.extend(features);
    let outcome = support::render_text(&text, &config);
    workspace.add("sdk", &outcome.rendered.unwrap());
    workspace.write("snippets", "Cargo.toml", MANIFEST);
    let mut root = String::from("//! The snippets of the book.\n");
    let mut count = 0;
    for page in user_pages() {
        for step in page.steps() {
            let Some(block) = compiled(&step) else {
                continue;
            };
            let name = name(&page, step.line);
            workspace.write("snippets", &format!("src/{name}.rs"), &module(block));
            root.push_str(&format!("pub mod {name};\n"));
            count += 1;
        }
    }
    workspace.write("snippets", "src/lib.rs", &root);
    workspace.cargo(&["check", "--quiet", "--offline", "--package", "snippets"]);
    assert!(count >= 10, "{count} programs");
}

/// The block of a step that this test compiles.
fn compiled(step: &Step) -> Option<&Block> {
    let block = step.block.as_ref()?;
    let is_checked_otherwise = ["example", "excerpt", "skip"].contains(&step.word.as_str());
    (block.language == "rust" && !is_checked_otherwise && !is_doc_test(block)).then_some(block)
}

/// Whether a block is compiled as documentation of `oascribe-codegen`.
fn is_doc_test(block: &Block) -> bool {
    block.text.contains("oascribe_codegen::")
}

/// Build scripts are compiled by rustdoc, which needs to know the page.
#[test]
fn build_scripts_are_doc_tests() {
    let library = std::fs::read_to_string(support::root().join("codegen/src/lib.rs")).unwrap();
    let mut problems = Vec::new();
    for page in user_pages() {
        let steps = page.steps();
        let scripts = steps
            .iter()
            .filter_map(|step| Some((step.line, step.block.as_ref()?)));
        for (line, block) in
            scripts.filter(|(_, block)| block.language == "rust" && is_doc_test(block))
        {
            if !library.contains(&format!("include_str!(\"../../{}\")", page.path)) {
                problems.push(format!(
                    "{}:{line}: codegen/src/lib.rs lacks the page",
                    page.path
                ));
            }
            if !["", "no_run"].contains(&block.attributes.as_str()) {
                problems.push(format!("{}:{line}: rustdoc ignores it", page.path));
            }
        }
    }
    assert_none(&problems);
}

/// The name of a module: the page and the line.
fn name(page: &Page, line: usize) -> String {
    let stem = page
        .path
        .trim_start_matches("docs/")
        .trim_end_matches(".md");
    let stem = stem.to_lowercase().replace(['/', '-'], "_");
    format!("{stem}_{line}")
}

/// The text of a module with a block.
fn module(block: &Block) -> String {
    let text = &block.text;
    let is_item = |line: &str| {
        ITEMS
            .iter()
            .any(|start| line.trim_start_matches("pub ").starts_with(start))
    };
    let allowed = "#![allow(dead_code, unused_imports, unused_variables)]\n";
    if text.lines().any(is_item) {
        return format!("{allowed}{text}");
    }
    let (uses, statements): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with("use "));
    let uses = uses.join("\n");
    let statements = statements.join("\n");
    format!(
        "{allowed}use sdk::models::*;\n{uses}\n
pub async fn snippet(
    client: sdk::Client,
    blocking: sdk::blocking::Client,
) -> Result<(), Box<dyn std::error::Error>> {{
{statements}
    Ok(())
}}
"
    )
}
