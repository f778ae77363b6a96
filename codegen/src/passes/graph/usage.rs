//! Marks types as sent or received, and drops types that nothing refers to.

use crate::diag::Diagnostics;
use crate::ir::{Api, Deprecated, Kind, Origin, TypeId, Usage};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    if !context.config.types.is_empty() {
        only_these(api, context, diags);
        return;
    }
    let mut sent = Vec::new();
    let mut received = Vec::new();
    for operation in &api.operations {
        operation.sent().for_each(|edge| edge.all_named(&mut sent));
        operation
            .received()
            .for_each(|edge| edge.all_named(&mut received));
    }
    received.extend(&api.webhook_payloads);
    let removed: Vec<TypeId> = api
        .ids()
        .filter(|id| is_removed(api, *id, context))
        .collect();
    sent.extend(&removed);
    received.extend(&removed);
    if api.operations.is_empty() {
        // A document without operations is used for its schemas: all count as sent and received.
        let components = components(api);
        sent.clone_from(&components);
        received = components;
    }
    for id in api.reach(sent) {
        api.ty_mut(id).usage.sent = true;
    }
    for id in api.reach(received) {
        api.ty_mut(id).usage.received = true;
    }
    drop_unused(api);
}

/// Whether a type is removed from the document but retained because it was emitted before.
fn is_removed(api: &Api, id: TypeId, context: &Context<'_>) -> bool {
    let ty = api.ty(id);
    let is_retained = matches!(ty.docs.deprecated, Deprecated::Until(_));
    is_retained && context.lock.types.contains_key(&ty.at.to_string())
}

/// `--types`: only these types and those that they refer to, and no operations.
fn only_these(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let mut wanted = Vec::new();
    for name in &context.config.types {
        match api.component(name) {
            Some(id) => wanted.push(id),
            None => {
                let message = format!("the document has no schema `{name}`");
                diags.push(context.config.unmatched("types", name, message));
            }
        }
    }
    api.operations.clear();
    api.polls.clear();
    for id in api.reach(wanted) {
        api.ty_mut(id).usage = Usage {
            sent: true,
            received: true,
        };
    }
    drop_unused(api);
}

fn components(api: &Api) -> Vec<TypeId> {
    let is_schema = |id: &TypeId| {
        let ty = api.ty(*id);
        matches!(ty.origin, Origin::Component(_))
            && ty.at.as_str().starts_with("/components/schemas/")
    };
    api.ids().filter(is_schema).collect()
}

fn drop_unused(api: &mut Api) {
    for ty in &mut api.types {
        if ty.usage == Usage::default() {
            ty.kind = Kind::Dropped;
        }
    }
}
