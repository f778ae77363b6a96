//! Groups and operations that the document renamed.

use super::groups::{accessor, suffixed};
use super::operation_names::Named;
use super::{Group, Operation, Planner};
use crate::plan::ident::{Use, ident};

impl Planner<'_, '_, '_, '_> {
    /// Records renamed groups. A group is renamed if all of its operations were in one other group.
    pub(super) fn renamed_groups(&mut self, groups: &[Group]) {
        for (index, group) in groups
            .iter()
            .enumerate()
            .filter(|(_, one)| !one.name.is_empty())
        {
            let Some(before) = self.old_group(index) else {
                continue;
            };
            let (name, accessor) = match self.names.locked_group(&before) {
                Some(locked) => (locked.name.clone(), locked.accessor.clone()),
                None => {
                    let name = ident(&before, Use::Type);
                    let name = suffixed(&self.scope, &name, "Api");
                    (name, accessor(&before))
                }
            };
            let is_theirs = groups
                .iter()
                .any(|other| other.key == before || other.name == name);
            if is_theirs || !self.scope.is_free(&name) {
                continue;
            }
            let owner = format!("the old name of `{}`", group.name);
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

    /// The group that all locked operations of this group were in.
    fn old_group(&self, group: usize) -> Option<String> {
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

    /// Records the old names of an operation and of its types.
    pub(super) fn rename(
        &mut self,
        operation: &Operation,
        group: &str,
        name: &Named,
        method: &Named,
    ) {
        if let Some(before) = &method.old_name {
            let path = |method: &str| format!("api::{group}::{method}");
            self.names.rename(path(before), path(&method.name));
        }
        let Some(before) = &name.old_name else {
            return;
        };
        for own in operation.types() {
            let Some(rest) = own.strip_prefix(name.name.as_str()) else {
                continue;
            };
            let before = format!("{before}{rest}");
            if rest.is_empty() || self.scope.is_free(&before) {
                let owner = format!("the old name of `{own}`");
                self.scope.reserve(&before, &owner);
                self.names
                    .rename(format!("api::{before}"), format!("api::{own}"));
            }
        }
    }
}
