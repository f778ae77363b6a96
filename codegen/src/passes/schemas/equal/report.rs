//! Reports inline schemas that are equal and remain separate types, with the lines of `oascribe.toml` that change it.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase as _;

use super::classes::Classes;
use super::{Same, is_inline, is_telling};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, TypeId};
use crate::passes::Context;
use crate::passes::schemas::inline_types::words;
use crate::source::Pointer;

/// The number of equal schemas that are reported.
const MIN_COUNT: usize = 2;

pub(super) fn equal_schemas(
    api: &Api,
    context: &Context<'_>,
    classes: &Classes,
    same: &Same,
    diags: &mut Diagnostics,
) {
    let mut groups: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for id in api.ids() {
        let ty = api.ty(id);
        if is_inline(ty) && is_telling(ty) && !same.into.contains_key(&id) {
            groups.entry(classes.of_type(id)).or_default().push(id);
        }
    }
    for (_, mut group) in groups {
        group.sort_by_cached_key(|id| api.ty(*id).at.to_string());
        if group.len() >= MIN_COUNT {
            diags.push(finding(api, &group, context));
        }
    }
}

fn finding(api: &Api, group: &[TypeId], context: &Context<'_>) -> Diagnostic {
    let titled = group.iter().map(|id| api.ty(*id).title.as_str());
    let title = titled.filter(|title| !title.is_empty()).min();
    let first = api.ty(group[0]);
    let locked = context.lock.types.get(&first.at.to_string());
    let name = title.map_or_else(|| words(api, group[0]).join(" "), str::to_owned);
    let name = locked
        .cloned()
        .unwrap_or_else(|| name.to_upper_camel_case());
    let patterns: BTreeSet<String> = group.iter().map(|id| pattern(&api.ty(*id).at)).collect();
    let patterns: Vec<String> = patterns
        .iter()
        .map(|pattern| format!("\"{pattern}\""))
        .collect();
    let message = format!("`{name}` stands inline {} times", group.len());
    let found = Diagnostic::new(codes::EQUAL_SCHEMAS, message).at(&first.at);
    let others = group[1..].iter().take(MAX_RELATED);
    let found = others.fold(found, |found, id| {
        found.related(&api.ty(*id).at, "an equal schema is here")
    });
    let help = format!(
        "to make them one type, add to oascribe.toml: [crate.unify] {name} = [{}]",
        patterns.join(", ")
    );
    found.label("each is a type of its own").help(help)
}

/// The number of further schemas that a finding lists.
const MAX_RELATED: usize = 3;

/// The pattern of a location: any path and method of an operation.
fn pattern(at: &Pointer) -> String {
    let text = at.to_string();
    let (file, path) = text.split_once('#').unwrap_or_default();
    let inside = path.strip_prefix("/paths/");
    match inside.and_then(|path| path.splitn(3, '/').nth(2)) {
        Some(rest) => format!("{file}#/paths/*/{rest}"),
        None => text,
    }
}
