//! Cargo features of groups: which there are, and who needs which.
//!
//! In: groups and files of models. Out: one feature a group, the gate of each group and file. Guaranteed: with any
//! choice of features, what is there finds all that it needs.

use std::collections::HashMap;

use super::model::{ModelFile, Typed};
use super::names::Names;
use super::scope::{Case, Scope};
use super::ty::Ty;
use super::{Checked, Group};
use crate::config::{CrateConfig, Mode};
use crate::ir::{Api, TypeId};

/// An API with more operations than this is large: its groups get features when it is first generated.
const LARGE: usize = 100;

/// More groups than this share a feature: crates.io takes 300 in all.
const MOST: usize = 280;

/// The feature of the groups that have none of their own.
const SHARED: &str = "more";

/// The features that each crate has.
const OURS: &[&str] = &[
    "blocking", "chrono", "client", "default", "full", "jiff", "regex", "reqwest", "rustls",
    "time", "tracing",
];

/// A feature of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    pub name: String,
    /// The features that it turns on: those of groups whose operations its own are polled by.
    pub needs: Vec<String>,
}

/// What the features are decided by.
pub(super) struct Input<'a> {
    pub api: &'a Api,
    pub typed: &'a Typed,
    pub config: &'a CrateConfig,
}

/// The features; none where the groups have none. Groups and files get their gates.
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
        // Where all of them lead to it, it needs no gate.
        if gate.len() < features.len() {
            file.gate.append(&mut gate);
        }
    }
    let homes = homes(files);
    for one in checked {
        let home = homes.get(one.name.as_str());
        one.gate = home
            .map(|file| files[*file].gate.clone())
            .unwrap_or_default();
    }
    features
}

/// The configuration, then the lock, then the size.
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

/// What groups were called when they got their features.
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
    let mut scope = Scope::new(Case::Ignored);
    for ours in OURS {
        scope.reserve(ours, "a feature of every crate");
    }
    scope.reserve(SHARED, "the groups without a feature of their own");
    let locked = |names: &Names<'_>, group: &Group| {
        let before = renamed.get(group.key.as_str()).copied();
        let locked = names.locked_feature(&group.key);
        let locked = locked.or_else(|| names.locked_feature(before?));
        locked.map(str::to_owned)
    };
    // Those of the lock first, then by their names: the order of the document doesn't matter.
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|index| {
        let group = &groups[*index];
        (locked(names, group).is_none(), &group.key)
    });
    let mut own = vec![String::new(); groups.len()];
    for (place, index) in order.into_iter().enumerate() {
        let group = &groups[index];
        let feature = match locked(names, group) {
            Some(locked) => locked,
            None if place >= MOST => SHARED.to_owned(),
            None => {
                let wish = group.module.trim_matches('_').replace('_', "-");
                scope.claim(&wish, &group.key).ident
            }
        };
        scope.reserve(&feature, &group.key);
        names.lock_feature(&group.key, &feature);
        own[index] = feature;
    }
    own
}

/// The features that lead to each file, in the order of the groups.
fn gates(input: &Input<'_>, groups: &[Group], files: &[ModelFile]) -> Vec<Vec<String>> {
    let homes = homes(files);
    let leads: Vec<Vec<usize>> = files
        .iter()
        .map(|file| {
            let mut leads = Vec::new();
            for ty in file.items.iter().flat_map(|item| item.types()) {
                ty.each(&mut |ty| {
                    if let Ty::Model(name) = ty {
                        leads.extend(homes.get(name.as_str()));
                    }
                });
            }
            leads
        })
        .collect();
    // What the server sends by itself belongs to no group: it is always there.
    let events = input.api.reach(input.api.webhook_payloads.clone());
    let always = closure(input, &homes, &leads, events);
    let mut gates = vec![Vec::new(); files.len()];
    for group in groups {
        let Some(feature) = &group.feature else {
            continue;
        };
        let seen = closure(input, &homes, &leads, types(input, group));
        for (gate, _) in gates.iter_mut().zip(seen).filter(|(_, seen)| *seen) {
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

/// The file of each type, by its name.
fn homes(files: &[ModelFile]) -> HashMap<&str, usize> {
    let files = files.iter().enumerate();
    let homes =
        files.flat_map(|(index, file)| file.items.iter().map(move |item| (item.name(), index)));
    homes.collect()
}

/// Whether each file holds one of these types, or something that leads there.
fn closure(
    input: &Input<'_>,
    homes: &HashMap<&str, usize>,
    leads: &[Vec<usize>],
    types: Vec<TypeId>,
) -> Vec<bool> {
    let names = types.into_iter().map(|id| input.typed.name(id));
    let mut open: Vec<usize> = names.filter_map(|name| homes.get(name).copied()).collect();
    let mut seen = vec![false; leads.len()];
    while let Some(file) = open.pop() {
        if !std::mem::replace(&mut seen[file], true) {
            open.extend(&leads[file]);
        }
    }
    seen
}

/// All types that the operations of a group lead to.
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

/// The features whose operations this one's answers are polled by.
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
