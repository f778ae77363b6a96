//! The parts of the emitted `Cargo.toml` that have a default.

use crate::config::{CrateConfig, Edition};

/// The oldest Rust that emitted code builds on.
const RUST_VERSION: &str = "1.85";

/// The parts of a manifest that have a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    pub edition: Edition,
    pub rust_version: String,
}

pub(super) fn plan(config: &CrateConfig) -> Manifest {
    let rust_version = config.package.rust_version.as_deref();
    Manifest {
        edition: config.package.edition.unwrap_or_default(),
        rust_version: rust_version.unwrap_or(RUST_VERSION).to_owned(),
    }
}
