//! Reports inline schemas that are equal and remain separate types, with the lines of `oascribe.toml` that change it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use heck::ToUpperCamelCase as _;

use super::classes::Classes;
use super::{Same, is_inline, is_telling};
use crate::config::wildcard;
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
    let mut names: HashSet<String> = context.config.unify.keys().cloned().collect();
    names.extend(api.component_names().map(str::to_owned));
    for (_, mut group) in groups {
        group.sort_by_cached_key(|id| api.ty(*id).at.to_string());
        if group.len() >= MIN_COUNT {
            let name = free_name(&name(api, &group, context), &mut names);
            diags.push(finding(api, &group, &name, context));
        }
    }
}

/// The name that the schemas could have: that of the lock, their title, or the words of the first one.
fn name(api: &Api, group: &[TypeId], context: &Context<'_>) -> String {
    let titled = group.iter().map(|id| api.ty(*id).title.as_str());
    let title = titled.filter(|title| !title.is_empty()).min();
    let first = api.ty(group[0]);
    let locked = context.lock.types.get(&first.at.to_string());
    let name = title.map_or_else(|| words(api, group[0]).join(" "), str::to_owned);
    let name = locked
        .cloned()
        .unwrap_or_else(|| name.to_upper_camel_case());
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => format!("Schema{name}"),
    }
}

/// A name that no component and no other suggestion has, because an entry with such a name would mean another schema.
fn free_name(wanted: &str, names: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{wanted}{number}"));
    let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
    let free = candidates.find(|name| names.insert(name.clone()));
    free.unwrap_or_else(|| wanted.to_owned())
}

fn finding(api: &Api, group: &[TypeId], name: &str, context: &Context<'_>) -> Diagnostic {
    let first = api.ty(group[0]);
    let patterns: BTreeSet<String> = group
        .iter()
        .map(|id| pattern(api, group, &api.ty(*id).at))
        .collect();
    let patterns = patterns.into_iter().map(toml::Value::String).collect();
    let setting = format!("{} = {}", key(name), toml::Value::Array(patterns));
    let message = format!("{} equal inline schemas could be one type", group.len());
    let found = Diagnostic::new(codes::EQUAL_SCHEMAS, message).at(&first.at);
    let others = group[1..].iter().take(MAX_RELATED);
    let found = others.fold(found, |found, id| {
        found.related(&api.ty(*id).at, "an equal schema is here")
    });
    let header = context
        .config
        .header("unify", context.config.unify.is_empty());
    found
        .label("each is a type of its own")
        .help(format!(
            "the setting makes them one type with the name `{name}`, or another one"
        ))
        .setting(&header, setting)
}

/// A key of TOML.
fn key(name: &str) -> String {
    let is_bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match is_bare {
        true => name.to_owned(),
        false => toml::Value::String(name.to_owned()).to_string(),
    }
}

/// The number of further schemas that a finding lists.
const MAX_RELATED: usize = 3;

/// The pattern of a location: any path and method of an operation, unless schemas with another structure match that.
fn pattern(api: &Api, group: &[TypeId], at: &Pointer) -> String {
    let text = at.to_string();
    let (file, path) = text.split_once('#').unwrap_or_default();
    let inside = path.strip_prefix("/paths/");
    let Some(rest) = inside.and_then(|path| path.splitn(3, '/').nth(2)) else {
        return text;
    };
    let pattern = format!("{file}#/paths/*/{rest}");
    let is_other = |id: &TypeId| {
        let ty = api.ty(*id);
        is_inline(ty) && !group.contains(id) && wildcard::matches(&pattern, &ty.at.to_string())
    };
    match api.ids().any(|id| is_other(&id)) {
        true => text,
        false => pattern,
    }
}
