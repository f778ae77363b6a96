//! Inline schemas with one title and one structure.

use std::collections::BTreeMap;

use super::classes::Classes;
use super::{Same, candidates, is_component, is_inline, is_sibling, same_words};
use crate::ir::{Api, TypeId};
use crate::passes::Context;

/// A longer title is a sentence rather than a name.
pub(super) const MAX_TITLE_LEN: usize = 40;

/// Makes the inline types with the same title and structure one type.
pub(super) fn add(api: &Api, context: &Context<'_>, classes: &Classes, same: &mut Same) {
    let mut groups: BTreeMap<(&str, usize), Vec<TypeId>> = BTreeMap::new();
    for id in api.ids() {
        let ty = api.ty(id);
        if is_inline(ty) && !ty.title.is_empty() && !same.into.contains_key(&id) {
            let key = (ty.title.as_str(), classes.of_type(id));
            groups.entry(key).or_default().push(id);
        }
    }
    let free = candidates(api, context, same);
    // The lock and `unify` have given names already.
    let mut taken: Vec<String> = same.titles.values().cloned().collect();
    for ((title, _), mut group) in groups {
        let is_free = |id: &TypeId| free.binary_search(id).is_ok();
        // A type that the lock has is the one that the new ones become.
        group.sort_by_cached_key(|id| (is_free(id), api.ty(*id).at.to_string()));
        let Some((target, others)) = group.split_first() else {
            continue;
        };
        let others = others.iter().filter(|id| is_free(id));
        let others: Vec<TypeId> = others
            .filter(|id| !is_sibling(api, **id, *target))
            .copied()
            .collect();
        if others.is_empty() {
            continue;
        }
        same.into.extend(others.into_iter().map(|id| (id, *target)));
        let is_name = is_free(target) && is_name(api, title) && !taken.iter().any(|it| it == title);
        if is_name {
            same.titles.insert(*target, title.to_owned());
            taken.push(title.to_owned());
        }
    }
}

/// Whether a title can be the name of a type, and no component has it.
fn is_name(api: &Api, title: &str) -> bool {
    let is_short =
        title.len() <= MAX_TITLE_LEN && title.contains(|letter: char| letter.is_ascii_alphabetic());
    let mut types = api.types.iter().filter(|ty| is_component(ty));
    is_short && !types.any(|ty| same_words(ty.component_name(), title))
}
