//! Which items are added and removed together.
//!
//! An operation is reported at its method, a group of operations at its accessor.

use std::collections::{HashMap, HashSet};

use oascribe_codegen::surface::{Function, Item};

pub(super) struct Owners<'a> {
    types: HashSet<&'a str>,
    /// Types of the module `api` → the method or accessor that creates them.
    makers: HashMap<&'a str, &'a str>,
}

impl<'a> Owners<'a> {
    pub fn of(items: &[&'a Item]) -> Self {
        let types = items.iter().filter(|item| item.kind().is_type());
        let makers = items.iter().filter_map(|item| {
            let made = made(item.signature.function()?)?;
            Some((made, item.path.as_str()))
        });
        let mut owners = Self {
            types: types.map(|item| item.path.as_str()).collect(),
            makers: HashMap::new(),
        };
        for (made, path) in makers {
            owners.makers.entry(made).or_insert(path);
        }
        owners
    }

    /// The outermost owner of an item. Returns `None` if it has no owner.
    pub fn root(&self, path: &'a str) -> Option<&'a str> {
        let mut root = None;
        let mut next = self.owner(path);
        // Setter, operation, method, group, accessor: chains are not longer.
        for _ in 0..8 {
            let Some(owner) = next else { break };
            root = Some(owner);
            next = self.owner(owner);
        }
        root
    }

    fn owner(&self, path: &'a str) -> Option<&'a str> {
        if let Some((owner, _)) = path.rsplit_once("::") {
            // Setters belong to their operation.
            let of_call = owner.strip_prefix("Call<C, ");
            let of_call = of_call.and_then(|owner| owner.strip_suffix('>'));
            let owner = of_call.unwrap_or(owner);
            if self.types.contains(owner) {
                return Some(owner);
            }
        }
        if let Some(maker) = self.makers.get(path) {
            return Some(maker);
        }
        if let Some(owner) = path.strip_suffix("Required") {
            return self.types.get(owner).copied();
        }
        // `ListPetsFailure` belongs to `ListPets`. Types of other modules have no maker.
        if !path.starts_with("api::") {
            return None;
        }
        let is_start =
            |end: &usize| path[*end..].starts_with(|next: char| next.is_ascii_uppercase());
        let mut ends = (0..path.len())
            .rev()
            .filter(|end| path.is_char_boundary(*end))
            .filter(is_start);
        let of_call = |end: usize| self.makers.get_key_value(&path[..end]);
        let (owner, _) = ends.find_map(of_call)?;
        Some(owner)
    }
}

/// The type that a method or accessor creates: `api::ListPets` of `Call<C, api::ListPets>`.
pub(super) fn made(function: &Function) -> Option<&str> {
    let made = function.returns.as_str();
    let of_call = made
        .strip_prefix("Call<C, ")
        .and_then(|made| made.strip_suffix('>'));
    of_call.or_else(|| made.strip_suffix("<Self>"))
}
