//! IR → IR: each pass settles one thing for all types and operations.
//!
//! In: the [`Api`] as the document spells it. Out: the [`Api`] as the plan needs it: no `allOf`, every union
//! decided, every type named in words, cycles boxed, unreachable types dropped. Guaranteed: the order of types and
//! operations never changes, and every pass leaves a consistent graph (checked after each one in debug builds).

mod all_of;
mod bases;
mod bodies;
mod circles;
mod cycles;
mod echoes;
mod fold;
mod group;
mod hoist;
mod ids;
mod meet;
mod paging;
mod parameters;
mod polling;
mod probes;
mod replace;
mod required;
mod resolve;
mod rings;
mod select;
mod tags;
mod unions;
mod usage;
mod verify;

use crate::config::CrateConfig;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Ref, Shape, Struct};
use crate::lock::CrateLock;

/// What the passes go by beside the API itself.
pub struct Choices<'c> {
    pub config: &'c CrateConfig,
    pub lock: &'c CrateLock,
}

struct Pass {
    name: &'static str,
    /// Why it exists, and why here.
    reason: &'static str,
    run: fn(&mut Api, &Choices<'_>, &mut Diagnostics),
}

const PASSES: &[Pass] = &[
    Pass {
        name: "ids",
        reason: "names are made of ids; the lock knows who had one, which the document alone can't tell",
        run: ids::run,
    },
    Pass {
        name: "resolve",
        reason: "references that only lead to each other have no shape; no later pass may follow them",
        run: resolve::run,
    },
    Pass {
        name: "fold",
        reason: "a choice of one, or an allOf of one, is that one: nothing later should see it",
        run: fold::run,
    },
    Pass {
        name: "all_of",
        reason: "members must be known before unions are decided by them",
        run: all_of::run,
    },
    Pass {
        name: "rings",
        reason: "an alias that holds itself has no end; it gets a name before unions are decided",
        run: rings::run,
    },
    Pass {
        name: "bases",
        reason: "a base with a discriminator is a union of what is built on it, once members are merged",
        run: bases::run,
    },
    Pass {
        name: "echoes",
        reason: "a choice that leads back to itself has no end; before its alternatives are told apart",
        run: echoes::run,
    },
    Pass {
        name: "unions",
        reason: "how a variant is recognised depends on its merged members",
        run: unions::run,
    },
    Pass {
        name: "hoist",
        reason: "inline types are named by owner and path once the owners are final",
        run: hoist::run,
    },
    Pass {
        name: "select",
        reason: "what isn't wanted is counted by nobody; after `hoist`, which knows operations by their place",
        run: select::run,
    },
    Pass {
        name: "bodies",
        reason: "an operation for each payload, before anything counts operations and after names went by their indices",
        run: bodies::run,
    },
    Pass {
        name: "parameters",
        reason: "what a style makes of a value depends on its merged type",
        run: parameters::run,
    },
    Pass {
        name: "replace",
        reason: "alternatives and styles are decided by the schema; who looks for members from here on must find none",
        run: replace::run,
    },
    Pass {
        name: "paging",
        reason: "recognised from parameters and merged responses",
        run: paging::run,
    },
    Pass {
        name: "polling",
        reason: "a type that is polled keeps the operation that reads it",
        run: polling::run,
    },
    Pass {
        name: "usage",
        reason: "what is sent and received follows from the operations; the unreachable goes before it costs a box",
        run: usage::run,
    },
    Pass {
        name: "required",
        reason: "what is undeclared once parts are merged and dropped is declared by nobody",
        run: required::run,
    },
    Pass {
        name: "cycles",
        reason: "a type of finite size needs a box in every circle of what is left",
        run: cycles::run,
    },
    Pass {
        name: "group",
        reason: "last, so that it counts only what is kept",
        run: group::run,
    },
];

/// Runs all passes.
pub fn run(api: &mut Api, choices: &Choices<'_>, diags: &mut Diagnostics) {
    for pass in PASSES {
        (pass.run)(api, choices, diags);
        if cfg!(debug_assertions)
            && let Err(fault) = verify::verify(api)
        {
            debug_assert!(false, "after `{}` ({}): {fault}", pass.name, pass.reason);
        }
    }
}

/// Every edge of the API: those of types, then those of operations.
fn each_edge(api: &mut Api, visit: &mut impl FnMut(&mut Ref)) {
    for ty in &mut api.types {
        for edge in ty.kind.edges_mut() {
            edge.each_mut(visit);
        }
    }
    for operation in &mut api.operations {
        for edge in operation.edges_mut() {
            edge.each_mut(visit);
        }
    }
}

/// Whether a value of this edge is always an object.
fn is_object(api: &Api, edge: &Ref) -> bool {
    is_object_within(api, edge, DEEPEST_UNION)
}

/// Unions that hold unions: deeper ones than these are looked at as if they could be anything.
const DEEPEST_UNION: usize = 8;

fn is_object_within(api: &Api, edge: &Ref, depth: usize) -> bool {
    match api.behind(edge) {
        Shape::Map(_) => true,
        Shape::Named(id) => match &api.ty(*id).kind {
            Kind::Struct(_) => true,
            Kind::Union(union) if depth > 0 && !union.variants.is_empty() => {
                let mut variants = union.variants.iter();
                variants.all(|variant| is_object_within(api, &variant.ty, depth - 1))
            }
            Kind::AllOf(all) => !all.own.fields.is_empty(),
            _ => false,
        },
        _ => false,
    }
}

/// The object behind an edge, where it is one.
fn object<'a>(api: &'a Api, edge: &'a Ref) -> Option<&'a Struct> {
    match api.behind(edge) {
        Shape::Named(id) => match &api.ty(*id).kind {
            Kind::Struct(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}
