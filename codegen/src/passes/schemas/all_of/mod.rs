//! Merges the members of `allOf` into one type.
//!
//! Objects become one object, with unions of objects flattened into it. Compatible scalars, lists and maps become the
//! narrower one. A member that contradicts the others is reported and ignored; the type itself is always generated.

mod budget;
mod fields;
mod kind;
mod merged;

use std::collections::HashSet;

use super::simplify::{self, is_of_types};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{AllOf, Api, FlattenedUnion, Kind, Null, Ref, Shape, TypeId, Union};
use crate::passes::Context;
use crate::passes::graph::scc::strongly_connected_components;

use budget::Budget;
use merged::Merged;

/// How many types may be merged one inside another. Only types of a cycle need more than one.
const MAX_OPEN: usize = 100;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let order = members_first(api);
    let mut merge = Merge {
        budget: Budget::of(api),
        api,
        diags,
        open: HashSet::new(),
    };
    for id in order {
        merge.merge(id);
    }
    merge.budget.report(merge.api, merge.diags);
    simplify::inline_aliases(api);
}

/// The types in an order in which the members of an `allOf` precede it, so that a long chain needs no deep recursion.
fn members_first(api: &Api) -> Vec<TypeId> {
    let members = |id| match &api.ty(id).kind {
        Kind::AllOf(all) => {
            let members = all.members.iter().map(|member| api.behind(member));
            let named = members.filter_map(|shape| match shape {
                Shape::Named(inner) => Some(inner.index()),
                _ => None,
            });
            named.collect()
        }
        _ => Vec::new(),
    };
    let targets: Vec<Vec<usize>> = api.ids().map(members).collect();
    let components = strongly_connected_components(&targets);
    let mut order: Vec<TypeId> = api.ids().collect();
    order.sort_by_key(|id| components[id.index()]);
    order
}

struct Merge<'a, 'x> {
    api: &'a mut Api,
    diags: &'x mut Diagnostics,
    budget: Budget,
    /// The types whose members are being merged, to detect an `allOf` that contains itself.
    open: HashSet<TypeId>,
}

impl Merge<'_, '_> {
    /// Merges a type, after merging its members.
    fn merge(&mut self, id: TypeId) {
        if self.open.len() >= MAX_OPEN || self.open.contains(&id) {
            return;
        }
        let Kind::AllOf(all) = &self.api.ty(id).kind else {
            return;
        };
        let all = all.clone();
        self.open.insert(id);
        let AllOf {
            members,
            beside,
            own,
            rules: own_rules,
        } = all;
        let mut merged = Merged::default();
        for member in members.iter().chain(&beside) {
            self.add_member(id, member, &mut merged);
        }
        self.add_object(id, &mut merged, &own);
        merged.object.discriminator = own.discriminator;
        self.open.remove(&id);
        if merged.is_too_large {
            // Without its members, it would be another type. Untyped JSON accepts all its values.
            self.budget.leave_out(id);
            let ty = self.api.ty_mut(id);
            ty.kind = Kind::Alias(Ref::new(Shape::Any, ty.at.clone()));
            return;
        }
        merged.complete();
        let parents = merged.parents.clone();
        let mut rules = std::mem::take(&mut merged.rules);
        rules.extend(own_rules);
        let kind = match self.merged_kind(id, merged) {
            Kind::Alias(mut target) => {
                target.rules.extend(rules);
                Kind::Alias(target)
            }
            kind => {
                self.report_unchecked(&kind, id, &rules);
                kind
            }
        };
        let ty = self.api.ty_mut(id);
        ty.parents = parents;
        ty.kind = kind;
    }

    fn add_member(&mut self, id: TypeId, member: &Ref, merged: &mut Merged) {
        if let Shape::Named(inner) = *self.api.behind(member) {
            self.merge(inner);
            // It can't be merged before this type is.
            if matches!(self.api.ty(inner).kind, Kind::AllOf(_)) {
                let message = "this `allOf` contains itself";
                let found = Diagnostic::new(codes::REF_CYCLE, message).at(&member.at);
                self.diags.push(found.label("the member is left out"));
                return;
            }
        }
        if self.budget.leads_to_left_out(self.api, member) {
            merged.is_too_large = true;
            return;
        }
        match self.api.behind(member) {
            Shape::Named(inner) => {
                let inner = *inner;
                match &self.api.ty(inner).kind {
                    Kind::Struct(object) => {
                        if !self.budget.spend(object) {
                            merged.is_too_large = true;
                            return;
                        }
                        let object = object.clone();
                        merged.parents.push(inner);
                        // A schema that only lists required properties allows other types, too.
                        merged.is_object |= object.required_elsewhere.is_empty();
                        self.add_object(id, merged, &object);
                    }
                    Kind::Union(union) if is_of_types(union) => merged.others.push(member.clone()),
                    // Beside properties, variants that are not objects can never match.
                    Kind::Union(union) if has_object(self.api, union) => {
                        // The value is an object, so it is never null.
                        merged.object.flattened.push(FlattenedUnion {
                            ty: Ref {
                                null: Null::No,
                                ..member.clone()
                            },
                            at: member.at.clone(),
                        });
                    }
                    _ => merged.others.push(member.clone()),
                }
            }
            Shape::Map(value) if !matches!(value.shape, Shape::Any) => {
                let value = (**value).clone();
                merged.maps.push(member.clone());
                self.add_additional(merged, value);
            }
            // A description, or a component that allows anything.
            Shape::Any => {
                merged.is_any |= member.named().is_some();
                merged.rules.extend(member.rules.iter().cloned());
            }
            Shape::Map(_) | Shape::Scalar(_) | Shape::List(_) | Shape::Tuple(_) => {
                merged.others.push(member.clone());
            }
        }
    }
}

fn has_object(api: &Api, union: &Union) -> bool {
    let mut variants = union.variants.iter();
    variants.any(|variant| api.is_object(&variant.ty))
}
