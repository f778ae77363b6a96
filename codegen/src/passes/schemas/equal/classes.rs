//! Which types have the same structure.
//!
//! In: types, and inline types that are known to be others. Out: a number for each type; equal types have equal numbers.
//! Guaranteed: titles, descriptions, examples and the order of properties make no difference. A component is equal to
//! itself only where another type refers to it.

use std::collections::HashMap;

use super::{Same, is_inline};
use crate::ir::{AdditionalProperties, Api, Kind, OtherStrings, Ref, Shape, Struct, TypeId, Union};

/// How deep inline types may be inside one another. Deeper ones are equal to themselves only.
const MAX_DEPTH: usize = 64;

pub(super) struct Classes {
    of: Vec<usize>,
    into: HashMap<TypeId, TypeId>,
}

impl Classes {
    pub fn of(api: &Api, same: &Same) -> Self {
        let mut builder = Builder {
            api,
            same,
            of: vec![None; api.types.len()],
            open: vec![false; api.types.len()],
            known: HashMap::new(),
        };
        let of = api.ids().map(|id| builder.class(id, 0)).collect();
        let into = same.into.clone();
        Classes { of, into }
    }

    pub fn of_type(&self, id: TypeId) -> usize {
        self.of[id.index()]
    }

    /// Whether two edges lead to the same values.
    pub fn same_edge(&self, api: &Api, one: &Ref, other: &Ref) -> bool {
        let text = |edge: &Ref| {
            edge_text(edge, &mut |id| {
                let id = self.into.get(&id).copied().unwrap_or(id);
                match is_inline(api.ty(id)) {
                    true => format!("#{}", self.of_type(id)),
                    false => format!("@{}", id.index()),
                }
            })
        };
        text(one) == text(other)
    }
}

struct Builder<'a> {
    api: &'a Api,
    same: &'a Same,
    of: Vec<Option<usize>>,
    open: Vec<bool>,
    /// The numbers of structures.
    known: HashMap<String, usize>,
}

impl Builder<'_> {
    fn class(&mut self, id: TypeId, depth: usize) -> usize {
        if let Some(class) = self.of[id.index()] {
            return class;
        }
        self.open[id.index()] = true;
        let text = self.structure(id, depth);
        self.open[id.index()] = false;
        let next = self.known.len();
        let class = *self.known.entry(text).or_insert(next);
        self.of[id.index()] = Some(class);
        class
    }

    fn structure(&mut self, id: TypeId, depth: usize) -> String {
        let api = self.api;
        match &api.ty(id).kind {
            Kind::Struct(object) => self.object(object, depth),
            Kind::Enum(values) => {
                let values = values.values.iter();
                let mut values: Vec<String> = values
                    .map(|value| format!("{:?} {:?}", value.literal, value.name))
                    .collect();
                values.sort();
                format!("enum {}", values.join(" "))
            }
            Kind::Union(union) => self.union(union, depth),
            Kind::Alias(_) | Kind::Foreign(_) | Kind::AllOf(_) | Kind::Dropped => {
                format!("@{}", id.index())
            }
        }
    }

    fn object(&mut self, object: &Struct, depth: usize) -> String {
        let mut fields: Vec<String> = Vec::new();
        for field in &object.fields {
            let ty = self.edge(&field.ty, depth);
            let (presence, access) = (field.presence, field.access);
            let (wire, default) = (&field.wire, &field.default);
            fields.push(format!("{wire:?} {presence:?} {access:?} {default:?} {ty}"));
        }
        fields.sort();
        let mut parts: Vec<String> = Vec::new();
        for part in &object.flattened {
            parts.push(self.edge(&part.ty, depth));
        }
        let rest = match &object.additional_properties {
            AdditionalProperties::Ignored => String::new(),
            AdditionalProperties::Collected(value) => self.edge(value, depth),
        };
        let discriminator = object.discriminator.as_ref();
        let discriminator = discriminator.map(|it| (&it.property, &it.mapping));
        let mut required = object.required_elsewhere.clone();
        required.sort();
        let exclusive = &object.exclusive;
        format!("object {fields:?} {parts:?} {rest} {discriminator:?} {required:?} {exclusive:?}")
    }

    fn union(&mut self, union: &Union, depth: usize) -> String {
        let mut variants: Vec<String> = Vec::new();
        for variant in &union.variants {
            variants.push(self.edge(&variant.ty, depth));
        }
        variants.sort();
        let discriminator = union.discriminator.as_ref();
        let discriminator = discriminator.map(|it| (&it.property, &it.mapping));
        format!("union {variants:?} {discriminator:?} {:?}", union.tagging)
    }

    fn edge(&mut self, edge: &Ref, depth: usize) -> String {
        edge_text(edge, &mut |id| {
            let id = self.same.into.get(&id).copied().unwrap_or(id);
            let is_nested = is_inline(self.api.ty(id)) && !self.open[id.index()];
            match is_nested && depth < MAX_DEPTH {
                true => format!("#{}", self.class(id, depth + 1)),
                false => format!("@{}", id.index()),
            }
        })
    }
}

/// The structure of an edge, with a text for each named type.
fn edge_text(edge: &Ref, named: &mut dyn FnMut(TypeId) -> String) -> String {
    let shape = match &edge.shape {
        Shape::Named(id) => named(*id),
        Shape::Scalar(scalar) => format!("{scalar:?}"),
        Shape::List(item) => format!("[{}]", edge_text(item, named)),
        Shape::Map(value) => format!("{{{}}}", edge_text(value, named)),
        Shape::Tuple(items) => {
            let items = items.iter().map(|item| edge_text(item, named));
            format!("({})", items.collect::<Vec<_>>().join(", "))
        }
        Shape::Any => "any".to_owned(),
    };
    let strings = match edge.other_strings {
        OtherStrings::Undeclared => "",
        OtherStrings::Declared => " or string",
    };
    format!("{shape}{strings} {:?} {:?}", edge.null, edge.rules)
}
