//! The source text of the support code, for the generator.

/// Path and text of each source file. The first module is `mod.rs`.
pub const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));
