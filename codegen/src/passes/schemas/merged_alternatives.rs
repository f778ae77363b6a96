//! Alternatives without a variant of their own, since another one has all their values.

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, OtherStrings, Ref, Rule, Shape};
use crate::passes::Context;
use crate::source::Pointer;

/// Moves the strings beside constants from enums to the edges that lead to them.
pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let mut declare_strings = vec![false; api.types.len()];
    for id in api.ids() {
        if let Kind::Enum(values) = &mut api.ty_mut(id).kind
            && let Some(strings) = values.other_strings.take()
        {
            declare_strings[id.index()] = true;
            represent(api, &strings, &strings.at, &[], diags);
        }
    }
    api.each_edge_mut(&mut |edge| {
        if let Shape::Named(id) = edge.shape
            && declare_strings[id.index()]
        {
            edge.other_strings = OtherStrings::Declared;
        }
    });
}

/// Records an alternative that has no variant of its own, and reports its constraints other than these.
pub(super) fn represent(
    api: &mut Api,
    alternative: &Ref,
    at: &Pointer,
    retained: &[Rule],
    diags: &mut Diagnostics,
) {
    for rule in &alternative.rules {
        if !retained.contains(rule) {
            report_unchecked(rule, at, diags);
        }
    }
    api.represented.push(at.clone());
}

/// Reports a constraint that only some alternatives of one Rust type have.
pub(super) fn report_unchecked(rule: &Rule, at: &Pointer, diags: &mut Diagnostics) {
    let keyword = rule.keyword();
    let message = format!("`{keyword}` of one of several alternatives of one Rust type");
    let found = Diagnostic::new(codes::UNUSED_KEYWORD, message);
    let at = at.child(keyword);
    diags.push(found.at_key(&at).label("not checked"));
}
