//! The parts of the emitted `Cargo.toml` that have a default, and the dependencies of a module.

use crate::config::{CrateConfig, Edition};
use crate::dependency::{DEPENDENCIES, Dependency};

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

/// The dependencies of an emitted module: those of its features.
pub(crate) fn module_dependencies(config: &CrateConfig) -> Vec<&'static Dependency> {
    let has = |feature: &str| config.features.iter().any(|other| other == feature);
    let implied = |feature: &str| match feature {
        "client" => ["client", "reqwest", "blocking", "tracing", "regex"]
            .into_iter()
            .any(has),
        other => has(other),
    };
    let needed = DEPENDENCIES.iter();
    needed
        .filter(|dependency| dependency.feature.is_none_or(implied))
        .collect()
}
