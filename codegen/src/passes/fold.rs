//! A choice of one, or an `allOf` of one, is that one.

use std::collections::HashMap;

use super::Choices;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Origin, Ref, Rest, Shape, TypeId};

pub(super) fn run(api: &mut Api, _: &Choices<'_>, _: &mut Diagnostics) {
    let mut folded: HashMap<TypeId, Ref> = HashMap::new();
    for id in api.ids() {
        let Some(only) = only(&api.ty(id).kind) else {
            continue;
        };
        let ty = api.ty_mut(id);
        if matches!(ty.origin, Origin::Component(_)) {
            ty.kind = Kind::Alias(only);
        } else {
            ty.kind = Kind::Dropped;
            folded.insert(id, only);
        }
    }
    let mut replace = |edge: &mut Ref| {
        // An inline choice of one may hold another one: as deep as the document nests.
        while let Shape::Named(id) = edge.shape
            && let Some(only) = folded.get(&id)
        {
            edge.shape = only.shape.clone();
            edge.null = edge.null.or(only.null);
            edge.rules.extend(only.rules.iter().cloned());
        }
    };
    super::each_edge(api, &mut replace);
}

/// The one schema that this type comes down to.
fn only(kind: &Kind) -> Option<Ref> {
    match kind {
        Kind::AllOf(all) => {
            let bare = all.own.fields.is_empty()
                && all.own.required_elsewhere.is_empty()
                && matches!(all.own.rest, Rest::Ignored);
            match all.parts.as_slice() {
                [part] if bare => Some(part.clone()),
                _ => None,
            }
        }
        Kind::Union(union) => match union.variants.as_slice() {
            [variant] => Some(variant.ty.clone()),
            _ => None,
        },
        _ => None,
    }
}
