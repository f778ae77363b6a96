//! Names of groups: their structs, modules and accessors.
//!
//! In: the groups of the API, and their names in the lock. Out: groups without operations. Guaranteed: locked groups keep
//! their names; the others get theirs in alphabetical order, so the order of the document does not matter.

use super::{Group, Planner};
use crate::lock::GroupNames;
use crate::plan::docs::Comment;
use crate::plan::ident::{Use, ident};
use crate::plan::scope::{Case, Scope};

/// The methods of the runtime's clients. Accessors must not have these names.
const CLIENT_METHODS: &[&str] = &[
    "builder",
    "clone",
    "config",
    "drive",
    "exchange",
    "fetch",
    "fetch_from",
    "fmt",
    "new",
    "open",
    "send",
    "sleep",
    "transport",
];

/// The files of `api` that are no groups.
const OWN_MODULES: &[&str] = &["api", "checks", "mod", "service"];

impl Planner<'_, '_, '_, '_> {
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let mut modules = Scope::of_modules();
        for taken in OWN_MODULES {
            modules.reserve(taken, "a module of its own");
        }
        let mut accessors = Scope::new(Case::Sensitive);
        for method in CLIENT_METHODS {
            accessors.reserve(method, "a method of the client");
        }
        let groups = self.api.groups.iter();
        let mut groups: Vec<Group> = groups
            .map(|group| Group {
                key: group.name.clone(),
                feature: None,
                name: String::new(),
                module: String::new(),
                accessor: String::new(),
                docs: Comment::of(&group.description),
                operations: Vec::new(),
                old_accessors: Vec::new(),
                old_names: Vec::new(),
            })
            .collect();
        for index in self.named_groups() {
            self.name_group(&mut groups[index], &mut modules, &mut accessors);
        }
        groups
    }

    /// The groups with operations, locked ones first. A tag without operations needs no name.
    fn named_groups(&self) -> Vec<usize> {
        let operations = self.api.operations.iter();
        let mut used: Vec<usize> = operations.map(|operation| operation.group).collect();
        used.sort_by_cached_key(|index| {
            let name = &self.api.groups[*index].name;
            (!self.names.has_locked_group(name), name)
        });
        used.dedup();
        used
    }

    fn name_group(&mut self, group: &mut Group, modules: &mut Scope, accessors: &mut Scope) {
        let key = group.key.clone();
        let locked = self.names.locked_group(&key);
        let words = locked.map_or(&key, |locked| &locked.accessor);
        let module = ident(words, Use::Module);
        let module = match OWN_MODULES.contains(&module.as_str()) {
            true => format!("{module}_api"),
            false => module,
        };
        group.module = modules.claim(&module, &key).ident;
        let plain = GroupNames {
            name: ident(&key, Use::Type),
            accessor: accessor(&key),
        };
        let wanted = locked.unwrap_or(&plain);
        let name = suffixed(&self.scope, &wanted.name, "Api");
        group.name = self.scope.claim(&name, &key).ident;
        group.accessor = accessors.claim(&wanted.accessor, &key).ident;
        let given = GroupNames {
            name: group.name.clone(),
            accessor: group.accessor.clone(),
        };
        if given != plain {
            self.names.lock_group(&key, given);
        }
    }
}

/// The accessor of a group: its words, unless the client has a method of this name.
pub(super) fn accessor(group: &str) -> String {
    let accessor = ident(group, Use::Method);
    match CLIENT_METHODS.contains(&accessor.as_str()) {
        true => format!("{accessor}_api"),
        false => accessor,
    }
}

/// The wanted name; with a suffix if it is taken.
pub(super) fn suffixed(scope: &Scope, wanted: &str, suffix: &str) -> String {
    if scope.is_free(wanted) {
        wanted.to_owned()
    } else {
        format!("{}{suffix}", wanted.trim_end_matches('_'))
    }
}
