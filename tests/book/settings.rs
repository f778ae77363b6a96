//! Settings and documents on the pages are valid.

use oascribe_codegen::config::Config;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::source::Sources;

use crate::page::{Block, Step};
use crate::{assert_none, user_pages};

/// The languages of blocks. Others would not be checked.
const LANGUAGES: &[&str] = &[
    "",
    "console",
    "diff",
    "dockerfile",
    "html",
    "json",
    "markdown",
    "nix",
    "rust",
    "sh",
    "text",
    "toml",
    "yaml",
];

#[test]
fn settings_are_valid() {
    let mut problems = Vec::new();
    for page in user_pages() {
        for step in page.steps() {
            if let Err(problem) = check(&step) {
                problems.push(format!("{}:{}: {problem}", page.path, step.line));
            }
        }
    }
    assert_none(&problems);
}

fn check(step: &Step) -> Result<(), String> {
    let Some(Block { language, text, .. }) = &step.block else {
        return Ok(());
    };
    let is_manifest = step.word == "manifest" || step.argument.ends_with("Cargo.toml");
    match language.as_str() {
        _ if step.word == "skip" || step.word == "excerpt" => Ok(()),
        "toml" if is_manifest => {
            let table: Result<toml::Table, _> = text.parse();
            table.map(drop).map_err(|error| error.to_string())
        }
        "toml" => config(text),
        "yaml" => {
            let tree: Result<serde_json::Value, _> = serde_yaml::from_str(text);
            tree.map(drop).map_err(|error| error.to_string())
        }
        "json" => {
            let tree: Result<serde_json::Value, _> = serde_json::from_str(text);
            tree.map(drop).map_err(|error| error.to_string())
        }
        known if LANGUAGES.contains(&known) => Ok(()),
        other => Err(format!("no test reads the language `{other}`")),
    }
}

/// Checks a whole oascribe.toml, or settings of one crate.
fn config(text: &str) -> Result<(), String> {
    let text = if text.contains("[[crate]]") {
        text.to_owned()
    } else if text.starts_with("[diff") {
        format!("{text}\n[[crate]]\nspec = 'spec.yaml'\n")
    } else {
        format!("[[crate]]\nspec = 'spec.yaml'\nout = 'sdk'\nname = 'sdk'\n{text}")
    };
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let file = sources.add("oascribe.toml", text);
    match Config::parse(&sources, file, &mut diags) {
        Some(_) => Ok(()),
        None => Err(human(&diags, &sources, RenderOptions::default())),
    }
}
