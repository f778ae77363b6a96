//! Replaces schemas by Rust types of the user (`[crate.types]` in the configuration). The plan reports entries that match
//! nothing, because it knows which types are used.

use std::collections::HashMap;

use crate::config::{CrateConfig, MAP};
use crate::dependency::own_types;
use crate::diag::Diagnostics;
use crate::ir::{Api, Foreign, ForeignId, JsonType, Kind, Ref, Scalar, Shape};
use crate::passes::Context;
use crate::rust_syntax::RustType;

pub fn run(api: &mut Api, context: &Context<'_>, _: &mut Diagnostics) {
    let config = context.config;
    if config.own_types.is_empty() {
        return;
    }
    api.map = config.own_types.get(MAP).map(|ty| ty.path.clone());
    let mut entries = Entries::of(config);
    for ty in &mut api.types {
        if let Some(id) = entries.id(&ty.at.to_string(), JsonType::Object)
            && !matches!(ty.kind, Kind::Dropped)
        {
            ty.kind = Kind::Foreign(id);
        }
    }
    let replaced = |kind: &Kind| matches!(kind, Kind::Foreign(_));
    let replaced: Vec<bool> = api.types.iter().map(|ty| replaced(&ty.kind)).collect();
    let scalars: Vec<JsonType> = api
        .types
        .iter()
        .map(|ty| json_type(api, &ty.kind))
        .collect();
    let header_edges = headers(api);
    api.each_edge_mut(&mut |edge| match edge.named() {
        Some(id) if replaced[id.index()] => {}
        Some(id) => entries.replace(edge, scalars[id.index()]),
        None => {
            let json = json_type_of(&edge.shape);
            entries.replace(edge, json);
        }
    });
    restore_headers(api, header_edges, &entries);
    api.foreign = entries.foreign;
}

/// The JSON type of a named type, as far as the representation of own types depends on it.
fn json_type(api: &Api, kind: &Kind) -> JsonType {
    match kind {
        Kind::Alias(target) => json_type_of(api.behind(target)),
        _ => JsonType::Object,
    }
}

fn json_type_of(shape: &Shape) -> JsonType {
    match shape {
        Shape::Scalar(Scalar::Int(_)) => JsonType::Integer,
        Shape::Scalar(Scalar::Float) => JsonType::Number,
        Shape::Scalar(_) => JsonType::String,
        Shape::Named(_) | Shape::List(_) | Shape::Tuple(_) | Shape::Map(_) | Shape::Any => {
            JsonType::Object
        }
    }
}

/// The types of response headers, in the order of the operations.
fn headers(api: &Api) -> Vec<Ref> {
    let headers = api
        .operations
        .iter()
        .flat_map(|operation| &operation.headers);
    headers.map(|header| header.ty.clone()).collect()
}

/// Response headers are read with serde's traits alone, so types with a module for that are not theirs.
fn restore_headers(api: &mut Api, original: Vec<Ref>, entries: &Entries<'_>) {
    let headers = api.operations.iter_mut();
    let headers = headers.flat_map(|operation| &mut operation.headers);
    for (header, original) in headers.zip(original) {
        let mut has_module = false;
        header.ty.each(&mut |edge| {
            if let Shape::Scalar(Scalar::Foreign(id)) = edge.shape {
                has_module |= entries.foreign[id.index()].with.is_some();
            }
        });
        if has_module {
            header.ty = original;
        }
    }
}

/// The entries of the configuration, and the types that they stand for.
struct Entries<'c> {
    config: &'c CrateConfig,
    foreign: Vec<Foreign>,
    /// By the key of the entry and whether the value is a number.
    ids: HashMap<(String, bool), ForeignId>,
}

impl<'c> Entries<'c> {
    fn of(config: &'c CrateConfig) -> Self {
        Entries {
            config,
            foreign: Vec::new(),
            ids: HashMap::new(),
        }
    }

    /// The type of an entry. Known types can be represented by a string or a number.
    fn id(&mut self, key: &str, json: JsonType) -> Option<ForeignId> {
        let entry = self.config.own_types.get(key).filter(|_| key != MAP)?;
        let is_number = matches!(json, JsonType::Integer | JsonType::Number);
        let next = ForeignId::new(self.foreign.len());
        let id = *self.ids.entry((key.to_owned(), is_number)).or_insert(next);
        if id == next {
            let ty = RustType::parse(&entry.path);
            let known = ty.as_ref().and_then(own_types::known);
            let with = known.and_then(|known| match is_number {
                true => known.number,
                false => known.string,
            });
            let initial = known.and_then(|known| known.initial);
            self.foreign.push(Foreign {
                key: key.to_owned(),
                path: entry.path.clone(),
                initial: entry.default.clone().or(initial.map(str::to_owned)),
                with: entry.with.clone().or(with.map(str::to_owned)),
            });
        }
        Some(id)
    }

    fn replace(&mut self, edge: &mut Ref, json: JsonType) {
        let at = edge.at.to_string();
        let formats = edge.formats.iter();
        let mut formats = formats.filter(|format| format.is_configured);
        let id = self.id(&at, json);
        let id = id.or_else(|| formats.find_map(|format| self.id(&format.name, json)));
        if let Some(id) = id {
            edge.shape = Shape::Scalar(Scalar::Foreign(id));
        }
    }
}
