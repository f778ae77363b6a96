//! The members of an `allOf` that are merged so far.

use std::collections::{HashMap, HashSet};

use crate::ir::{Ref, Rule, Struct, TypeId};

/// The result of the members that are merged so far.
#[derive(Default)]
pub(super) struct Merged {
    pub object: Struct,
    /// Members that are not objects, and untyped maps.
    pub others: Vec<Ref>,
    /// The constraints of members without a type.
    pub rules: Vec<Rule>,
    /// Maps with a type of their values.
    pub maps: Vec<Ref>,
    /// Whether a member is a component that allows any value.
    pub is_any: bool,
    /// Whether a member is an object, rather than a list of required properties.
    pub is_object: bool,
    pub parents: Vec<TypeId>,
    /// The position of each field: a search in the list would make long lists slow.
    pub positions: HashMap<String, usize>,
    /// Names in `required_elsewhere` for which there is no field yet.
    pub undeclared: HashSet<String>,
    /// Whether the budget does not allow another member.
    pub is_too_large: bool,
}

impl Merged {
    /// Removes the names from `required_elsewhere` that a later member declared.
    pub fn complete(&mut self) {
        let undeclared = &self.undeclared;
        let names = &mut self.object.required_elsewhere;
        names.retain(|name| undeclared.contains(name));
    }
}
