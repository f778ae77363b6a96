//! Emitted crates compile without a warning of rustc, clippy or rustdoc: every golden, and the documents of odd names
//! and of keywords beside references.
//!
//! All crates are in one workspace, so dependencies are built once. Rustdoc reads them as modules of one crate that share
//! the runtime, which is the same in all of them.

use oascribe_test_support as support;

use std::process::Command;

use oascribe_codegen::Rendered;
use oascribe_codegen::config::CrateConfig;

use oascribe_test_support::shared::shared;
use oascribe_test_support::workspace::Workspace;

/// The client without a transport: the code that depends on the document is the same, and TLS is not built.
const CLIENT: [&str; 3] = ["--no-default-features", "--features", "client"];

/// The name of a crate, and its files.
type Emitted = (String, Rendered);

#[test]
fn goldens_and_names_compile_without_a_warning() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "compile");
    for (name, rendered) in &emitted_with(&[]) {
        workspace.add(name, rendered);
    }
    workspace.cargo(
        &[
            &["clippy", "--quiet", "--workspace"],
            &CLIENT[..],
            &["--", "-Dwarnings"],
        ]
        .concat(),
    );
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "documented");
    // With all parts of the runtime, it is the same in all of them.
    let (alike, others) = alike(emitted_with(&["full", "regex", "webhooks"]));
    for (name, rendered) in &others {
        workspace.add(name, rendered);
    }
    workspace.add_as_modules("modules", &alike);
    workspace.cargo(&[&["doc", "--quiet", "--no-deps", "--workspace"], &CLIENT[..]].concat());
}

/// Returns every crate, with more features than its own.
fn emitted_with(features: &[&str]) -> Vec<Emitted> {
    let config = |name: &str| {
        let mut config = CrateConfig::new(name);
        let features = features.iter().map(|&feature| feature.to_owned());
        config.features.extend(features);
        config
    };
    let mut emitted = Vec::new();
    for folder in support::folders("codegen/tests/golden") {
        let outcome = support::render_case_with(&folder, features);
        let rendered = outcome.rendered.expect("a golden generates");
        emitted.push((support::name(&folder), rendered));
    }
    let cases = ["gen1", "gen2", "gen3", "notations", "oneof"].map(|case| {
        let path = support::root().join(format!("transcribe/tests/cases/{case}/expected.yaml"));
        let text = std::fs::read_to_string(path).expect("a transcription");
        (format!("pages-{case}"), text)
    });
    for (name, text) in cases.into_iter().chain(real_pages()) {
        let rendered = support::render_text(&text, &config(&name)).rendered;
        emitted.push((name, rendered.expect("a transcription generates")));
    }
    let siblings = support::siblings::document(&support::siblings::cells());
    let siblings = support::render_text(&siblings, &config("siblings")).rendered;
    let siblings = siblings.expect("keywords beside references generate");
    emitted.push(("siblings".to_owned(), siblings));
    let names = support::names::render_with(&config("names"));
    emitted.push((
        "names".to_owned(),
        names.rendered.expect("odd names generate"),
    ));
    emitted
}

/// Splits crates: those whose manifests are equal except for the name, and those with features of their own.
fn alike(emitted: Vec<Emitted>) -> (Vec<Emitted>, Vec<Emitted>) {
    let manifest = |rendered: &Rendered| {
        let manifest = rendered
            .files
            .iter()
            .find(|(path, _)| *path == "Cargo.toml");
        let lines = manifest.into_iter().flat_map(|(_, text)| text.lines());
        let lines = lines.filter(|line| !line.starts_with("name = "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let usual = emitted.first().map(|(_, rendered)| manifest(rendered));
    let alike = |(_, rendered): &Emitted| Some(manifest(rendered)) == usual;
    emitted.into_iter().partition(alike)
}

/// Returns the crates of each generation of real reference pages, and of all of them together, if they are available.
fn real_pages() -> Vec<(String, String)> {
    let Some(pages) = shared("docs/pages") else {
        return Vec::new();
    };
    let folders = ["", "gen1", "gen2", "gen3"].into_iter();
    let transcribed = folders.filter_map(|folder| {
        let path = pages.join(folder);
        let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
            .arg("transcribe")
            .arg(path.is_dir().then_some(path)?)
            .output()
            .expect("the command runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        Some((format!("real-pages{folder}"), text))
    });
    transcribed.collect()
}

/// Each group compiles by itself, with and without the client.
#[test]
fn each_group_compiles_alone() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "groups");
    let folder = support::root().join("codegen/tests/golden/group-features");
    let rendered = support::render_case(&folder).rendered;
    workspace.add("grouped", &rendered.expect("a golden generates"));
    for group in ["", "beds", "gardeners", "jobs"] {
        for client in ["", ",client"] {
            let features = format!("{group}{client}");
            let arguments = ["check", "--quiet", "--no-default-features", "--features"];
            workspace.cargo(&[&arguments[..], &[features.as_str()]].concat());
        }
    }
}
