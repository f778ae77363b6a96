//! Names of operations: their structs and their methods.
//!
//! Guaranteed: names are given by path and method, whatever the order of the document; who has a name in the lock keeps it, unless the document calls the operation otherwise now; then it gets
//! the new name, if nobody has or had that, and its old one stays beside it.

use std::collections::HashSet;

use super::Planner;
use crate::ir::Operation;
use crate::lock::OperationNames;
use crate::plan::former;
use crate::plan::ident::{Use, ident, words};
use crate::plan::names::Owner;
use crate::plan::scope::Scope;

/// What an operation asks for.
struct Wish {
    /// By hand, or by the lock of an operation that is called as before.
    kept: Option<String>,
    /// In the lock of an operation that is called otherwise now.
    before: Option<String>,
    /// By the words of the document.
    words: String,
    /// Where somebody has those: a word more, or all of its words, which say more than a number.
    else_: String,
}

/// What it gets.
#[derive(Default)]
pub(super) struct Named {
    pub name: String,
    pub before: Option<String>,
}

impl Planner<'_, '_, '_, '_> {
    /// The structs of the operations.
    pub(super) fn structs(&mut self) -> Vec<Named> {
        let wishes = self.wishes(
            Use::Type,
            |names| &names.id,
            |_, operation| ident(&operation.words(), Use::Type),
        );
        let home = vec![0; wishes.len()];
        let mut scopes = [std::mem::take(&mut self.scope)];
        let named = self.settle(&wishes, &home, &mut scopes);
        [self.scope] = scopes;
        named
    }

    /// The methods of the groups. The operation's id without the words of its group: `ClusterListBackups` on
    /// `cluster()` is `list_backups`, and `v1.message.list` on `message()` is `list`.
    pub(super) fn methods(&mut self) -> Vec<Named> {
        let wishes = self.wishes(
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
        let home: Vec<usize> = operations.map(|operation| operation.group).collect();
        let mut scopes: Vec<Scope> = self.api.groups.iter().map(|_| Scope::default()).collect();
        for (scope, group) in scopes.iter_mut().zip(&self.group_names) {
            scope.reserve("clone", "Rust's prelude");
            former::reserve(scope, &format!("api::{group}"), self.names, &[]);
        }
        self.settle(&wishes, &home, &mut scopes)
    }

    fn wishes(
        &mut self,
        use_: Use,
        locked: impl Fn(&OperationNames) -> &String,
        words: impl Fn(&Self, &Operation) -> String,
    ) -> Vec<Wish> {
        let mut wishes = Vec::new();
        for operation in &self.api.operations {
            let chosen = self.names.chosen(&operation.words(), &operation.at);
            let chosen = chosen.map(|name| ident(name, use_));
            let names = self.names.locked_operation(&operation.key());
            let is_renamed = names.is_some_and(|names| is_renamed(names, operation));
            let known = names.map(|names| locked(names).clone());
            let (kept, before) = match (chosen, is_renamed) {
                (Some(chosen), _) => (Some(chosen), None),
                (None, true) => (None, known),
                (None, false) => (known, None),
            };
            let words = words(self, operation);
            let else_ = match use_ {
                Use::Method => ident(&operation.words(), use_),
                _ => format!("{}Call", words.trim_end_matches('_')),
            };
            wishes.push(Wish {
                kept,
                before,
                words,
                else_,
            });
        }
        wishes
    }

    fn settle(&mut self, wishes: &[Wish], home: &[usize], scopes: &mut [Scope]) -> Vec<Named> {
        let locked: HashSet<(usize, &str)> = wishes
            .iter()
            .zip(home)
            .filter_map(|(wish, home)| Some((*home, wish.before.as_deref()?)))
            .collect();
        let mut named: Vec<Named> = wishes.iter().map(|_| Named::default()).collect();
        let order = self.order();
        for &index in &order {
            let wish = &wishes[index];
            let kept = wish.kept.as_deref();
            if let Some(name) = kept.filter(|name| scopes[home[index]].is_free(name)) {
                named[index].name = self.take(index, name, &mut scopes[home[index]]);
            }
        }
        for &index in &order {
            let (wish, scope) = (&wishes[index], &mut scopes[home[index]]);
            let Some(before) = wish.before.as_deref().filter(|name| scope.is_free(name)) else {
                continue;
            };
            let is_theirs = locked.contains(&(home[index], wish.words.as_str()));
            if wish.words == before || is_theirs || !scope.is_free(&wish.words) {
                named[index].name = self.take(index, before, scope);
            } else {
                named[index].name = self.take(index, &wish.words, scope);
                named[index].before = Some(before.to_owned());
                scope.reserve(before, &format!("the former name of `{}`", wish.words));
            }
        }
        for index in order {
            let wish = &wishes[index];
            if named[index].name.is_empty() {
                let operation = &self.api.operations[index];
                let owner = Owner {
                    key: &operation.words(),
                    at: &operation.at,
                };
                let scope = &mut scopes[home[index]];
                let words = match scope.is_free(&wish.words) {
                    true => &wish.words,
                    false => &wish.else_,
                };
                named[index].name = self.names.claim(scope, words, &owner, self.diags);
            }
        }
        named
    }

    /// Who comes first.
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

/// Whether the document calls it otherwise than when it got its names.
fn is_renamed(names: &OperationNames, operation: &Operation) -> bool {
    let before = names.words.as_deref();
    before.is_some_and(|before| before != operation.words())
}

/// What is left of an operation's id without the words of its group, and without a version before them.
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
