//! Ids of operations without `operationId`.

use std::collections::HashSet;

use super::Lower;
use crate::diag::{Diagnostic, codes};
use crate::ir::Operation;

impl Lower<'_, '_> {
    /// Adds ids derived from method and path where none are declared.
    pub(super) fn add_ids(&mut self, operations: &mut [Operation]) {
        let head = constant_head(operations);
        let declared: HashSet<String> = operations.iter().map(|it| it.id.clone()).collect();
        for operation in operations {
            if !operation.id.is_empty() {
                let at = operation.at.child("operationId");
                self.operation_ids.entry(operation.id.clone()).or_insert(at);
                continue;
            }
            let derived = self.derived_id(operation, head, &declared);
            let message = format!("`{}` has no `operationId`", operation.key());
            let found = Diagnostic::new(codes::MISSING_OPERATION_ID, message).at_key(&operation.at);
            self.diags
                .push(found.label(format!("this operation is named `{derived}`")));
            operation.id = derived;
        }
    }

    /// The id without the segments that all paths have in common, or the one in the lock, because these change with the
    /// document.
    fn derived_id(&self, operation: &Operation, head: usize, declared: &HashSet<String>) -> String {
        let names = self.lock.operations.get(&operation.key());
        let locked = names.and_then(|names| names.words.as_deref());
        let segments = operation.path.matches('/').count();
        let mut all = (0..=segments).map(|skipped| operation.derived_id_after(skipped));
        if let Some(locked) = all.find(|id| Some(id.as_str()) == locked) {
            return locked;
        }
        let short = operation.derived_id_after(head);
        match declared.contains(&short) {
            true => operation.derived_id(),
            false => short,
        }
    }
}

/// The number of segments at the beginning that all paths have in common.
fn constant_head(operations: &[Operation]) -> usize {
    let mut paths = operations.iter().map(|operation| segments(&operation.path));
    let Some(first) = paths.next() else { return 0 };
    let mut is_single = true;
    let head = paths.fold(first.len(), |head, path| {
        is_single &= path == first;
        let pairs = path.iter().zip(&first);
        pairs
            .take(head)
            .take_while(|(one, other)| one == other)
            .count()
    });
    if is_single { 0 } else { head }
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .collect()
}
