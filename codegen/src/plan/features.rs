//! Cargo features of groups, and the items that each of them enables.
//!
//! In: groups and files of models. Out: one feature for each group, and the gates (features) of each group and file.
//! Guaranteed: the crate compiles with any set of features.

use std::collections::HashMap;

use super::model::{ModelFile, TypeNames};
use super::names::Names;
use super::scope::{Case, Scope};
use super::ty::Ty;
use super::{Checked, Group};
use crate::config::{CrateConfig, Mode};
use crate::dependency::feature;
use crate::ir::{Api, TypeId};

/// An API with more operations than this gets features for its groups when it is first generated.
const LARGE: usize = 100;

/// Groups beyond this number share one feature: the registry allows 300 features.
const MAX_OWN: usize = 280;

/// The feature of the groups without a feature of their own.
const SHARED: &str = "more";

/// The features of every emitted crate that enable nothing but others.
const OTHERS: [&str; 2] = ["default", "full"];

/// Whether every emitted crate has a feature of this name.
fn is_reserved(name: &str) -> bool {
    feature::names().chain(OTHERS).any(|known| known == name)
}

/// A feature of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    pub name: String,
    /// The features that it enables: those of groups with operations that poll its own.
    pub needs: Vec<String>,
}

/// The input of the decision.
pub(super) struct Input<'a> {
    pub api: &'a Api,
    pub type_names: &'a TypeNames,
    pub config: &'a CrateConfig,
}

/// Plans the features and sets the gates of groups and files. Returns no features if the groups get none.
pub(super) fn plan(
    input: &Input<'_>,
    names: &mut Names<'_>,
    groups: &mut [Group],
    files: &mut [ModelFile],
    checked: &mut [Checked],
) -> Vec<Feature> {
    if !wanted(input, names, groups) {
        return Vec::new();
    }
    let renamed = renamed(input, names);
    let own = name(names, groups, &renamed);
    let mut features: Vec<Feature> = Vec::new();
    for (group, name) in groups.iter_mut().zip(&own) {
        group.feature = Some(name.clone());
        if !features.iter().any(|known| known.name == *name) {
            features.push(Feature {
                name: name.clone(),
                needs: Vec::new(),
            });
        }
    }
    let gates = gates(input, groups, files);
    if !input.api.polls.is_empty() {
        for feature in &mut features {
            feature.needs = needs(input, groups, &feature.name);
        }
    }
    for (file, mut gate) in files.iter_mut().zip(gates) {
        // If every feature enables it, it needs no gate.
        if gate.len() < features.len() {
            file.gate.append(&mut gate);
        }
    }
    let files_of_types = files_of_types(files);
    for one in checked {
        let file = files_of_types.get(one.name.as_str());
        one.gate = file
            .map(|file| files[*file].gate.clone())
            .unwrap_or_default();
    }
    features
}

/// Whether groups get features: decided by the configuration, then the lock, then the size of the API.
fn wanted(input: &Input<'_>, names: &Names<'_>, groups: &[Group]) -> bool {
    if input.config.mode != Mode::Crate || groups.len() < 2 {
        return false;
    }
    input.config.group_features.unwrap_or_else(|| {
        if names.is_new() {
            input.api.operations.len() > LARGE
        } else {
            names.has_features()
        }
    })
}

/// The old names of renamed groups, by which the lock has their features.
fn renamed<'a>(input: &Input<'a>, names: &Names<'a>) -> HashMap<&'a str, &'a str> {
    let operations = input.api.operations.iter();
    let groups = operations.filter_map(|operation| {
        let before = names.locked_operation(&operation.key())?;
        let now = input.api.groups.get(operation.group)?;
        (before.group != now.name).then_some((now.name.as_str(), before.group.as_str()))
    });
    groups.collect()
}

