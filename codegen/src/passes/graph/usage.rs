//! Marks types as sent or received, and drops types that are not generated.

use crate::config::Mode;
use crate::diag::Diagnostics;
use crate::ir::{Api, Deprecated, Kind, Origin, TypeId, Usage};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let config = context.config;
    let listed = listed(api, context, diags);
    if config.mode == Mode::Models && !config.schemas.is_empty() {
        api.operations.clear();
        api.polls.clear();
        mark(api, listed.clone(), listed);
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
    let removed = api.ids().filter(|id| is_removed(api, *id, context));
    let mut others: Vec<TypeId> = removed.collect();
    if config.schemas.is_empty() && config.keeps_unused() {
        others.extend(unused(
            api,
            [&sent, &received, &api.deselected, &api.multipart],
        ));
    }
    others.extend(listed);
    sent.extend(&others);
    received.extend(&others);
    mark(api, sent, received);
}

/// The component schemas that no operation of the document uses. Nothing is known of their use, so they count as sent and
/// received.
fn unused(api: &Api, used: [&Vec<TypeId>; 4]) -> Vec<TypeId> {
    let mut is_used = vec![false; api.types.len()];
    for id in api.reach(used.into_iter().flatten().copied().collect()) {
        is_used[id.index()] = true;
    }
    let components = components(api).into_iter();
    components.filter(|id| !is_used[id.index()]).collect()
}

/// Whether a type is removed from the document but retained because it was emitted before.
fn is_removed(api: &Api, id: TypeId, context: &Context<'_>) -> bool {
    let ty = api.ty(id);
    let is_retained = matches!(ty.docs.deprecated, Deprecated::Until(_));
    is_retained && context.lock.types.contains_key(&ty.at.to_string())
}

/// The component schemas that the option `schemas` lists.
fn listed(api: &Api, context: &Context<'_>, diags: &mut Diagnostics) -> Vec<TypeId> {
    let mut listed = Vec::new();
    for name in &context.config.schemas {
        match api.component(name) {
            Some(id) => listed.push(id),
            None => {
                let message = format!("the document has no schema `{name}`");
                let found = context.config.unmatched("schemas", name, message);
                diags.push(found.suggest(name, api.component_names()));
            }
        }
    }
    listed
}

/// Marks the types that are reachable from these as sent and received, and drops all others.
fn mark(api: &mut Api, sent: Vec<TypeId>, received: Vec<TypeId>) {
    for id in api.reach(sent) {
        api.ty_mut(id).usage.sent = true;
    }
    for id in api.reach(received) {
        api.ty_mut(id).usage.received = true;
    }
    for ty in &mut api.types {
        if ty.usage == Usage::default() {
            ty.kind = Kind::Dropped;
        }
    }
}

/// The types of the component schemas. Inline schemas whose title is their name are none.
fn components(api: &Api) -> Vec<TypeId> {
    let is_schema = |id: &TypeId| {
        let ty = api.ty(*id);
        let parent = ty.at.parent();
        matches!(ty.origin, Origin::Component(_))
            && parent.is_some_and(|parent| parent.as_str() == "/components/schemas")
    };
    api.ids().filter(is_schema).collect()
}
