//! Compares two OpenAPI documents and reports what the change means for clients.
//!
//! A [`Report`] has three parts:
//!
//! - **Wire findings** ([`Finding`]): changes that a client built from the old document will notice, whatever language
//!   it is written in. Each finding has the id of a rule (the ids follow oasdiff), a [`Level`], the operations that it
//!   affects, and its location in both documents.
//! - **Rust changes** ([`Change`]): how the public items of the generated Rust crate change, and the [`Bump`] of the
//!   version that semantic versioning requires.
//! - **The verdict** ([`Report::verdict`]): one sentence that summarizes both. [`FailOn`] turns a report into pass or
//!   fail.
//!
//! The same documents give the same report, byte for byte. A document compared with itself gives no findings.
//!
//! # Example
//!
//! ```
//! use oascribe_diff::{Settings, Sources, compare, render};
//!
//! # fn main() -> Result<(), oascribe_diff::Error> {
//! let spec = |parameter: &str| format!(
//!     "openapi: 3.0.3
//! info: {{title: Shop, version: '1'}}
//! paths:
//!   /orders:
//!     get:
//!       operationId: listOrders
//!       parameters: [{parameter}]
//!       responses: {{'204': {{description: No content}}}}
//! "
//! );
//! let mut sources = Sources::new();
//! let base = sources.add("old.yaml", spec("{name: limit, in: query, schema: {type: integer}}"));
//! let revision = sources.add(
//!     "new.yaml",
//!     spec("{name: limit, in: query, required: true, schema: {type: integer}}"),
//! );
//!
//! let report = compare(base, revision, &mut Settings::default(), &mut sources)?;
//! assert_eq!(report.findings[0].id, "request-parameter-became-required");
//! assert_eq!(report.findings[0].operations[0].path, "/orders");
//!
//! print!("{}", render::text(&report, &sources, render::Colour::No)); // or `markdown`, `json`, `sarif`, `html`
//! # Ok(())
//! # }
//! ```
//!
//! Use [`Sources::read`] to read a document from a path. To compare with the configuration of a project, or with a git
//! revision, build a [`Comparison`].

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod admits;
mod change;
pub mod changelog;
mod comparison;
mod counterexample;
mod date;
mod document;
mod dynamic_scope;
mod edits;
mod error;
mod fail_on;
mod families;
mod finding;
mod level;
mod lifecycle;
mod location;
mod merge;
pub mod render;
mod report;
mod rule_finding;
mod rules;
mod rust;
mod schema;
mod schema_findings;
mod schema_path;
mod settings;
mod shortened;
mod spec;
mod subject;
mod wire;

pub use admits::Direction;
pub use comparison::{Comparison, History, Input};
pub use counterexample::{Counterexample, NoExample, NoExampleReason};
pub use date::Date;
pub use edits::{Edit, Edits};
pub use error::Error;
pub use fail_on::FailOn;
pub use finding::{Finding, Operation, Section};
pub use level::Level;
pub use lifecycle::Policy;
pub use oascribe_codegen::source::{FileId, Sources};
pub use report::{Report, RustApi, verdict};
pub use rules::{Example, Rule, rules};
pub use rust::{Bump, Change, Retained, numbers};
pub use settings::{Detail, Ignore, Settings, Severity, read_text};
pub use subject::Subject;

/// Compares two documents of `sources`, and the crates that the default configuration generates from them.
///
/// # Errors
///
/// If one of the documents can't be parsed.
pub fn compare(
    base: FileId,
    revision: FileId,
    settings: &mut Settings,
    sources: &mut Sources,
) -> Result<Report, Error> {
    Comparison::new(base, revision).report(settings, sources)
}
