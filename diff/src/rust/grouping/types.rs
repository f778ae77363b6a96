//! Types that changed their kind, and types that were added or removed because of one other change.

use std::collections::HashMap;

use oascribe_codegen::surface::Kind;

use super::super::names::type_of;
use super::dominators::Dominators;
use super::{Groups, Side, is_type};

impl Groups<'_> {
    /// Types that changed their kind.
    pub(super) fn kinds(&mut self) {
        let is_new =
            |index: &usize| self.side(*index) == Side::New && is_type(&self.changes[*index]);
        // By their own paths: the resolved path of an alias is that of its target.
        let path = |index: usize| (self.changes[index].path.clone(), index);
        let now: HashMap<String, usize> =
            (0..self.changes.len()).filter(is_new).map(path).collect();
        for index in 0..self.changes.len() {
            let change = &self.changes[index];
            let now = now.get(&change.path).copied();
            let Some(now) = now.filter(|_| self.side(index) == Side::Old && is_type(change)) else {
                continue;
            };
            self.report_with(now, Some(index));
            let new = self.changes[now].clone();
            let change = &mut self.changes[index];
            // Only the signature of an alias contains the type.
            let (text, signature) = match new.kind {
                Some(Kind::Enum) => ("became an enum", None),
                Some(Kind::Struct) => ("became a struct", None),
                _ => ("became an alias", new.new),
            };
            change.text = text.to_owned();
            (change.old, change.new) = (Some(String::new()), Some(signature.unwrap_or_default()));
        }
    }

    /// Types that were added or removed because of one other change.
    pub(super) fn types(&mut self) {
        let is_open = |index: &usize| {
            is_type(&self.changes[*index])
                && self.owners[*index].is_none()
                && self.side(*index) != Side::Both
        };
        let types: Vec<usize> = (0..self.changes.len()).filter(is_open).collect();
        if types.is_empty() {
            return;
        }
        let mut graph = Dominators::new(self.changes.len(), &types);
        for (side, surface) in [(Side::Old, self.old), (Side::New, self.new)] {
            let of_side = types.iter().filter(|index| self.side(**index) == side);
            let types_by_path: HashMap<&str, usize> = of_side
                .map(|index| (self.changes[*index].path.as_str(), *index))
                .collect();
            for ((path, kind), item) in &surface.items {
                for name in item.signature.types().into_iter().flat_map(named) {
                    let Some(found) = types_by_path.get(name).filter(|_| type_of(path) != name)
                    else {
                        continue;
                    };
                    let user = self.find(&self.names.path(path, Some(*kind)), *kind);
                    match user.map(|user| self.root(user)) {
                        Some(user) if user != *found => graph.add(user, *found),
                        Some(_) => {}
                        None => graph.add_independent(*found),
                    }
                }
            }
        }
        for (index, first) in graph.causes() {
            self.report_with(index, Some(first));
        }
    }
}

/// The types of the crate that a type names.
fn named(ty: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = ty.split(move |c| !is_word(c));
    words.filter(|word| word.contains("::")).map(type_of)
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;

    #[test]
    fn a_type_is_reported_with_its_cause() {
        let pet = "models::Pet | struct | non_exhaustive | Clone\n";
        let tag = "models::Tag | enum | non_exhaustive | Clone\nmodels::Tag::Big | variant | \n";
        let one = format!("{pet}models::Pet::tag | field | Option<models::Tag>\n{tag}");
        assert_eq!(reported(pet, &one), ["minor models::Pet::tag was added +2"]);
        assert_eq!(
            reported(&one, pet),
            ["major models::Pet::tag was removed +2"]
        );
        let two = format!("{one}models::Pet::tags | field | Vec<models::Tag>\n");
        let lines = [
            "models::Pet::tag was added +0",
            "models::Pet::tags was added +0",
            "models::Tag was added +1",
        ];
        assert_eq!(
            reported(pet, &two),
            lines.map(|line| format!("minor {line}"))
        );
    }

    #[test]
    fn a_change_of_kind_is_one_change() {
        let old = "models::Tag | enum | non_exhaustive | Clone\nmodels::Tag::Big | variant | \n";
        let new = "models::Tag | type | String\n";
        assert_eq!(reported(old, new), ["major models::Tag became an alias +2"]);
        assert_eq!(reported(new, old), ["major models::Tag became an enum +2"]);
    }
}
