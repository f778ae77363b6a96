//! From an OpenAPI document to the source code of a Rust SDK.

#![forbid(unsafe_code)]

mod builder;
pub mod config;
mod dependency;
pub mod diag;
pub mod emit;
pub mod ir;
pub mod lock;
pub mod lower;
pub mod passes;
pub mod plan;
pub mod project;
pub mod read;
mod renames;
pub mod source;
pub mod surface;
pub mod write;

use config::CrateConfig;
use diag::{Diagnostic, Diagnostics, Location, codes};
use ir::Api;
use lock::CrateLock;
use plan::Crate;
use read::Document;
use source::{FileId, Sources};
use write::Files;

/// What one document gives: the files, and the lock extended by the names in them.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    pub files: Files,
    pub lock: CrateLock,
}

/// What one document means, before it is printed.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Types and operations, completed.
    pub api: Api,
    /// The Rust items that come of them, with their final names.
    pub krate: Crate,
}

/// Renders one crate; `None` after an error: nothing may be written then.
pub fn render(
    sources: &mut Sources,
    spec: FileId,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Option<Rendered> {
    let planned = prepare(sources, spec, config, lock, diags)?;
    let files = print(&planned.krate, spec, config, diags)?;
    Some(Rendered {
        files,
        lock: planned.krate.lock,
    })
}

/// All stages but the printing; `None` after an error.
///
/// With a gate after those that may find errors: inside a stage all is found that can be.
pub fn prepare(
    sources: &mut Sources,
    spec: FileId,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Option<Planned> {
    let document = read::read_with_removed(sources, spec, diags)?;
    complete(&document, config, lock, diags)
}

/// The stages from a document that was read to the plan; `None` after an error.
pub fn complete(
    document: &Document,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Option<Planned> {
    let mut api = lower::lower(document, lock, diags);
    let lock = &renames::moved(&api, lock);
    passes::run(&mut api, &passes::Context { config, lock }, diags);
    if diags.has_errors() {
        return None;
    }
    let krate = plan::plan(&api, config, lock, diags);
    (!diags.has_errors()).then_some(Planned { api, krate })
}

/// The files of a planned crate; `None` where one does not come out as Rust, which is an error then.
pub fn print(
    krate: &Crate,
    spec: FileId,
    config: &CrateConfig,
    diags: &mut Diagnostics,
) -> Option<Files> {
    match emit::emit(krate, config) {
        Ok(files) => Some(files),
        Err(fault) => {
            let message = format!(
                "`{}` does not come out as Rust: {}",
                fault.item, fault.error
            );
            let found = Diagnostic::new(codes::INTERNAL, message);
            diags.push(found.location(Location::File(spec)));
            None
        }
    }
}

pub use builder::{Builder, ConfigFile, Error, Finding, Generated};
pub use config::{Deny, Edition, Mode, NextPage, Package, Paging, Poll};
pub use emit::dependencies;
