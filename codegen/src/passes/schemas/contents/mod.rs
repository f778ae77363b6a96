//! Decides which part of the JSON value the type of each variant is, as in the Rust enums that such documents are made from:
//! the tag is no field of a variant, and objects that only wrap a value are no types.
//!
//! In: unions with their tagging and named variants. Out: types of variants without the tag, variants that are the value of a
//! property, and variants without content. Guaranteed: only types that a single variant uses change; fields and types that
//! the lock has stay.

mod beside_tag;
mod tag;
mod wrapped;

use std::collections::{HashMap, HashSet};

use super::uses::uses;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Tagging, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, _: &mut Diagnostics) {
    let listed = context.config.schemas.iter();
    let mut pass = Contents {
        listed: listed.filter_map(|name| api.component(name)).collect(),
        uses: uses(api),
        api,
        context,
    };
    for id in pass.api.ids() {
        pass.union(id);
    }
}

struct Contents<'a, 'c> {
    api: &'a mut Api,
    context: &'a Context<'c>,
    /// The types that the option `schemas` lists: their union may not be emitted.
    listed: HashSet<TypeId>,
    /// How many edges lead to each type.
    uses: HashMap<TypeId, usize>,
}

impl Contents<'_, '_> {
    fn union(&mut self, id: TypeId) {
        let Kind::Union(union) = &self.api.ty(id).kind else {
            return;
        };
        let mut union = union.clone();
        tag::infer(self.api, &mut union);
        match union.tagging.clone() {
            Tagging::Tagged { property, untagged } => {
                for (index, variant) in union.variants.iter_mut().enumerate() {
                    if untagged != Some(index) {
                        self.remove_tag(variant, &property);
                    }
                }
                self.unwrap_tagged(id, &mut union);
            }
            Tagging::Probed => self.unwrap_keyed(id, &mut union),
            Tagging::Undecided => {}
        }
        self.api.ty_mut(id).kind = Kind::Union(union);
    }

    /// Whether only one variant refers to a type, which the configuration neither lists nor replaces.
    fn is_own(&self, id: TypeId) -> bool {
        let at = self.api.ty(id).at.to_string();
        self.uses.get(&id) == Some(&1)
            && !self.listed.contains(&id)
            && !self.context.config.own_types.contains_key(&at)
    }

    /// Whether a type has a locked name, so that programs may use it.
    fn is_locked(&self, id: TypeId) -> bool {
        let at = self.api.ty(id).at.to_string();
        self.context.lock.types.contains_key(&at)
    }
}
