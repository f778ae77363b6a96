//! Adds untyped fields for properties that are listed in `required` but not declared.

use std::collections::{HashMap, HashSet};

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{
    Access, AdditionalProperties, Api, Docs, Field, Kind, Presence, Ref, Shape, Struct, TypeId,
};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let declared = declared_in_same_object(api);
    let none = HashSet::new();
    for id in api.ids() {
        add_undeclared(api, id, declared.get(&id).unwrap_or(&none), diags);
    }
}

fn add_undeclared(api: &mut Api, id: TypeId, declared: &HashSet<String>, diags: &mut Diagnostics) {
    let ty = api.ty_mut(id);
    let at = ty.at.child("required");
    let Kind::Struct(object) = &mut ty.kind else {
        return;
    };
    let mut names = std::mem::take(&mut object.required_elsewhere);
    names.retain(|name| !declared.contains(name));
    for name in &names {
        let message = format!("`{name}` is required, but not declared in `properties`");
        let found = Diagnostic::new(codes::REQUIRED_UNDECLARED, message).at_key(&at);
        diags.push(found.label(match &object.additional_properties {
            AdditionalProperties::Ignored => "generated as untyped JSON",
            AdditionalProperties::Collected(_) => "available among the additional properties",
        }));
    }
    if let AdditionalProperties::Ignored = object.additional_properties {
        let fields = names.iter().map(|name| Field {
            wire: name.clone(),
            ty: Ref::new(Shape::Any, at.clone()),
            presence: Presence::Required,
            merges_null: false,
            access: Access::Both,
            docs: Docs::default(),
            default: None,
            at: at.clone(),
        });
        object.fields.extend(fields);
        object.required_elsewhere = names;
    }
}

/// The properties that other types declare in the same JSON object: types that are flattened into a type, and the type
/// that it is flattened into.
fn declared_in_same_object(api: &Api) -> HashMap<TypeId, HashSet<String>> {
    let mut declared: HashMap<TypeId, HashSet<String>> = HashMap::new();
    for id in api.ids() {
        let Kind::Struct(object) = &api.ty(id).kind else {
            continue;
        };
        if object.flattened.is_empty() {
            continue;
        }
        let mut all = vec![id];
        flattened(api, object, MAX_UNION_DEPTH, &mut all);
        let objects = all.iter().filter_map(|id| match &api.ty(*id).kind {
            Kind::Struct(object) => Some(object),
            _ => None,
        });
        let names = objects.flat_map(|object| &object.fields);
        let names: HashSet<String> = names.map(|field| field.wire.clone()).collect();
        for id in all {
            declared
                .entry(id)
                .or_default()
                .extend(names.iter().cloned());
        }
    }
    declared
}

/// How deep unions of unions are examined.
const MAX_UNION_DEPTH: usize = 8;

/// Adds all objects that are flattened into an object.
fn flattened(api: &Api, object: &Struct, depth: usize, all: &mut Vec<TypeId>) {
    for union in &object.flattened {
        variants(api, &union.ty, depth, all);
    }
}

/// Adds the objects among the variants of a union.
fn variants(api: &Api, edge: &Ref, depth: usize, all: &mut Vec<TypeId>) {
    let Shape::Named(id) = *api.behind(edge) else {
        return;
    };
    if depth == 0 || all.contains(&id) {
        return;
    }
    match &api.ty(id).kind {
        Kind::Struct(object) => {
            all.push(id);
            flattened(api, object, depth - 1, all);
        }
        Kind::Union(union) => {
            for variant in &union.variants {
                variants(api, &variant.ty, depth - 1, all);
            }
        }
        _ => {}
    }
}
