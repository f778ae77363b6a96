//! Names in words: a component's own; owner and path for an inline type.

use crate::diag::Diagnostics;
use crate::ir::{Api, Origin, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    for id in api.ids() {
        let name = words(api, id);
        api.ty_mut(id).name = name;
    }
}

/// Follows the owners up: as deep as the document nests, which the reader bounds.
fn words(api: &Api, id: TypeId) -> Vec<String> {
    let mut steps = Vec::new();
    let mut at = id;
    loop {
        match &api.ty(at).origin {
            Origin::Component(name) => {
                steps.push(name.clone());
                break;
            }
            Origin::Operation { index, step } => {
                steps.push(step.clone());
                let operation = api.operations.get(*index);
                steps.extend(operation.map(|operation| operation.id.clone()));
                break;
            }
            Origin::Nested { owner, step } => {
                // Parts of an `allOf` stand for their owner.
                if step != "part" {
                    steps.push(step.clone());
                }
                at = *owner;
            }
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.reverse();
    steps
}
