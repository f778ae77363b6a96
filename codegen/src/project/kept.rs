//! What users of a generated crate keep: their entries in Cargo.toml, their modules, and the files that are written once.
//!
//! In: the rendered files and the configuration. Out: the files as they should be in the output folder. Guaranteed: nothing
//! is written here; a folder without files of a user gets the rendered files; a second run changes nothing.

use std::fs;
use std::path::Path;

use super::manifest::merged;
use crate::config::{CrateConfig, Mode};
use crate::write::Files;

/// Adapts the files to what is in the folder.
pub(super) fn adapt(files: &mut Files, config: &CrateConfig) {
    if config.mode == Mode::Module {
        return;
    }
    let dir = &config.out;
    let old = fs::read_to_string(dir.join("Cargo.toml")).unwrap_or_default();
    let manifest = files.get("Cargo.toml").and_then(|new| merged(&old, new));
    if let Some(text) = manifest {
        files.insert("Cargo.toml", text);
    }
    let names = config.own_modules.iter().map(String::as_str);
    let modules: Vec<&str> = names.filter(|name| has_module(dir, name)).collect();
    if let (Some(root), false) = (files.get("src/lib.rs"), modules.is_empty()) {
        let root = with_modules(root, &modules);
        files.insert("src/lib.rs", root);
    }
    files.leave_to_the_user(dir);
}

/// Whether the user has a file for this module.
fn has_module(dir: &Path, name: &str) -> bool {
    let source = dir.join("src");
    source.join(format!("{name}.rs")).is_file() || source.join(name).join("mod.rs").is_file()
}

/// Declares modules before the runtime.
fn with_modules(root: &str, modules: &[&str]) -> String {
    const RUNTIME: &str = "mod runtime;\n";
    let modules = modules.iter().map(|name| format!("pub mod {name};\n"));
    let declared: String = modules.collect();
    root.replacen(RUNTIME, &format!("{declared}{RUNTIME}"), 1)
}
