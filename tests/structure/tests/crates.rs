//! The crates of the workspace and their edges.

use std::process::Command;

use oascribe_structure::root;

/// A crate, and the crates of the workspace that it depends on.
const EDGES: &[(&str, &[&str])] = &[
    ("oascribe-runtime", &[]),
    ("oascribe-codegen", &["oascribe-runtime"]),
    ("oascribe-diff", &["oascribe-codegen", "oascribe-runtime"]),
    (
        "oascribe-transcribe",
        &["oascribe-codegen", "oascribe-runtime"],
    ),
];

/// The packages that a crate is built with, the workspace's own and others.
fn packages(name: &str, edges: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none", "--format", "{p}"])
        .args(["--package", name, "--edges", edges])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = text.lines().filter_map(|line| line.split(' ').next());
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn crates_have_the_edges_of_the_table() {
    for (name, expected) in EDGES {
        let all = packages(name, "normal,build");
        let own: Vec<_> = all
            .iter()
            .filter(|other| other.starts_with("oascribe") && other != name)
            .collect();
        assert_eq!(
            own,
            expected.iter().collect::<Vec<_>>(),
            "the edges of {name}"
        );
    }
}

#[test]
fn libraries_know_no_command_line_and_no_network() {
    for name in ["oascribe-codegen", "oascribe-diff", "oascribe-transcribe"] {
        let all = packages(name, "normal,build,dev");
        for other in ["clap", "reqwest", "rustls", "native-tls", "ureq", "hyper"] {
            assert!(
                !all.iter().any(|found| found == other),
                "{name} is built with {other}"
            );
        }
    }
}

#[test]
fn the_source_text_of_the_runtime_needs_no_dependency() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--prefix",
            "none",
            "--package",
            "oascribe-runtime",
        ])
        .args([
            "--no-default-features",
            "--features",
            "source",
            "--edges",
            "normal,build",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(text.lines().count(), 1, "{text}");
}
