//! Counts the uses of types.

use std::collections::HashMap;

use crate::ir::{Api, Shape, TypeId};

/// How many edges lead to each type, and whether a webhook has it as its payload.
pub(super) fn uses(api: &mut Api) -> HashMap<TypeId, usize> {
    let mut uses = HashMap::new();
    api.each_edge_mut(&mut |edge| {
        if let Shape::Named(id) = edge.shape {
            *uses.entry(id).or_default() += 1;
        }
    });
    for id in &api.webhook_payloads {
        *uses.entry(*id).or_default() += 1;
    }
    uses
}
