//! `lib.rs`, or `mod.rs` for a module.

use super::{Context, example};
use crate::config::Mode;
use crate::plan::Crate;

/// The file's name and text.
pub(super) fn file(krate: &Crate, context: Context<'_>) -> (&'static str, String) {
    let mut text = String::new();
    let features = match krate.features.is_empty() {
        true => &[][..],
        false => FEATURES,
    };
    let features: Vec<String> = features.iter().map(|line| (*line).to_owned()).collect();
    let example = krate.example.as_ref();
    let example = example.map(|example| example::lines(example, &context.config.name));
    for line in krate
        .docs
        .lines()
        .iter()
        .chain(example.iter().flatten())
        .chain(&features)
    {
        text.push_str(if line.is_empty() { "//!" } else { "//! " });
        text.push_str(line);
        text.push('\n');
    }
    match krate.mode {
        Mode::Crate => {
            text.push_str(CRATE);
            ("lib.rs", text)
        }
        Mode::Models => {
            text.push_str(MODELS);
            ("lib.rs", text)
        }
        Mode::Module => {
            text.push_str(MODULE);
            ("mod.rs", text)
        }
    }
}

/// The documentation of the features of groups.
const FEATURES: &[&str] = &[
    "",
    "Each group of operations has a cargo feature of the same name, which enables its operations and",
    "the models they need. The default feature `full` enables all of them.",
];

const CRATE: &str = "
#![forbid(unsafe_code)]
// Deprecated items are still used here; names, nesting and the sizes of variants come from the API.
#![allow(deprecated, clippy::disallowed_names, clippy::large_enum_variant, clippy::type_complexity)]

#[cfg(feature = \"client\")]
pub mod api;
pub mod models;
mod runtime;

pub use runtime::*;
";

const MODELS: &str = "
#![forbid(unsafe_code)]
// Deprecated items are still used here; names, nesting and the sizes of variants come from the API.
#![allow(deprecated, clippy::disallowed_names, clippy::large_enum_variant, clippy::type_complexity)]

pub mod models;
mod runtime;

pub use runtime::*;
";

const MODULE: &str = "
// Deprecated items are still used here, and few crates use all of an API; the lint settings of a crate are not made for
// generated code.
#![allow(dead_code, deprecated, unused_imports, clippy::all, clippy::pedantic)]

#[cfg(feature = \"client\")]
pub mod api;
pub mod models;
mod runtime;

pub use runtime::*;
";
