//! What is emitted compiles: every golden and the names, without a warning of rustc, clippy or rustdoc.
//!
//! One workspace holds all crates, so that dependencies are built once.

mod support;

use std::process::Command;

use support::workspace::Workspace;

/// The client without a transport of its own: what depends on the document is the same, and TLS is not built.
const CLIENT: [&str; 4] = [
    "--no-default-features",
    "--features",
    "client",
    "--workspace",
];

#[test]
fn goldens_and_names_compile_without_a_warning() {
    let workspace = Workspace::new("compile");
    for folder in support::folders("golden") {
        let outcome = support::render_case(&folder);
        let rendered = outcome.rendered.expect("a golden gives files");
        workspace.add(&support::name(&folder), &rendered);
    }
    for case in ["gen1", "gen2", "gen3", "notations", "oneof"] {
        let path = support::root().join(format!("tests/transcribe/cases/{case}/expected.yaml"));
        let text = std::fs::read_to_string(path).expect("a transcription");
        let config = oascribe_codegen::config::CrateConfig::new(format!("pages-{case}"));
        let rendered = support::render_text(&text, &config).rendered;
        workspace.add(
            &format!("pages-{case}"),
            &rendered.expect("a transcription gives files"),
        );
    }
    for (name, text) in real_pages() {
        let config = oascribe_codegen::config::CrateConfig::new(&name);
        let rendered = support::render_text(&text, &config).rendered;
        workspace.add(&name, &rendered.expect("a transcription gives files"));
    }
    let names = support::names::render();
    workspace.add("names", &names.rendered.expect("odd names give files"));
    workspace.cargo(&[&["clippy", "--quiet"], &CLIENT[..], &["--", "-Dwarnings"]].concat());
    workspace.cargo(&[&["doc", "--quiet", "--no-deps"], &CLIENT[..]].concat());
}

/// Each generation of real reference pages, and all of them at once, where they are at hand.
fn real_pages() -> Vec<(String, String)> {
    let pages = support::root().join("../shared/docs/pages");
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

/// Each group by itself, with and without a client.
#[test]
fn each_group_stands_alone() {
    let workspace = Workspace::new("groups");
    let folder = support::root().join("tests/golden/group-features");
    let rendered = support::render_case(&folder).rendered;
    workspace.add("grouped", &rendered.expect("a golden gives files"));
    for group in ["", "beds", "gardeners", "jobs"] {
        for client in ["", ",client"] {
            let features = format!("{group}{client}");
            let arguments = ["check", "--quiet", "--no-default-features", "--features"];
            workspace.cargo(&[&arguments[..], &[features.as_str()]].concat());
        }
    }
}
