//! Constants of nested objects by which the variants of a union are distinguished.

use super::discriminating_keys::constants;
use crate::ir::{Api, Literal, NestedConstants, Probe, Ref, TypeId, Union};

/// How deep nested objects are searched.
const MAX_DEPTH: usize = 4;

/// The number of nested objects of a variant that are searched.
const MAX_OBJECTS: usize = 64;

/// The number of constants that are collected for a variant, and of those that are used.
const MAX_COLLECTED: usize = 64;
const MAX_USED: usize = 4;

/// Adds the constants of nested objects to the probes of a union, as far as another variant has other ones.
pub(super) fn add(api: &Api, union: &Union, probes: &mut [Probe]) {
    let variants = union.variants.iter();
    let all: Vec<_> = variants
        .map(|variant| nested_constants(api, &variant.ty))
        .collect();
    for (index, (probe, own)) in probes.iter_mut().zip(&all).enumerate() {
        let Probe::Object { nested, .. } = probe else {
            continue;
        };
        let others = all.iter().enumerate().filter(|(at, _)| *at != index);
        let others: Vec<_> = others.flat_map(|(_, others)| others).collect();
        let is_distinguishing = |own: &&NestedConstants| {
            let mut same = others.iter().filter(|other| is_same_property(own, other));
            same.any(|other| other.values != own.values)
        };
        *nested = own.iter().filter(is_distinguishing).cloned().collect();
        nested.sort_by_key(|constants| constants.values.len());
        nested.truncate(MAX_USED);
    }
}

/// Whether a property of a nested object has no value in common.
pub(super) fn differ(one: &[NestedConstants], other: &[NestedConstants]) -> bool {
    one.iter().any(|one| {
        let mut same = other.iter().filter(|other| is_same_property(one, other));
        let has = |values: &[Literal], value: &Literal| values.contains(value);
        same.any(|other| !one.values.iter().any(|value| has(&other.values, value)))
    })
}

fn is_same_property(one: &NestedConstants, other: &NestedConstants) -> bool {
    one.property == other.property && one.outer == other.outer
}

/// The constants of the nested objects of a type.
fn nested_constants(api: &Api, edge: &Ref) -> Vec<NestedConstants> {
    let mut search = Search {
        api,
        outer: Vec::new(),
        open: edge.named().into_iter().collect(),
        objects_left: MAX_OBJECTS,
        found: Vec::new(),
    };
    search.collect(edge);
    search.found.truncate(MAX_COLLECTED);
    search.found
}

struct Search<'a> {
    api: &'a Api,
    /// The properties that lead to the current object.
    outer: Vec<String>,
    /// The types of these properties.
    open: Vec<TypeId>,
    objects_left: usize,
    found: Vec<NestedConstants>,
}

impl Search<'_> {
    fn collect(&mut self, edge: &Ref) {
        let Some(object) = self.api.object(edge) else {
            return;
        };
        for field in &object.fields {
            let values = constants(self.api, &field.ty).filter(|_| !self.outer.is_empty());
            self.found.extend(values.map(|values| NestedConstants {
                outer: self.outer.clone(),
                property: field.wire.clone(),
                values,
            }));
            let id = self.api.object(&field.ty).and_then(|_| field.ty.named());
            let is_searched = |id: &TypeId| self.outer.len() < MAX_DEPTH && !self.open.contains(id);
            if let Some(id) = id.filter(is_searched)
                && let Some(left) = self.objects_left.checked_sub(1)
            {
                self.objects_left = left;
                self.outer.push(field.wire.clone());
                self.open.push(id);
                self.collect(&field.ty);
                self.open.pop();
                self.outer.pop();
            }
        }
    }
}
