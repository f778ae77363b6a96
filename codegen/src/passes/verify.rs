//! The laws that hold between passes.

use crate::ir::{Api, Ref, Shape};

/// Every edge leads to a type that is there, and every operation to a group that is there.
pub(super) fn verify(api: &Api) -> Result<(), String> {
    let mut fault = None;
    let mut check = |edge: &Ref| {
        if let Shape::Named(id) = edge.shape
            && id.index() >= api.types.len()
        {
            fault = Some(format!("{} leads to no type", edge.at));
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
