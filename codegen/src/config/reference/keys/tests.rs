//! Checks of the table.

use std::collections::BTreeSet;

use super::{FEATURES, tables};
use crate::config::Config;
use crate::dependency::{feature, part};
use crate::diag::Diagnostics;
use crate::source::Sources;

/// Parses a file with one setting. Returns the messages and help of its findings.
fn parse(header: &str, line: &str) -> Vec<String> {
    let entry = "[[crate]]\nspec = 's'\nout = 'o'\nname = 'n'\n";
    let text = match header {
        "[[crate]]" => {
            let shadowed = ["spec", "out", "name"]
                .iter()
                .any(|key| line.starts_with(&format!("{key} =")));
            let entry = if shadowed { "[[crate]]\n" } else { entry };
            format!("{entry}{line}")
        }
        "[crate.spec]" => format!("[[crate]]\nout = 'o'\nname = 'n'\n{header}\n{line}"),
        header => format!("{entry}{header}\n{line}"),
    };
    let mut sources = Sources::new();
    let file = sources.add("oascribe.toml", text);
    let mut diags = Diagnostics::new();
    Config::parse(&sources, file, &mut diags);
    let texts = diags.iter();
    texts
        .map(|diag| format!("{} {}", diag.message, diag.help.clone().unwrap_or_default()))
        .collect()
}

#[test]
fn the_parser_accepts_these_keys_and_no_others() {
    for table in tables() {
        let found = parse(table.header, "zzzzzzzzzz = 1").join("\n");
        let (_, list) = found.split_once("valid keys: ").expect(&found);
        let accepted: BTreeSet<&str> = list.split(", ").collect();
        let described: BTreeSet<&str> = table.keys.iter().map(|key| key.name).collect();
        assert_eq!(accepted, described, "{}", table.header);
    }
}

/// Some settings need another one, which the examples do not have.
const NEEDS_OTHERS: &[&str] = &["needs", "missing field", "exactly one", "not a dependency"];

#[test]
fn examples_are_valid() {
    for table in tables() {
        for key in table.keys {
            let found = parse(table.header, &format!("{} = {}", key.name, key.example));
            let is_known = |text: &String| NEEDS_OTHERS.iter().any(|part| text.contains(part));
            assert!(
                found.iter().all(is_known),
                "{} {}: {found:?}",
                table.header,
                key.name
            );
        }
    }
}

#[test]
fn features_are_those_of_generated_crates() {
    let listed: BTreeSet<&str> = FEATURES.iter().copied().collect();
    let known = feature::names().chain(part::names());
    assert_eq!(listed, known.collect());
    assert!(FEATURES.starts_with(feature::BASE));
}
