//! Names of operations: their structs and their methods.
//!
//! Guaranteed: the order of the document does not matter. A locked operation keeps its name, unless the document
//! renames it: then it gets the new name if no other item has or had it, and its old name remains as an alias.

use std::collections::HashSet;

use super::Planner;
use crate::ir::Operation;
use crate::lock::OperationNames;
use crate::plan::ident::{Use, ident, words};
use crate::plan::names::Owner;
use crate::plan::old_names;
use crate::plan::scope::Scope;

/// The names that an operation may get.
struct Candidates {
    /// From the configuration, or from the lock if the operation is not renamed.
    fixed: Option<String>,
    /// From the lock, if the operation is renamed.
    old_name: Option<String>,
    /// From the words of the document.
    words: String,
    /// If those are taken: with more words, which are clearer than a number.
    fallback: String,
}

/// The name that it got, and the one that it had before.
#[derive(Default)]
pub(super) struct Named {
    pub name: String,
    pub old_name: Option<String>,
}

impl Planner<'_, '_, '_, '_> {
    /// The structs of the operations.
    pub(super) fn structs(&mut self) -> Vec<Named> {
        let candidates = self.candidates(
            Use::Type,
            |names| &names.id,
            |_, operation| ident(&operation.words(), Use::Type),
        );
        let scope_of = vec![0; candidates.len()];
        let mut scopes = [std::mem::take(&mut self.scope)];
        let named = self.assign(&candidates, &scope_of, &mut scopes);
        [self.scope] = scopes;
        named
    }

    /// The methods of the groups: the operation's id without the words of its group. `ClusterListBackups` on
    /// `cluster()` is `list_backups`, and `v1.message.list` on `message()` is `list`.
    pub(super) fn methods(&mut self) -> Vec<Named> {
        let candidates = self.candidates(
            Use::Method,
            |names| &names.method,
            |planner, operation| {
                let id = operation.words();
                let group = &planner.api.groups[operation.group].name;
                let rest = without_group(&id, group).unwrap_or(id);
                match ident(&rest, Use::Method) {
                    taken if matches!(taken.as_str(), "clone" | "new") => format!("{taken}_"),
                    free => free,
                }
            },
        );
        let operations = self.api.operations.iter();
        let scope_of: Vec<usize> = operations.map(|operation| operation.group).collect();
        let mut scopes: Vec<Scope> = self.api.groups.iter().map(|_| Scope::default()).collect();
        for (scope, group) in scopes.iter_mut().zip(&self.group_names) {
            scope.reserve("clone", "Rust's prelude");
            old_names::reserve(scope, &format!("api::{group}"), self.names, &[]);
        }
        self.assign(&candidates, &scope_of, &mut scopes)
    }

    fn candidates(
        &mut self,
        use_: Use,
        locked: impl Fn(&OperationNames) -> &String,
        words: impl Fn(&Self, &Operation) -> String,
    ) -> Vec<Candidates> {
        let mut candidates = Vec::new();
        for operation in &self.api.operations {
            let chosen = self.names.configured(&operation.words(), &operation.at);
            let chosen = chosen.map(|name| ident(&name, use_));
            let names = self.names.locked_operation(&operation.key());
            let is_renamed = names.is_some_and(|names| is_renamed(names, operation));
            let known = names.map(|names| locked(names).clone());
            let (fixed, old_name) = match (chosen, is_renamed) {
                (Some(chosen), _) => (Some(chosen), None),
                (None, true) => (None, known),
                (None, false) => (known, None),
            };
            let words = words(self, operation);
            let fallback = match use_ {
                Use::Method => ident(&operation.words(), use_),
                _ => format!("{}Call", words.trim_end_matches('_')),
            };
            candidates.push(Candidates {
                fixed,
                old_name,
                words,
                fallback,
            });
        }
        candidates
    }

    fn assign(
        &mut self,
        candidates: &[Candidates],
        scope_of: &[usize],
        scopes: &mut [Scope],
    ) -> Vec<Named> {
        let locked: HashSet<(usize, &str)> = candidates
            .iter()
            .zip(scope_of)
            .filter_map(|(candidate, scope_of)| Some((*scope_of, candidate.old_name.as_deref()?)))
            .collect();
        let mut named: Vec<Named> = candidates.iter().map(|_| Named::default()).collect();
        let order = self.order();
        for &index in &order {
            let candidate = &candidates[index];
            let fixed = candidate.fixed.as_deref();
            if let Some(name) = fixed.filter(|name| scopes[scope_of[index]].is_free(name)) {
                named[index].name = self.take(index, name, &mut scopes[scope_of[index]]);
            }
        }
        for &index in &order {
            let (candidate, scope) = (&candidates[index], &mut scopes[scope_of[index]]);
            let Some(old_name) = candidate
                .old_name
                .as_deref()
                .filter(|name| scope.is_free(name))
            else {
                continue;
            };
            let is_theirs = locked.contains(&(scope_of[index], candidate.words.as_str()));
            if candidate.words == old_name || is_theirs || !scope.is_free(&candidate.words) {
                named[index].name = self.take(index, old_name, scope);
            } else {
                named[index].name = self.take(index, &candidate.words, scope);
                named[index].old_name = Some(old_name.to_owned());
                scope.reserve(old_name, &format!("the old name of `{}`", candidate.words));
            }
        }
        for index in order {
            let candidate = &candidates[index];
            if named[index].name.is_empty() {
                let operation = &self.api.operations[index];
                let owner = Owner {
                    key: &operation.words(),
                    at: &operation.at,
                };
                let scope = &mut scopes[scope_of[index]];
                let words = match scope.is_free(&candidate.words) {
                    true => &candidate.words,
                    false => &candidate.fallback,
                };
                named[index].name = self.names.claim(scope, words, &owner, self.diags);
            }
        }
        named
    }

    /// The order in which operations get their names.
    fn order(&self) -> Vec<usize> {
        let operations = &self.api.operations;
        let mut order: Vec<usize> = (0..operations.len()).collect();
        order.sort_by_key(|index| operations[*index].sort_key());
        order
    }

    fn take(&self, index: usize, name: &str, scope: &mut Scope) -> String {
        let owner = format!("`{}`", self.api.operations[index].id);
        scope.claim(name, &owner).ident
    }
}

/// Whether the document renamed the operation since its names were locked.
fn is_renamed(names: &OperationNames, operation: &Operation) -> bool {
    let old_name = names.words.as_deref();
    old_name.is_some_and(|old_name| old_name != operation.words())
}

/// The words of an operation's id without those of its group and without a version before them.
fn without_group(id: &str, group: &str) -> Option<String> {
    let own = words(id);
    let versions = own.iter().take_while(|word| is_version(word)).count();
    let group = words(group);
    let rest = own
        .strip_prefix(group.as_slice())
        .or_else(|| own[versions..].strip_prefix(group.as_slice()))?;
    (!rest.is_empty()).then(|| rest.join(" "))
}

fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}
