//! Inline schemas that `unify` in the configuration makes one type.

use std::collections::HashMap;

use super::classes::Classes;
use super::{Same, is_inline, is_sibling, same_words};
use crate::config::wildcard;
use crate::diag::Diagnostics;
use crate::ir::{Api, TypeId};
use crate::passes::Context;

/// Makes the schemas of each entry one type. Schemas of another structure remain what they are.
pub(super) fn add(
    api: &Api,
    context: &Context<'_>,
    classes: &Classes,
    same: &mut Same,
    diags: &mut Diagnostics,
) {
    for (name, patterns) in &context.config.unify {
        let matching = api.ids().filter(|id| {
            let ty = api.ty(*id);
            let at = ty.at.to_string();
            let mut patterns = patterns.iter();
            is_inline(ty) && patterns.any(|pattern| wildcard::matches(pattern, &at))
        });
        let matching: Vec<TypeId> = matching.collect();
        let Some(target) = target(api, classes, name, &matching) else {
            let message = format!("no inline schema matches the patterns of `{name}`");
            diags.push(context.config.unmatched("unify", name, message));
            continue;
        };
        let class = classes.of_type(target);
        let equal = matching.into_iter().filter(|id| {
            *id != target && classes.of_type(*id) == class && !is_sibling(api, *id, target)
        });
        same.into.remove(&target);
        equal.for_each(|id| same.replace(id, target));
        if is_inline(api.ty(target)) {
            same.titles.insert(target, name.clone());
        }
    }
}

/// The type that the others become: the component with the name of the entry, else the first of those with this title,
/// else the first of the most common structure.
fn target(api: &Api, classes: &Classes, name: &str, matching: &[TypeId]) -> Option<TypeId> {
    if matching.is_empty() {
        return None;
    }
    if let Some(component) = api.component(name) {
        return Some(component);
    }
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for id in matching {
        *counts.entry(classes.of_type(*id)).or_default() += 1;
    }
    let rank = |id: &TypeId| {
        let ty = api.ty(*id);
        let count = counts
            .get(&classes.of_type(*id))
            .copied()
            .unwrap_or_default();
        (
            !same_words(&ty.title, name),
            usize::MAX - count,
            ty.at.to_string(),
        )
    };
    matching.iter().copied().min_by_key(rank)
}
