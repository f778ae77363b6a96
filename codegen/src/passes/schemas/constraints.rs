//! Reports the constraints of sent values that are not checked: structs and unions have no checks.

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Ref, Rule, Shape};
use crate::passes::Context;
use crate::source::Pointer;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    for operation in &api.operations {
        operation.sent().for_each(|edge| report(api, edge, diags));
    }
    for ty in api.types.iter().filter(|ty| ty.usage.sent) {
        // The alternatives of unions are not checked at all.
        if !matches!(ty.kind, Kind::Union(_)) {
            let edges = ty.kind.edges().into_iter();
            edges.for_each(|edge| report(api, edge, diags));
        }
    }
}

fn report(api: &Api, edge: &Ref, diags: &mut Diagnostics) {
    edge.each(&mut |edge| {
        let Shape::Named(id) = api.behind(edge) else {
            return;
        };
        let applies: fn(&&Rule) -> bool = match api.ty(*id).kind {
            Kind::Struct(_) => |rule| rule.is_of_objects(),
            Kind::Union(_) => |_| true,
            _ => return,
        };
        for rule in edge.rules.iter().filter(applies) {
            diags.push(unchecked(rule, &edge.at));
        }
    });
}

/// The diagnostic for a constraint of a schema.
pub(super) fn unchecked(rule: &Rule, at: &Pointer) -> Diagnostic {
    let keyword = rule.keyword();
    let message = format!("`{keyword}` of an object or union");
    let found = Diagnostic::new(codes::UNUSED_KEYWORD, message);
    found.at_key(&at.child(keyword)).label("not checked")
}
