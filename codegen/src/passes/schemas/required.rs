//! Members that are required and declared nowhere: any JSON.

use std::collections::{HashMap, HashSet};

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{
    Access, AdditionalProperties, Api, Docs, Field, Kind, Presence, Ref, Shape, Struct, TypeId,
};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let beside = declared_beside(api);
    let none = HashSet::new();
    for id in api.ids() {
        settle(api, id, beside.get(&id).unwrap_or(&none), diags);
    }
}

fn settle(api: &mut Api, id: TypeId, beside: &HashSet<String>, diags: &mut Diagnostics) {
    let ty = api.ty_mut(id);
    let at = ty.at.child("required");
    let Kind::Struct(object) = &mut ty.kind else {
        return;
    };
    let mut names = std::mem::take(&mut object.required_elsewhere);
    names.retain(|name| !beside.contains(name));
    for name in &names {
        let message = format!("`{name}` is required and declared by no property");
        let found = Diagnostic::new(codes::REQUIRED_UNDECLARED, message).at_key(&at);
        diags.push(found.label(match &object.additional_properties {
            AdditionalProperties::Ignored => "it is any JSON",
            AdditionalProperties::Collected(_) => "it is one of the undeclared members",
        }));
    }
    if let AdditionalProperties::Ignored = object.additional_properties {
        let fields = names.iter().map(|name| Field {
            wire: name.clone(),
            ty: Ref::new(Shape::Any, at.clone()),
            presence: Presence::Required,
            access: Access::Both,
            docs: Docs::default(),
            default: None,
            at: at.clone(),
        });
        object.fields.extend(fields);
        object.required_elsewhere = names;
    }
}

/// What stands in one JSON object with an object: the members of the choices beside its own, and those beside the
/// choice that it is an alternative of.
fn declared_beside(api: &Api) -> HashMap<TypeId, HashSet<String>> {
    let mut beside: HashMap<TypeId, HashSet<String>> = HashMap::new();
    for id in api.ids() {
        let Kind::Struct(object) = &api.ty(id).kind else {
            continue;
        };
        if object.flattened.is_empty() {
            continue;
        }
        let mut all = vec![id];
        parts(api, object, DEEPEST, &mut all);
        let objects = all.iter().filter_map(|id| match &api.ty(*id).kind {
            Kind::Struct(object) => Some(object),
            _ => None,
        });
        let names = objects.flat_map(|object| &object.fields);
        let names: HashSet<String> = names.map(|field| field.wire.clone()).collect();
        for id in all {
            beside.entry(id).or_default().extend(names.iter().cloned());
        }
    }
    beside
}

/// Choices within choices: deeper ones than these are not looked into.
const DEEPEST: usize = 8;

fn parts(api: &Api, object: &Struct, depth: usize, all: &mut Vec<TypeId>) {
    for part in &object.flattened {
        alternatives(api, &part.ty, depth, all);
    }
}

fn alternatives(api: &Api, edge: &Ref, depth: usize, all: &mut Vec<TypeId>) {
    let Shape::Named(id) = *api.behind(edge) else {
        return;
    };
    if depth == 0 || all.contains(&id) {
        return;
    }
    match &api.ty(id).kind {
        Kind::Struct(object) => {
            all.push(id);
            parts(api, object, depth - 1, all);
        }
        Kind::Union(union) => {
            for variant in &union.variants {
                alternatives(api, &variant.ty, depth - 1, all);
            }
        }
        _ => {}
    }
}
