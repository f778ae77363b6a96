//! Limits the fields that merging copies.
//!
//! A type has all fields of its `allOf` members. In a chain of n schemas, these are n² fields in total: a short document
//! would become a very large crate.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::ir::{Api, Field, Kind, Ref, Shape, Struct, TypeId};

/// How many copies every document may need.
const BASE: usize = 20_000;

/// How many copies of each field a document may need on average. Real documents need fewer than 10.
const COPIES: usize = 40;

/// The length of a description that counts as much as a field, in bytes.
const LONG_TEXT: usize = 256;

pub(super) struct Budget {
    left: usize,
    /// The types that are not merged.
    left_out: BTreeSet<TypeId>,
}

impl Budget {
    /// The budget for an API, which depends on the number of its fields.
    pub fn of(api: &Api) -> Self {
        let own = api.ids().map(|id| match &api.ty(id).kind {
            Kind::Struct(object) => weight(object),
            Kind::AllOf(all) => weight(&all.own),
            _ => 0,
        });
        let own: usize = own.sum();
        Self {
            left: BASE.saturating_add(COPIES.saturating_mul(own)),
            left_out: BTreeSet::new(),
        }
    }

    /// Counts a copy. Returns whether it may be made. After a refusal, every copy is refused.
    pub fn spend(&mut self, object: &Struct) -> bool {
        let left = self.left.checked_sub(weight(object));
        self.left = left.unwrap_or_default();
        left.is_some()
    }

    /// Records a type that is not merged.
    pub fn leave_out(&mut self, id: TypeId) {
        self.left_out.insert(id);
    }

    /// Whether a member is a type that is not merged.
    pub fn leads_to_left_out(&self, api: &Api, member: &Ref) -> bool {
        let mut shape = &member.shape;
        // Aliases have no cycles.
        while let (false, Shape::Named(id)) = (self.left_out.is_empty(), shape) {
            if self.left_out.contains(id) {
                return true;
            }
            let Kind::Alias(target) = &api.ty(*id).kind else {
                break;
            };
            shape = &target.shape;
        }
        false
    }

    /// Reports the types that are not merged.
    pub fn report(&self, api: &Api, diags: &mut Diagnostics) {
        let Some(first) = self.left_out.first() else {
            return;
        };
        let label = match self.left_out.len() - 1 {
            0 => "generated as untyped JSON".to_owned(),
            1 => "generated as untyped JSON, like 1 other schema".to_owned(),
            others => format!("generated as untyped JSON, like {others} other schemas"),
        };
        let message = "the schemas with `allOf` have too many properties in total";
        let found = Diagnostic::new(codes::TOO_LARGE, message).severity(Severity::Skipped);
        let found = found.at_key(&api.ty(*first).at).label(label);
        let help = "extend fewer schemas from one another, or refer to a schema as a property";
        diags.push(found.help(help));
    }
}

/// How many fields an object counts as.
fn weight(object: &Struct) -> usize {
    let field = |field: &Field| 1 + field.docs.description.len() / LONG_TEXT;
    let fields: usize = object.fields.iter().map(field).sum();
    fields + object.flattened.len() + object.required_elsewhere.len() + object.exclusive.len()
}
