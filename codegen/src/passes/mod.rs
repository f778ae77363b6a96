//! IR → IR: each pass completes one aspect of all types or operations.
//!
//! In: the [`Api`] in the shape of the document. Out: the [`Api`] in the shape the plan needs: `allOf` is merged, unions
//! have a tagging, types have names (in words), recursive types are boxed, unreachable types are dropped. Guaranteed:
//! types keep their order; operations keep theirs, except that `select` removes and `bodies` adds some. In debug
//! builds, every edge is checked after each pass.

mod graph;
mod letters;
mod operations;
mod schemas;
mod verify;

use crate::config::CrateConfig;
use crate::diag::Diagnostics;
use crate::ir::Api;
use crate::lock::CrateLock;

/// The input of the passes besides the API.
pub struct Context<'c> {
    pub config: &'c CrateConfig,
    pub lock: &'c CrateLock,
}

struct Pass {
    name: &'static str,
    /// Why the pass exists and why it runs at this point.
    reason: &'static str,
    run: fn(&mut Api, &Context<'_>, &mut Diagnostics),
}

const PASSES: &[Pass] = &[
    Pass {
        name: "ids",
        reason: "makes operation ids unique; later passes derive names from them",
        run: operations::ids::run,
    },
    Pass {
        name: "alias_cycles",
        reason: "breaks cycles of references; later passes follow aliases without checking for cycles",
        run: graph::alias_cycles::run,
    },
    Pass {
        name: "listed_children",
        reason: "breaks the cycle of a union and its alternatives that extend it; `all_of` can't merge them otherwise",
        run: schemas::listed_children::run,
    },
    Pass {
        name: "nullability",
        reason: "moves `null` from types to edges; the following passes replace types, and only edges survive that",
        run: schemas::nullability::run,
    },
    Pass {
        name: "merged_alternatives",
        reason: "moves strings beside constants from enums to edges; `simplify` does so for other unions of enum and string",
        run: schemas::merged_alternatives::run,
    },
    Pass {
        name: "simplify",
        reason: "replaces unions and `allOf`s of one schema by that schema; no later pass handles them",
        run: schemas::simplify::run,
    },
    Pass {
        name: "all_of",
        reason: "merges `allOf`; the variants of unions are distinguished by the merged fields",
        run: schemas::all_of::run,
    },
    Pass {
        name: "recursive_aliases",
        reason: "replaces aliases that contain themselves by unions; must run before unions get a tagging",
        run: graph::recursive_aliases::run,
    },
    Pass {
        name: "bases",
        reason: "replaces base schemas with a discriminator by unions; `all_of` records which schemas extend them",
        run: schemas::bases::run,
    },
    Pass {
        name: "self_referential_unions",
        reason: "removes variants that lead back to their own union; must run before unions get a tagging",
        run: graph::self_referential_unions::run,
    },
    Pass {
        name: "equal",
        reason: "makes equal schemas one type; must run before unions get a tagging and inline types a name",
        run: schemas::equal::run,
    },
    Pass {
        name: "unit_variants",
        reason: "makes strings beside objects variants; runs after `equal`, which may make their enum a component",
        run: schemas::unit_variants::run,
    },
    Pass {
        name: "unions",
        reason: "decides how the variants of a union are distinguished, from their merged fields",
        run: schemas::unions::run,
    },
    Pass {
        name: "variant_names",
        reason: "names variants by what distinguishes them, which is decided now; inline types are named after them",
        run: schemas::variant_names::run,
    },
    Pass {
        name: "contents",
        reason: "removes tags from variants; runs after `variant_names`, which needs them, and drops types to be named",
        run: schemas::contents::run,
    },
    Pass {
        name: "inline_types",
        reason: "names inline types after their owners, which are final now",
        run: schemas::inline_types::run,
    },
    Pass {
        name: "select",
        reason: "applies `include` and `exclude`; runs after `inline_types`, which refers to operations by index",
        run: operations::select::run,
    },
    Pass {
        name: "bodies",
        reason: "splits operations by media type; runs after `inline_types` for the same reason",
        run: operations::bodies::run,
    },
    Pass {
        name: "parameters",
        reason: "checks parameter styles, which depend on the merged types",
        run: operations::parameters::run,
    },
    Pass {
        name: "paging",
        reason: "detects paginated operations from their parameters and merged responses",
        run: operations::paging::run,
    },
    Pass {
        name: "streaming",
        reason: "detects the parameter that switches streaming; needs the merged types, like `paging`",
        run: operations::streaming::run,
    },
    Pass {
        name: "replace",
        reason: "sets types of the user; runs after tagging, styles, paging and streaming, which need the types of the document",
        run: schemas::replace::run,
    },
    Pass {
        name: "paging_own_types",
        reason: "removes paging from operations whose own types prevent it; `replace` has set them",
        run: operations::paging::own_types::run,
    },
    Pass {
        name: "polling",
        reason: "links pollable types to the operation that reads them",
        run: operations::polling::run,
    },
    Pass {
        name: "usage",
        reason: "marks types as sent or received and drops those that are not generated, so that `boxing` ignores them",
        run: graph::usage::run,
    },
    Pass {
        name: "constraints",
        reason: "reports constraints that are not checked; only types that are sent have checks",
        run: schemas::constraints::run,
    },
    Pass {
        name: "patterns",
        reason: "reports patterns that can't be checked; runs after `usage`, so that only those of emitted types count",
        run: schemas::patterns::run,
    },
    Pass {
        name: "required",
        reason: "adds fields that are only listed in `required`; all schemas that could declare them are merged now",
        run: schemas::required::run,
    },
    Pass {
        name: "responses",
        reason: "applies the options for received types, which `usage` has marked; all their fields are there now",
        run: schemas::responses::run,
    },
    Pass {
        name: "merge_null",
        reason: "removes `null` from optional properties; `responses` has made more of them optional",
        run: schemas::merge_null::run,
    },
    Pass {
        name: "required_recursion",
        reason: "makes fields optional that require a value of their own type; no finite value would exist",
        run: graph::required_recursion::run,
    },
    Pass {
        name: "recursive_tuples",
        reason: "replaces tuples that contain their own type; `boxing` only boxes fields and variants",
        run: graph::recursive_tuples::run,
    },
    Pass {
        name: "boxing",
        reason: "boxes edges so that every remaining type has a finite size",
        run: graph::boxing::run,
    },
    Pass {
        name: "groups",
        reason: "assigns operations to groups; runs last, so that only the final operations count",
        run: operations::groups::run,
    },
];

/// Runs all passes.
pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    for pass in PASSES {
        (pass.run)(api, context, diags);
        if cfg!(debug_assertions)
            && let Err(fault) = verify::verify(api)
        {
            debug_assert!(false, "after `{}` ({}): {fault}", pass.name, pass.reason);
        }
    }
}
