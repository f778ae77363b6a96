//! IR → the Rust items of the crate, without tokens.
//!
//! In: the completed [`Api`]. Out: a [`Crate`]: modules and items with their final identifiers, types, documentation and
//! features, and the names to lock. Guaranteed: every identifier is decided here. Names in the lock come first, so an
//! item keeps its name. New names depend on path, schema and tag, so the order of the document does not change them.
//! The stage `emit` only prints.

mod acronyms;
mod api;
mod check;
mod default_values;
mod deprecated;
mod docs;
mod example;
mod features;
mod foreign;
mod ident;
mod manifest;
mod model;
mod names;
mod old_names;
mod parts;
mod scope;
mod servers;
mod service;
mod std_trait;
mod surface;
mod ty;

pub use api::{
    Argument, Call, Failure, FailureBody, FailureVariant, FieldAccess, Group, HeaderField,
    HeaderForm, Headers, Multipart, NextPage, Operation, Output, Paging, Part, PartHeader,
    PartKind, Pending, Progress, StreamItem, Streamed, SuccessEnum, SuccessVariant,
    TokenConversion, Written,
};
pub use check::{Check, CheckTarget, Checked, Exclusive};
pub use deprecated::deprecated;
pub use docs::{Comment, Sentence};
pub use example::{Example, ExampleCall};
pub use features::Feature;
pub use foreign::{OwnTypeEntry, OwnTypes};
pub use manifest::Manifest;
pub use model::{
    Alias, Constructor, Enum, Field, Model, ModelFile, ProbeExpr, RequiredStruct, Rest, Setter,
    Struct, Union, UnionVariant, Unit, Values, Variant, VariantConstructor,
};
pub use old_names::OldName;
pub use parts::Parts;
pub use servers::{NamedServer, ServerRef};
pub use service::Service;
pub use surface::surface;
pub use ty::{Scope as TyScope, Ty};

use crate::config::{CrateConfig, Mode};
use crate::diag::Diagnostics;
use crate::ir::Api;
use crate::lock::CrateLock;
use crate::renames;
use default_values::DefaultValues;
use servers::Servers;

/// The crate as it will be printed.
#[derive(Clone, Debug)]
pub struct Crate {
    pub mode: Mode,
    /// Rustdoc of the crate.
    pub docs: Comment,
    pub models: Vec<ModelFile>,
    /// The types from `[crate.types]` that are used.
    pub foreign: OwnTypes,
    pub groups: Vec<Group>,
    /// The features of the groups. Empty: the groups have none.
    pub features: Vec<Feature>,
    pub pending: Vec<Pending>,
    pub checked: Vec<Checked>,
    pub service: Service,
    pub manifest: Manifest,
    pub example: Option<Example>,
    pub parts: Parts,
    /// The names of this run, which the next run keeps.
    pub lock: CrateLock,
}

/// Plans the output.
pub fn plan(api: &Api, config: &CrateConfig, lock: &CrateLock, diags: &mut Diagnostics) -> Crate {
    let (renamed, lock) = &renames::renamed(api, lock, model::shapes);
    let mut names = names::Names::new(config, lock);
    let type_names = model::name_types(api, renamed, &mut names, diags);
    let mut models = model::plan(api, &type_names, &mut names, diags);
    model::add_derives(&mut models, config, diags);
    let foreign = foreign::plan(api, config, diags);
    let servers = match config.mode {
        Mode::Models => Servers::default(),
        Mode::Crate | Mode::Module => servers::plan(api, &mut names),
    };
    let (mut groups, pending) = match config.mode {
        Mode::Models => (Vec::new(), Vec::new()),
        Mode::Crate | Mode::Module => {
            let values = DefaultValues::of(&models);
            api::plan(api, &type_names, &servers, &values, &mut names, diags)
        }
    };
    let service = service::plan(api, config, servers);
    let mut checked = match config.mode {
        Mode::Models => Vec::new(),
        Mode::Crate | Mode::Module => check::plan(api, &type_names, &names),
    };
    let input = features::Input {
        api,
        type_names: &type_names,
        config,
    };
    let features = features::plan(&input, &mut names, &mut groups, &mut models, &mut checked);
    names.report_unmatched(diags);
    model::lock_boxes(api, &mut names);
    old_names::add(&mut names, config, &mut models, &mut groups);
    let example = example::plan(config.mode, &groups, &models, &service);
    let mut krate = Crate {
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
        parts: Parts::default(),
        lock: names.into_lock(),
    };
    krate.parts = parts::plan(&krate, api, config);
    krate
}
