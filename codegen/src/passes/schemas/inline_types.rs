//! Names types in words: components by their own name, inline types by owner and path.

use crate::diag::Diagnostics;
use crate::ir::{Api, Origin, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    for id in api.ids() {
        let name = words(api, id);
        api.ty_mut(id).name = name;
    }
}

/// Follows the owners up to a component or an operation; the nesting of the document limits the loop.
pub(super) fn words(api: &Api, id: TypeId) -> Vec<String> {
    let mut words = Vec::new();
    let mut current = id;
    loop {
        match &api.ty(current).origin {
            Origin::Component(name) => {
                words.push(name.clone());
                break;
            }
            Origin::Operation { index, step } => {
                words.push(step.clone());
                let operation = api.operations.get(*index);
                words.extend(operation.map(|operation| operation.id.clone()));
                break;
            }
            Origin::Nested { owner, step } => {
                // Members of an `allOf` are named like their owner.
                if step != "part" {
                    words.push(step.clone());
                }
                current = *owner;
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words.reverse();
    words
}
