//! IR → the Rust-shaped answer, without tokens.
//!
//! In: the completed [`Api`]. Out: a [`Crate`]: modules and items with their final identifiers, types, docs and
//! features, and the names to lock. Guaranteed: every identifier is decided here, by one namer; names in the lock come
//! first, so what was named once keeps its name; where the lock knows nobody, names go by path, schema and tag, so that
//! the same document in another order has the same. [`crate::emit`] only prints.

mod api;
mod check;
mod deprecated;
mod docs;
mod example;
mod features;
mod foreign;
mod former;
mod ident;
mod manifest;
mod model;
mod names;
mod scope;
mod servers;
mod service;
mod surface;
mod ty;

pub use api::{
    Argument, Call, Failure, FailureBody, FailureVariant, Group, HeaderField, HeaderForm, Headers,
    MemberPath, Multipart, Operation, Output, Paging, Part, PartHeader, PartKind, Pending,
    Progress, Several, StreamItem, Streamed, SuccessVariant, Turn, Written,
};
pub use check::{Check, CheckTarget, Checked, Exclusive};
pub use deprecated::deprecated;
pub use docs::Comment;
pub use example::Example;
pub use features::Feature;
pub use former::FormerName;
pub use manifest::Manifest;
pub(crate) use manifest::module_dependencies;
pub use model::{
    Alias, Constructor, Enum, Field, Holder, Model, ModelFile, ProbeExpr, Rest, Struct, Union,
    UnionVariant, Values, Variant,
};
pub use servers::{NamedServer, ServerRef};
pub use service::Service;
pub use surface::surface;
pub use ty::{Scope as TyScope, Ty};

use std::collections::BTreeSet;

use crate::config::{CrateConfig, Mode};
use crate::diag::Diagnostics;
use crate::ir::Api;
use crate::lock::CrateLock;
use crate::renames;
use servers::Servers;

/// The crate as it will be printed.
#[derive(Clone, Debug)]
pub struct Crate {
    pub mode: Mode,
    /// Rustdoc of the crate.
    pub docs: Comment,
    pub models: Vec<ModelFile>,
    /// The types of the user's own that a decoder has to be told how to begin with.
    pub foreign: BTreeSet<String>,
    pub groups: Vec<Group>,
    /// The features of groups, if they have any.
    pub features: Vec<Feature>,
    pub pending: Vec<Pending>,
    pub checked: Vec<Checked>,
    pub service: Service,
    pub manifest: Manifest,
    pub example: Option<Example>,
    /// The names given in this run, which the next one keeps.
    pub lock: CrateLock,
}

/// Decides everything that is printed.
pub fn plan(api: &Api, config: &CrateConfig, lock: &CrateLock, diags: &mut Diagnostics) -> Crate {
    let (renamed, lock) = &renames::renamed(api, lock, model::shapes);
    let mut names = names::Names::new(config, lock);
    let typed = model::name_types(api, renamed, &mut names, diags);
    let models = model::plan(api, &typed, &mut names, diags);
    let mut models = model::with_derives(models, config, diags);
    foreign::report(api, config, diags);
    let foreign = foreign::unknown(&models);
    let servers = match config.mode {
        Mode::Models => Servers::default(),
        Mode::Crate | Mode::Module => servers::plan(api, &mut names),
    };
    let (mut groups, pending) = match config.mode {
        Mode::Models => (Vec::new(), Vec::new()),
        Mode::Crate | Mode::Module => api::plan(api, &typed, &servers, &mut names, diags),
    };
    let service = service::plan(api, config, servers);
    let mut checked = match config.mode {
        Mode::Models => Vec::new(),
        Mode::Crate | Mode::Module => check::plan(api, &typed, &names),
    };
    let input = features::Input {
        api,
        typed: &typed,
        config,
    };
    let features = features::plan(&input, &mut names, &mut groups, &mut models, &mut checked);
    names.report_unmatched(diags);
    model::lock_boxes(api, &mut names);
    former::place(&mut names, config, &mut models, &mut groups);
    let example = example::plan(config.mode, &groups, &service);
    Crate {
        mode: config.mode,
        docs: service::crate_docs(api),
        models,
        foreign,
        groups,
        features,
        pending,
        checked,
        service,
        manifest: manifest::plan(config),
        example,
        lock: names.into_lock(),
    }
}
