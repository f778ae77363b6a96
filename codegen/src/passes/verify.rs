//! Invariants that hold after each pass.

use crate::ir::{Api, Ref, Shape};

/// Checks that every edge leads to an existing type.
pub(super) fn verify(api: &Api) -> Result<(), String> {
    let mut fault = None;
    let mut check = |edge: &Ref| {
        if let Shape::Named(id) = edge.shape
            && id.index() >= api.types.len()
        {
            fault = Some(format!("the type of {} does not exist", edge.at));
        }
    };
    for ty in &api.types {
        for edge in ty.kind.edges() {
            edge.each(&mut check);
        }
    }
    for operation in &api.operations {
        for parameter in &operation.parameters {
            parameter.ty.each(&mut check);
        }
        for response in &operation.responses {
            response.edges().for_each(|edge| edge.each(&mut check));
        }
    }
    match fault {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}
