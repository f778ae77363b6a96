//! Inline types that are the only alternative of a union, as in `anyOf: [{…}, {type: "null"}]`: they have the name of the
//! union.

use std::collections::HashMap;

use super::variant_names::{Renamed, rename_inline_types};
use crate::ir::{Api, Kind, Origin, Ref, Shape, TypeId};
use crate::passes::Context;

#[derive(Default)]
pub(super) struct OnlyAlternatives {
    /// The unions, and the words of their only alternative.
    unions: Vec<(TypeId, Renamed)>,
    /// Types that became a component, and that component.
    into: HashMap<TypeId, TypeId>,
}

impl OnlyAlternatives {
    /// Records a union that is replaced by its only alternative.
    pub fn add(&mut self, api: &Api, id: TypeId) {
        if let Kind::Union(union) = &api.ty(id).kind
            && let [only] = union.variants.as_slice()
            && !only.step.is_empty()
        {
            let (from, to) = (only.step.clone(), String::new());
            self.unions.push((id, Renamed { from, to }));
        }
    }

    /// Makes a component its only inline alternative. Types that the lock has remain. Returns whether there is one.
    pub fn take_over(
        &mut self,
        api: &mut Api,
        id: TypeId,
        context: &Context<'_>,
        inlined: &mut HashMap<TypeId, Ref>,
    ) -> bool {
        let ty = api.ty(id);
        let Kind::Union(union) = &ty.kind else {
            return false;
        };
        let ([only], Origin::Component(_)) = (union.variants.as_slice(), &ty.origin) else {
            return false;
        };
        let (Some(inner), true) = (only.ty.named(), union.discriminator.is_none()) else {
            return false;
        };
        let is_own = |owner: TypeId| owner == id || self.into.get(&owner) == Some(&id);
        let inner_ty = api.ty(inner);
        let is_inline = matches!(&inner_ty.origin, Origin::Nested { owner, .. } if is_own(*owner));
        let is_locked = context.lock.types.contains_key(&inner_ty.at.to_string());
        if !is_inline || is_locked || matches!(inner_ty.kind, Kind::Alias(_) | Kind::Dropped) {
            return false;
        }
        let is_direct = matches!(&inner_ty.origin, Origin::Nested { owner, .. } if *owner == id);
        let step = only.step.clone();
        let inner_ty = api.ty_mut(inner);
        let kind = std::mem::replace(&mut inner_ty.kind, Kind::Dropped);
        let (docs, title) = (inner_ty.docs.clone(), inner_ty.title.clone());
        let ty = api.ty_mut(id);
        ty.kind = kind;
        if ty.docs.text().is_empty() {
            ty.docs = docs;
        }
        if ty.title.is_empty() {
            ty.title = title;
        }
        inlined.insert(inner, Ref::new(Shape::Named(id), ty.at.clone()));
        self.into.insert(inner, id);
        if is_direct && !step.is_empty() {
            let (from, to) = (step, String::new());
            self.unions.push((id, Renamed { from, to }));
        }
        true
    }

    /// Renames the types inside the unions.
    pub fn apply(self, api: &mut Api) {
        rename_inline_types(api, &self.unions);
        for ty in &mut api.types {
            if let Origin::Nested { owner, .. } = &mut ty.origin
                && let Some(component) = self.into.get(owner)
            {
                *owner = *component;
            }
        }
    }
}
