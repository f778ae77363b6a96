//! The shape of a type, by which a renamed type is recognized.
//!
//! In: a type, and the names of types so far. Out: its properties as in the lock, or the target of an alias.

use std::collections::{BTreeSet, HashMap};

use super::TypeNames;
use super::planner::{Planner, value_name};
use super::types::edge_type;
use crate::ir::{Api, Kind, Ref, Tagging, TypeId, VariantContent};
use crate::plan::ident::{Use, ident};
use crate::plan::ty::{Scope, Ty};
use crate::renames::{KnownNames, MIN_SHAPE_LEN, Shape};

/// The shapes of some types. Types that are not locked are named by their words.
pub(in crate::plan) fn shapes(api: &Api, called: &KnownNames<'_>, ids: &[TypeId]) -> Vec<Shape> {
    let name = |id: TypeId| {
        let known = called.name(id).map(str::to_owned);
        known.unwrap_or_else(|| ident(&api.ty(id).name.join(" "), Use::Type))
    };
    let mut ids_of_names = Vec::new();
    for edge in ids.iter().flat_map(|id| naming_edges(&api.ty(*id).kind)) {
        edge.all_named(&mut ids_of_names);
    }
    let names: HashMap<_, _> = ids_of_names.into_iter().map(|id| (id, name(id))).collect();
    let type_names = &TypeNames { names };
    let tags = tags(api);
    ids.iter()
        .map(|id| {
            let id = *id;
            Planner {
                api,
                type_names,
                id,
            }
            .shape(tags.get(&id).copied())
        })
        .collect()
}

/// The tags of the types that don't declare them.
fn tags(api: &Api) -> HashMap<TypeId, &str> {
    let mut tags = HashMap::new();
    for ty in &api.types {
        if let Kind::Union(union) = &ty.kind
            && let Tagging::Tagged { property, .. } = &union.tagging
        {
            let beside = union.variants.iter();
            let beside = beside.filter(|it| matches!(it.content, VariantContent::BesideTag(_)));
            tags.extend(beside.filter_map(|it| Some((it.ty.named()?, property.as_str()))));
        }
    }
    tags
}

/// The locked target of an alias: its type and constraints. Returns `None` if they do not identify it.
pub(super) fn target(api: &Api, type_names: &TypeNames, edge: &Ref) -> Option<String> {
    let ty = edge_type(api, type_names, edge);
    let mut is_specific = !edge.rules.is_empty();
    ty.each(&mut |ty| is_specific |= matches!(ty, Ty::Model(_)));
    let rules = edge.rules.iter().map(|rule| format!(" {rule:?}"));
    is_specific.then(|| ty.text(Scope::Surface) + &rules.collect::<String>())
}

/// The references whose names identify a type.
fn naming_edges(kind: &Kind) -> Vec<&Ref> {
    match kind {
        Kind::Struct(object) => object.flattened.iter().map(|part| &part.ty).collect(),
        Kind::Union(_) | Kind::Alias(_) => kind.edges(),
        Kind::Enum(_) | Kind::Foreign(_) | Kind::AllOf(_) | Kind::Dropped => Vec::new(),
    }
}

impl Planner<'_> {
    fn shape(&self, tag: Option<&str>) -> Shape {
        let ty = self.api.ty(self.id);
        let wanted: Vec<String> = match &ty.kind {
            Kind::Struct(object) => {
                let fields = object.fields.iter().map(|field| field.wire.clone());
                let parts = object.flattened.iter();
                let parts = parts.map(|part| format!("&{}", self.part_name(&part.ty)));
                let tag = tag.map(str::to_owned);
                fields.chain(parts).chain(tag).collect()
            }
            Kind::Enum(values) => {
                let values = values.values.iter().map(value_name);
                values.map(|value| value.key.into_owned()).collect()
            }
            // Unions of only scalars are too common.
            Kind::Union(union) => {
                let variants = union.variants.iter();
                let named = variants
                    .clone()
                    .filter(|variant| variant.ty.named().is_some());
                match named.count() {
                    0..MIN_SHAPE_LEN => Vec::new(),
                    _ => variants.map(|variant| self.variant_key(variant)).collect(),
                }
            }
            Kind::Alias(edge) => {
                let target = target(self.api, self.type_names, edge);
                return target.map_or(Shape::Ambiguous, Shape::Target);
            }
            Kind::Foreign(_) | Kind::AllOf(_) | Kind::Dropped => Vec::new(),
        };
        let keys = wanted.iter().map(|wanted| ty.property_key(wanted));
        let last = keys.filter_map(|key| Some(key.rsplit_once('/')?.1.to_owned()));
        match last.collect::<BTreeSet<_>>() {
            keys if keys.len() < MIN_SHAPE_LEN => Shape::Ambiguous,
            keys => Shape::Keys(keys),
        }
    }
}
