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
    "exchange",
    "fmt",
    "new",
    "send",
    "service",
    "shared",
    "transport",
    "wait",
];

impl Planner<'_, '_, '_, '_> {
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let mut modules = Scope::of_modules();
        for taken in ["api", "checks", "mod", "service"] {
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
        group.module = modules.claim(&ident(words, Use::Module), &key).ident;
        let plain = GroupNames {
            name: ident(&key, Use::Type),
            accessor: ident(&key, Use::Method),
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

/// The wanted name; with a suffix if it is taken.
pub(super) fn suffixed(scope: &Scope, wanted: &str, suffix: &str) -> String {
    if scope.is_free(wanted) {
        wanted.to_owned()
    } else {
        format!("{}{suffix}", wanted.trim_end_matches('_'))
    }
}
