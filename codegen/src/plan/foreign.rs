//! Types from `[crate.types]` that are used.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{CrateConfig, MAP};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Foreign, ForeignId, Kind, Operation, Scalar, Shape};

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

/// The types of the user that are used: those for which the runtime needs an entry (`wire::foreign!`), and the map type.
#[derive(Clone, Debug, Default)]
pub struct OwnTypes {
    /// Without those that the runtime knows; sorted by path.
    pub types: Vec<Foreign>,
    /// The path of the type for maps.
    pub map: Option<String>,
    /// All paths, for the dependencies.
    pub paths: BTreeSet<String>,
}

impl OwnTypes {
    pub fn is_empty(&self) -> bool {
        self.types.is_empty() && self.map.is_none()
    }
}

/// The types that are used, and reports the entries of the configuration that match nothing.
pub(super) fn plan(api: &Api, config: &CrateConfig, diags: &mut Diagnostics) -> OwnTypes {
    let used = used(api);
    let found: BTreeSet<&str> = used
        .iter()
        .map(|id| api.foreign(*id).key.as_str())
        .collect();
    let keys = config.own_types.keys().map(String::as_str);
    for key in keys.filter(|key| *key != MAP && !found.contains(key)) {
        let is_pointer = key.contains('#');
        let message = match is_pointer {
            true => format!("no type is generated for `{key}`"),
            false => format!("no schema in use has the format `{key}`"),
        };
        let help = match is_pointer {
            true => {
                "name a schema or property by its pointer, as in `#/components/schemas/Money`; it must be in use"
            }
            false => {
                "name a `format` of the document, or a schema by its pointer, as in `#/components/schemas/Money`"
            }
        };
        let pointers: Vec<String> = match is_pointer {
            true => api.types.iter().map(|ty| ty.at.to_string()).collect(),
            false => Vec::new(),
        };
        let found = config.unmatched("types", key, message).help(help);
        diags.push(found.suggest(key, pointers.iter().map(String::as_str)));
    }
    let mut types: BTreeMap<&str, &Foreign> = BTreeMap::new();
    for foreign in used.iter().map(|id| api.foreign(*id)) {
        let first = *types.entry(&foreign.path).or_insert(foreign);
        if (&first.with, &first.initial) != (&foreign.with, &foreign.initial) {
            diags.push(several_representations(config, first, foreign));
        }
    }
    let known = |path: &str| KNOWN.iter().any(|start| path.starts_with(start));
    let is_known_map = |path: &str| path.starts_with("std::collections::BTreeMap");
    let map = api.map.clone().filter(|path| !is_known_map(path));
    OwnTypes {
        paths: types
            .keys()
            .copied()
            .map(str::to_owned)
            .chain(map.clone())
            .collect(),
        types: types
            .into_values()
            .filter(|foreign| !known(&foreign.path))
            .cloned()
            .collect(),
        map,
    }
}

/// The types of the user that types and operations refer to.
fn used(api: &Api) -> BTreeSet<ForeignId> {
    let mut used = BTreeSet::new();
    for ty in &api.types {
        if let Kind::Foreign(id) = ty.kind {
            used.insert(id);
        }
    }
    let types = api.types.iter().flat_map(|ty| ty.kind.edges());
    let operations = &api.operations;
    let sent = operations.iter().flat_map(Operation::sent);
    let received = operations.iter().flat_map(Operation::received);
    for edge in types.chain(sent).chain(received) {
        edge.each(&mut |edge| {
            if let Shape::Scalar(Scalar::Foreign(id)) = edge.shape {
                used.insert(id);
            }
        });
    }
    used
}

/// A type is decoded and encoded in one form, since it implements a trait for that.
fn several_representations(config: &CrateConfig, first: &Foreign, second: &Foreign) -> Diagnostic {
    let path = &first.path;
    let message = format!("`{path}` stands for schemas with several representations");
    let form = |foreign: &Foreign| match &foreign.with {
        Some(module) => format!("`{}` by `{module}`", foreign.key),
        None => format!("`{}` by its own traits", foreign.key),
    };
    let help = format!(
        "use another type, or pointers instead of a format, for one of them: {}, {}",
        form(first),
        form(second)
    );
    let mut found = Diagnostic::new(codes::BAD_CONFIG, message).help(help);
    found.location = config.location("types", &second.key);
    found
}
