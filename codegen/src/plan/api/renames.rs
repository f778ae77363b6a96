//! Groups and operations that the document calls otherwise now.

use super::grouping::suffixed;
use super::naming::Named;
use super::{Group, Operation, Planner};
use crate::plan::ident::{Use, ident};

impl Planner<'_, '_, '_, '_> {
    /// Notes the groups whose operations all stood under another name.
    pub(super) fn former_groups(&mut self, groups: &[Group]) {
        for (index, group) in groups
            .iter()
            .enumerate()
            .filter(|(_, one)| !one.name.is_empty())
        {
            let Some(before) = self.former_group(index) else {
                continue;
            };
            let (name, accessor) = match self.names.locked_group(&before) {
                Some(locked) => (locked.name.clone(), locked.accessor.clone()),
                None => {
                    let name = ident(&before, Use::Type);
                    let name = suffixed(&self.scope, &name, "Api");
                    (name, ident(&before, Use::Method))
                }
            };
            let is_theirs = groups
                .iter()
                .any(|other| other.key == before || other.name == name);
            if is_theirs || !self.scope.is_free(&name) {
                continue;
            }
            let owner = format!("the former name of `{}`", group.name);
            self.scope.reserve(&name, &owner);
            self.names
                .rename(format!("api::{name}"), format!("api::{}", group.name));
            if groups.iter().all(|other| other.accessor != accessor) {
                self.names.rename(
                    format!("Client::{accessor}"),
                    format!("Client::{}", group.accessor),
                );
            }
        }
    }

    /// The group that the lock has for all operations of this one that it knows.
    fn former_group(&self, group: usize) -> Option<String> {
        let operations = self.api.operations.iter();
        let mine = operations.filter(|operation| operation.group == group);
        let mut locked = mine.filter_map(|operation| {
            let names = self.names.locked_operation(&operation.key())?;
            Some(names.group.as_str())
        });
        let first = locked.next()?;
        let is_other = first != self.api.groups[group].name;
        (is_other && locked.all(|other| other == first)).then(|| first.to_owned())
    }

    /// Notes what an operation was called before, with the types that belong to it.
    pub(super) fn rename(
        &mut self,
        operation: &Operation,
        group: &str,
        name: &Named,
        method: &Named,
    ) {
        if let Some(before) = &method.before {
            let path = |method: &str| format!("api::{group}::{method}");
            self.names.rename(path(before), path(&method.name));
        }
        let Some(before) = &name.before else {
            return;
        };
        for own in operation.types() {
            let Some(rest) = own.strip_prefix(name.name.as_str()) else {
                continue;
            };
            let before = format!("{before}{rest}");
            if rest.is_empty() || self.scope.is_free(&before) {
                let owner = format!("the former name of `{own}`");
                self.scope.reserve(&before, &owner);
                self.names
                    .rename(format!("api::{before}"), format!("api::{own}"));
            }
        }
    }
}
