//! Makes operation ids unique.
//!
//! In: declared or derived ids. Out: unique ids: if several operations declare the same id, one keeps it, and the
//! others get an id derived from method and path. Guaranteed: the operation that has the id in the lock keeps it, else
//! one whose path matches the id, else the first one by path. The order of the document has no effect.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Operation};
use crate::passes::Context;
use crate::passes::letters::letters;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let is_known = |operation: &Operation| {
        let names = context.lock.operations.get(&operation.key());
        names.is_some_and(|names| names.words.as_ref() == Some(&operation.id))
    };
    let mut order: Vec<usize> = (0..api.operations.len()).collect();
    order.sort_by_cached_key(|index| {
        let operation = &api.operations[*index];
        let is_derived = operation.id == operation.derived_id();
        let keys = (
            !is_known(operation),
            is_derived,
            !id_matches_path(operation),
        );
        (keys, operation.sort_key())
    });
    let mut first: HashMap<String, usize> = HashMap::new();
    for index in order {
        let operation = &api.operations[index];
        let derived = operation.derived_id();
        let other = first.get(&operation.id).copied();
        let Some(other) = other.filter(|_| operation.id != derived) else {
            first.entry(operation.id.clone()).or_insert(index);
            continue;
        };
        let at = |index: usize| api.operations[index].at.child("operationId");
        let message = format!(
            "`{}` is the `operationId` of another operation",
            operation.id
        );
        let found = Diagnostic::new(codes::DUPLICATE_OPERATION_ID, message).at(&at(index));
        let found = found.related(&at(other), "the other operation is here");
        diags.push(found.label(format!("this operation is named `{derived}`")));
        api.operations[index].id = derived;
    }
}

/// Whether the id contains the last segment of the path: `listMills` belongs to `/mills` rather than to `/sails`.
fn id_matches_path(operation: &Operation) -> bool {
    let mut segments = operation.path.rsplit('/');
    let last = segments.find(|segment| !segment.is_empty() && !segment.contains('{'));
    last.is_some_and(|last| letters(&operation.id).contains(&letters(last)))
}