fn name(names: &mut Names<'_>, groups: &[Group], renamed: &HashMap<&str, &str>) -> Vec<String> {
    let mut scope = Scope::new(Case::Insensitive);
    for name in feature::names().chain(OTHERS) {
        scope.reserve(name, "a feature of every crate");
    }
    scope.reserve(SHARED, "the groups without a feature of their own");
    let locked = |names: &Names<'_>, group: &Group| {
        let before = renamed.get(group.key.as_str()).copied();
        let locked = names.locked_feature(&group.key);
        let locked = locked.or_else(|| names.locked_feature(before?));
        // A lock that was edited by hand may have a name that would be twice in the manifest.
        let free = locked.filter(|name| !is_reserved(&name.to_lowercase()));
        free.map(str::to_owned)
    };
    // Locked features first, then by name, so that the order of the document doesn't matter.
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|index| {
        let group = &groups[*index];
        (locked(names, group).is_none(), &group.key)
    });
    let mut own = vec![String::new(); groups.len()];
    for (position, index) in order.into_iter().enumerate() {
        let group = &groups[index];
        let feature = match locked(names, group) {
            Some(locked) => locked,
            None if position >= MAX_OWN => SHARED.to_owned(),
            None => {
                let wanted = group.module.trim_matches('_').replace('_', "-");
                scope.claim(&wanted, &group.key).ident
            }
        };
        scope.reserve(&feature, &group.key);
        names.lock_feature(&group.key, &feature);
        own[index] = feature;
    }
    own
}

/// The features that enable each file, in the order of the groups.
fn gates(input: &Input<'_>, groups: &[Group], files: &[ModelFile]) -> Vec<Vec<String>> {
    let files_of_types = files_of_types(files);
    let references: Vec<Vec<usize>> = files
        .iter()
        .map(|file| {
            let mut references = Vec::new();
            for ty in file.items.iter().flat_map(|item| item.types()) {
                ty.each(&mut |ty| {
                    if let Ty::Model(name) = ty {
                        references.extend(files_of_types.get(name.as_str()));
                    }
                });
            }
            references
        })
        .collect();
    // Webhooks and callbacks have no group, so their types are always available.
    let events = input.api.reach(input.api.webhook_payloads.clone());
    let always = closure(input, &files_of_types, &references, events);
    let mut gates = vec![Vec::new(); files.len()];
    for group in groups {
        let Some(feature) = &group.feature else {
            continue;
        };
        let visited = closure(input, &files_of_types, &references, types(input, group));
        for (gate, _) in gates
            .iter_mut()
            .zip(visited)
            .filter(|(_, visited)| *visited)
        {
            if gate.last() != Some(feature) {
                gate.push(feature.clone());
            }
        }
    }
    for (gate, _) in gates.iter_mut().zip(always).filter(|(_, always)| *always) {
        gate.clear();
    }
    gates
}

/// The index of the file of each type, by the name of the type.
fn files_of_types(files: &[ModelFile]) -> HashMap<&str, usize> {
    let files = files.iter().enumerate();
    let files_of_types =
        files.flat_map(|(index, file)| file.items.iter().map(move |item| (item.name(), index)));
    files_of_types.collect()
}

/// For each file, whether it has one of these types or a type that they reference.
fn closure(
    input: &Input<'_>,
    files_of_types: &HashMap<&str, usize>,
    references: &[Vec<usize>],
    types: Vec<TypeId>,
) -> Vec<bool> {
    let names = types.into_iter().map(|id| input.type_names.name(id));
    let mut open: Vec<usize> = names
        .filter_map(|name| files_of_types.get(name).copied())
        .collect();
    let mut visited = vec![false; references.len()];
    while let Some(file) = open.pop() {
        if !std::mem::replace(&mut visited[file], true) {
            open.extend(&references[file]);
        }
    }
    visited
}

/// All types that the operations of a group use, directly or not.
fn types(input: &Input<'_>, group: &Group) -> Vec<TypeId> {
    let mut start = Vec::new();
    for operation in &input.api.operations {
        let mine = input.api.groups.get(operation.group);
        if mine.is_some_and(|mine| mine.name == group.key) {
            let edges = operation.sent().chain(operation.received());
            edges.for_each(|edge| edge.all_named(&mut start));
        }
    }
    input.api.reach(start)
}

/// The features of the operations that poll the responses of this feature's operations.
fn needs(input: &Input<'_>, groups: &[Group], feature: &str) -> Vec<String> {
    let mut needs: Vec<String> = Vec::new();
    let mine = groups
        .iter()
        .filter(|group| group.feature.as_deref() == Some(feature));
    for group in mine {
        let types = types(input, group);
        for poll in input
            .api
            .polls
            .iter()
            .filter(|poll| types.contains(&poll.ty))
        {
            let operation = &input.api.operations[poll.operation];
            let polls = groups
                .iter()
                .find(|other| other.key == input.api.groups[operation.group].name);
            let other = polls.and_then(|other| other.feature.clone());
            needs.extend(other.filter(|other| other != feature && !needs.contains(other)));
        }
    }
    needs
}
