//! Types from `[crate.types]` that are used.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{CrateConfig, MAP};
use crate::dependency::own_types;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Foreign, ForeignId, Kind, Operation, Scalar, Shape, Type};
use crate::rust_syntax::RustType;

/// The types of the user that are used: those for which the runtime needs an entry (`wire::foreign!`), and the map type.
#[derive(Clone, Debug, Default)]
pub struct OwnTypes {
    /// Sorted by path.
    pub types: Vec<OwnTypeEntry>,
    /// The path of the type for maps.
    pub map: Option<String>,
    /// All paths, for the dependencies.
    pub paths: BTreeSet<String>,
}

/// What an entry implements.
#[derive(Clone, Debug)]
pub enum OwnTypeEntry {
    /// The value before decoding, and the module that decodes and encodes it.
    Complete(Foreign),
    /// The module alone: the runtime has all else of the type.
    Module { path: String, with: String },
    /// The value before decoding alone, as a Rust expression: of a type inside of one that the runtime knows.
    Initial {
        path: String,
        initial: Option<String>,
    },
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
        let is_enum = |ty: &Type| matches!(&ty.kind, Kind::Enum(values) if values.format == *key);
        let of_enums = api.types.iter().any(is_enum);
        let message = match is_pointer {
            true => format!("no type is generated for `{key}`"),
            false if of_enums => format!("only enums have the format `{key}`"),
            false => format!("no schema in use has the format `{key}`"),
        };
        let help = match is_pointer {
            false if of_enums => {
                "enums have types of their own; name one by its pointer, as in `#/components/schemas/Currency`"
            }
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
    let mut types: BTreeMap<RustType, &Foreign> = BTreeMap::new();
    for foreign in used.iter().map(|id| api.foreign(*id)) {
        let first = *types.entry(foreign.ty()).or_insert(foreign);
        if (&first.with, &first.initial) != (&foreign.with, &foreign.initial) {
            diags.push(several_representations(config, first, foreign));
        }
    }
    let is_known_map = |path: &str| RustType::parse(path).is_some_and(|ty| ty.path == BTREE_MAP);
    let map = api.map.clone().filter(|path| !is_known_map(path));
    let paths = types.values().map(|foreign| foreign.path.clone());
    OwnTypes {
        paths: paths.chain(map.clone()).collect(),
        types: entries(&types, map.as_deref()),
        map,
    }
}

/// The map type of the runtime.
const BTREE_MAP: &str = "std::collections::BTreeMap";

/// What the runtime needs for these types, and for those in their arguments.
fn entries(types: &BTreeMap<RustType, &Foreign>, map: Option<&str>) -> Vec<OwnTypeEntry> {
    let map = map.and_then(RustType::parse).map(|map| map.path);
    let is_provided = |ty: &RustType| {
        own_types::is_provided(ty) || map.as_ref().is_some_and(|map| *map == ty.path)
    };
    let mut entries: BTreeMap<String, OwnTypeEntry> = BTreeMap::new();
    let mut pending: Vec<&RustType> = Vec::new();
    for (ty, foreign) in types {
        let path = foreign.path.clone();
        if !is_provided(ty) {
            let entry = OwnTypeEntry::Complete((*foreign).clone());
            entries.insert(ty.text(), entry);
            continue;
        }
        pending.extend(&ty.arguments);
        if let Some(with) = foreign.with.clone() {
            entries.insert(ty.text(), OwnTypeEntry::Module { path, with });
        }
    }
    while let Some(ty) = pending.pop() {
        if is_provided(ty) {
            pending.extend(&ty.arguments);
            continue;
        }
        let initial = own_types::known(ty).and_then(|known| known.initial);
        entries
            .entry(ty.text())
            .or_insert_with(|| OwnTypeEntry::Initial {
                path: ty.text(),
                initial: initial.map(str::to_owned),
            });
    }
    entries.into_values().collect()
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
