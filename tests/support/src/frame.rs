//! The files of an emitted crate that are the same for every document, but for names.
//!
//! `codegen/tests/frame/` holds each of them once, with `{name}` for the name of the crate. A golden leaves out the
//! files that equal their frame, so that it shows only what its document makes different.

use std::fs;

use crate::root;

/// The frame of a file, by the file's path.
const FRAMES: &[(&str, &str)] = &[
    ("src/lib.rs", "lib.rs"),
    ("src/api/mod.rs", "api.rs"),
    ("src/api/service.rs", "service.rs"),
    ("src/models/mod.rs", "models.rs"),
];

/// Whether a file of the crate `name` equals its frame: up to crate documentation, the list of modules and blank lines.
pub fn is_frame(path: &str, text: &str, name: &str) -> bool {
    let Some((_, frame)) = FRAMES.iter().find(|(known, _)| *known == path) else {
        return false;
    };
    let frame = root().join("codegen/tests/frame").join(frame);
    let frame = fs::read_to_string(frame).expect("the frame can be read");
    let frame = frame.replace("{name}", name);
    essence(path, text).eq(essence(path, &frame))
}

/// The lines that differ between documents for a reason of their own.
fn essence<'text>(path: &str, text: &'text str) -> impl Iterator<Item = &'text str> {
    let is_root = path == "src/lib.rs";
    text.lines().filter(move |line| {
        let is_crate_doc = is_root && line.starts_with("//!");
        let is_module = !is_root && (is_declaration(line) || is_reexport(line));
        !line.is_empty() && !is_crate_doc && !is_module
    })
}

fn is_declaration(line: &str) -> bool {
    line.starts_with("mod ") && line.ends_with(';')
}

fn is_reexport(line: &str) -> bool {
    line.starts_with("pub use ") && line.ends_with("::*;")
}
