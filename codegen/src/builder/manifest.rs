//! The dependencies of the crate that includes a generated module.

use std::fs;
use std::path::Path;

use super::cargo::{Cargo, Level};
use crate::config::CrateConfig;
use crate::emit;

/// Prints a warning with the lines that `Cargo.toml` lacks.
pub(super) fn warn_about_missing(config: &CrateConfig) {
    let path = Path::new("Cargo.toml");
    let text = fs::read_to_string(path).unwrap_or_default();
    // A manifest that is no TOML is reported by Cargo.
    let Ok(manifest) = toml::from_str::<toml::Table>(&text) else {
        return;
    };
    let known = declared(&manifest);
    let needed = emit::dependencies(config);
    let missing: Vec<&str> = needed
        .lines()
        .filter(|line| {
            !known
                .iter()
                .any(|name| line.split(' ').next() == Some(name))
        })
        .collect();
    if missing.is_empty() {
        return;
    }
    let mut cargo = Cargo::stdout();
    cargo.rerun_if_changed(&[path.to_owned()].into());
    let message = "the generated code needs more dependencies: add to [dependencies] in Cargo.toml";
    cargo.message(Level::Warning, message);
    for line in missing {
        cargo.message(Level::Warning, line);
    }
}

/// The names of all dependencies, for any target.
fn declared(manifest: &toml::Table) -> Vec<String> {
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flat_map(|targets| targets.values());
    let tables = targets.filter_map(toml::Value::as_table).chain([manifest]);
    tables
        .filter_map(|table| table.get("dependencies")?.as_table())
        .flat_map(|dependencies| dependencies.keys().cloned())
        .collect()
}
