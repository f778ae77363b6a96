//! Generates Rust SDKs from OpenAPI documents, in build scripts and tools.
//!
//! [`Builder`] takes a spec (OpenAPI 3.0 to 3.2 or Swagger 2.0, YAML or JSON) and options. There are three ways to
//! use it.
//!
//! # Generate in each build
//!
//! Nothing generated is committed. Add `oascribe-codegen` to `[build-dependencies]` and write a build script:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     oascribe_codegen::Builder::new("spec/petstore.yaml").generate_to_out_dir()?;
//!     Ok(())
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! pub mod petstore {
//!     include!(concat!(env!("OUT_DIR"), "/petstore.rs"));
//! }
//! ```
//!
//! The module needs a few dependencies. The build script prints those that `Cargo.toml` lacks;
//! [`Builder::dependencies`] returns all of them. By default the module contains an async client on reqwest. For the
//! models alone, which need only serde and serde_json:
//!
//! ```no_run
//! # fn main() -> Result<(), oascribe_codegen::Error> {
//! use oascribe_codegen::{Builder, Mode};
//!
//! Builder::new("spec/petstore.yaml").mode(Mode::Models).generate_to_out_dir()
//! # }
//! ```
//!
//! # Commit the generated code
//!
//! Reviews show what a change of the spec does to the code, and users of your crate need no generator. The build
//! script rewrites stale code and fails that one build:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     oascribe_codegen::Builder::new("spec/petstore.yaml")
//!         .out("src/petstore")
//!         .keep_in_step()?;
//!     Ok(())
//! }
//! ```
//!
//! The file `oascribe.lock` in the output folder keeps names stable when the spec changes; commit it, too. For several
//! specs, or to share options with the `oascribe` command, put them into an `oascribe.toml` and call
//! [`Builder::from_config`].
//!
//! # Generate in a tool
//!
//! [`Builder::generate`] returns the files as strings, with all findings about the spec:
//!
//! ```
//! use oascribe_codegen::Builder;
//!
//! let spec = r#"
//! openapi: 3.0.3
//! info: { title: Petstore, version: "1.0" }
//! paths: {}
//! components:
//!   schemas:
//!     Pet: { type: object, properties: { name: { type: string } } }
//! "#;
//! let generated = Builder::from_text("petstore.yaml", spec).generate()?;
//! assert!(generated.file("models/pet.rs").is_some_and(|text| text.contains("pub struct Pet")));
//!
//! let error = Builder::from_text("broken.yaml", "openapi: [").generate().unwrap_err();
//! assert_eq!(error.findings()[0].code(), "syntax");
//! # Ok::<(), oascribe_codegen::Error>(())
//! ```
//!
//! To review how a change of a spec affects its users, see the crate `oascribe-diff`.
//!
//! # Stability
//!
//! Semantic versioning covers the items on this page. The crate has more public modules, hidden from this
//! documentation, which the `oascribe` command uses. They can change in any release.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// The example of the page in the registry compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The build scripts of the book compile.
#[cfg(doctest)]
#[doc = include_str!("../../docs/regenerate.md")]
struct BuildScriptsOfTheBook;

mod builder;
mod dependency;
mod hidden;
mod identifier;
mod pattern;
mod renames;
mod render;
mod rust_syntax;

pub use builder::{Builder, ConfigFile, Error, Finding, Generated};
#[doc(inline)]
pub use config::{Deny, Edition, Mode, NextPage, OwnType, Package, Paging, Poll, Unused};

// Not covered by semantic versioning: for the crates of this repository. Declared one by one, because cargo fmt does not look
// into macros.
#[doc(hidden)]
#[allow(missing_docs)]
pub mod config;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod diag;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod emit;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod ir;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod json_schema;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod lock;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod lower;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod passes;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod plan;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod project;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod read;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod recorded;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod source;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod surface;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod write;

#[doc(hidden)]
pub use emit::dependencies;
#[doc(hidden)]
pub use render::{Planned, Rendered, complete, prepare, print, render};
