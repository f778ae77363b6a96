//! Types from `[crate.replace]` that the runtime does not know.

use std::collections::BTreeSet;

use super::model::{Model, ModelFile};
use super::ty::Ty;
use crate::config::CrateConfig;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind};

/// The prefixes of types that the runtime knows.
const KNOWN: &[&str] = &[
    "serde_json::Map<",
    "serde_json::Number",
    "serde_json::Value",
    "std::boxed::Box<",
    "std::collections::BTreeMap<",
    "std::option::Option<",
    "std::primitive::",
    "std::string::String",
    "std::vec::Vec<",
];

/// The types for which the runtime needs an entry (`wire::foreign!`).
pub(super) fn unknown(models: &[ModelFile]) -> BTreeSet<String> {
    let items = models.iter().flat_map(|file| &file.items);
    let paths = items.filter_map(|item| match item {
        Model::Alias(alias) => match &alias.ty {
            Ty::Foreign(path) => Some(path),
            _ => None,
        },
        _ => None,
    });
    let known = |path: &str| KNOWN.iter().any(|start| path.starts_with(start));
    paths.filter(|path| !known(path)).cloned().collect()
}

/// Reports the entries of `[crate.replace]` that replace nothing.
pub(super) fn report(api: &Api, config: &CrateConfig, diags: &mut Diagnostics) {
    let foreign = |kind: &Kind| matches!(kind, Kind::Foreign(_));
    let types = api.types.iter().filter(|ty| foreign(&ty.kind));
    let found: BTreeSet<String> = types.map(|ty| ty.at.to_string()).collect();
    for at in config.replace.keys().filter(|at| !found.contains(*at)) {
        let message = format!("no type is generated for `{at}`");
        let help =
            "name a schema by its pointer, as in `#/components/schemas/Money`; it must be in use";
        let pointers: Vec<String> = api.types.iter().map(|ty| ty.at.to_string()).collect();
        let found = config.unmatched("replace", at, message).help(help);
        diags.push(found.suggest(at, pointers.iter().map(String::as_str)));
    }
}
