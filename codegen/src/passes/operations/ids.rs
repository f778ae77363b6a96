//! One id for each operation.
//!
//! In: ids as the document declares them, or as they were derived. Out: the same, but for what several operations
//! declare: one keeps it, the others are called after method and path. Guaranteed: who has the id in the lock keeps it,
//! else one whose path speaks of the same, else the first by its path; the order of the document doesn't matter.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Operation};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let is_known = |operation: &Operation| {
        let names = context.lock.operations.get(&operation.key());
        names.is_some_and(|names| names.words.as_ref() == Some(&operation.id))
    };
    let mut order: Vec<usize> = (0..api.operations.len()).collect();
    order.sort_by_cached_key(|index| {
        let operation = &api.operations[*index];
        let is_derived = operation.id == operation.derived_id();
        let keys = (!is_known(operation), is_derived, !speaks_of_path(operation));
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
        let message = format!("another operation is called `{}` already", operation.id);
        let found = Diagnostic::new(codes::DUPLICATE_OPERATION_ID, message).at(&at(index));
        let found = found.related(&at(other), "the other one is here");
        diags.push(found.label(format!("this one is called `{derived}`")));
        api.operations[index].id = derived;
    }
}

/// Whether the path is in the id: `listMills` was meant for `/mills` rather than for `/sails`.
fn speaks_of_path(operation: &Operation) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut segments = operation.path.rsplit('/');
    let last = segments.find(|segment| !segment.is_empty() && !segment.contains('{'));
    last.is_some_and(|last| letters(&operation.id).contains(&letters(last)))
}
